"""The Containerfile and the compose file, line by line, against the project: what they name is there and fits together."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

from metrics.cli import cli
from tests.containers import PLACE, copied, health_command, instructions, of, services

ROOT = Path(__file__).resolve().parents[2]
STAGES = ("charts", "build", "web", "app")
RUNNING = ("web", "app")  # those that are kept, and run
FROM_PROJECT = [
    pytest.param(source, id=f"{stage}-{source}")
    for stage in STAGES
    for sources, _ in copied(stage)
    for source in sources
]
IGNORED = [
    line
    for line in (ROOT / ".containerignore").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
NGINX = (ROOT / "docs" / "nginx.conf").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RUNS = [line for line in instructions() if line.word == "RUN"]
COMMANDS = [command for line in RUNS for command in line.commands]


def options(command: list[str]) -> dict[str, str]:
    """The options of `pcp serve` with their values: each is one that it has."""
    assert command[:2] == ["pcp", "serve"]
    names = {name for param in cli.commands["serve"].params for name in param.opts}
    pairs = dict(zip(command[2::2], command[3::2], strict=True))
    assert set(pairs) <= names
    return pairs


def is_ignored(path: str) -> bool:
    """Whether .containerignore keeps a path from being sent: the last pattern that fits it decides."""
    above = (path, *map(str, Path(path).parents))
    fits = [
        line
        for line in IGNORED
        if any(fnmatch(place, line.lstrip("!").removeprefix("**/")) for place in above)
    ]
    return not fits[-1].startswith("!")


def test_there_are_stages_and_the_last_is_what_is_built_where_none_is_named() -> None:
    assert tuple(dict.fromkeys(line.stage for line in instructions() if line.word != "ARG")) == STAGES


@pytest.mark.parametrize("source", FROM_PROJECT)
def test_what_is_copied_is_there_and_is_sent(source: str) -> None:
    assert (ROOT / source).exists()
    assert not is_ignored(source)


@pytest.mark.parametrize(
    "path", [".git", "tests", "data", "config", ".venv", "node_modules", "build", "tools"]
)
def test_what_an_image_is_not_made_of_is_not_sent(path: str) -> None:
    assert is_ignored(path)


def test_everything_that_a_wheel_is_made_of_is_copied() -> None:
    wheel_parts = {*PROJECT["tool"]["hatch"]["build"]["only-include"], "pyproject.toml", "hatch_build.py"}
    wheel_parts |= {*PROJECT["project"]["license-files"], "requirements.lock"}
    assert wheel_parts <= {source for sources, _ in copied("build") for source in sources}


def test_a_stage_copies_from_one_that_is_there() -> None:
    stages = [
        line.words[0].removeprefix("--from=") for line in instructions() if line.text.startswith("--from=")
    ]
    assert stages == ["charts", "build"]


def test_nothing_is_installed_without_its_hash() -> None:
    installing = [command for command in COMMANDS if {"pip", "install"} <= set(command)]
    fetching = [command for command in installing if "--no-index" not in command]
    assert [command[-3:] for command in fetching] == [["--require-hashes", "-r", "${LOCK}"]]
    (lock,) = of("build", "ARG")
    assert lock.text == "LOCK=requirements.lock"
    assert all(command[command.index("--only-binary") + 1] == ":all:" for command in fetching)
    assert [command for command in COMMANDS if command[0] == "npm"] == [
        ["npm", "ci", "--omit=dev", "--ignore-scripts"]
    ]


def test_a_module_that_is_run_is_one_of_ours_or_pip() -> None:
    modules = [
        command[command.index("-m") + 1] for command in COMMANDS if "-m" in command and "python" in command[0]
    ]
    ours = [name for name in modules if name not in ("pip", "venv", "compileall")]
    assert ours == ["serving.static_assets"]
    assert (ROOT / "serving" / "static_assets.py").is_file()


def packages(stage: str) -> set[str]:
    """What a stage installs of the system's packages."""
    lines = [command for line in of(stage, "RUN") for command in line.commands if "install" in command]
    fetched = [command for command in lines if command[0] == "apt-get"]
    assert all("--no-install-recommends" in command for command in fetched)
    return {word for command in fetched for word in command[2:] if not word.startswith("--")}


def test_what_runs_has_no_compiler_and_no_tool_that_built_it() -> None:
    assert packages("app") == {"python3"}
    assert packages("web") == {"nginx", "libnginx-mod-http-brotli-static"}
    uninstalling = [command for command in COMMANDS if "uninstall" in command]
    assert [set(command[-3:]) for command in uninstalling] == [{"hatchling", "editables", "pip"}]


@pytest.mark.parametrize("stage", RUNNING)
def test_nothing_runs_as_root(stage: str) -> None:
    (line,) = of(stage, "USER")
    assert min(map(int, line.text.split(":"))) > 0
    after = [other.word for other in instructions() if other.stage == stage]
    assert "RUN" not in after[after.index("USER") :]


def test_the_account_is_the_one_that_is_made_and_that_owns_the_pages() -> None:
    (line,) = of("app", "USER")
    user, group = line.text.split(":")
    making = [command for run in of("app", "RUN") for command in run.commands]
    assert ["groupadd", "--gid", group, "outcomes"] in making
    assert any(command[:5] == ["useradd", "--uid", user, "--gid", group] for command in making)
    assert ["install", "-d", "-o", user, "-g", group, "-m", "0755", "/srv/pages"] in making
    composed = services()
    assert composed["app"]["user"] == f"${{OUTCOMES_USER:-{user}}}:${{OUTCOMES_GROUP:-{group}}}"
    publisher, _, theirs = composed["publish"]["user"].partition("}:")
    assert theirs == f"${{OUTCOMES_GROUP:-{group}}}" and not publisher.endswith(f"-{user}")


def test_the_program_is_found_where_it_was_put() -> None:
    (line,) = of("app", "ENV")
    values = dict(word.split("=", 1) for word in line.words)
    assert values["PATH"].split(":")[0] == f"{PLACE}/bin"
    (place,) = of("app", "WORKDIR")
    assert values["PCP_ROOT"] == place.text == "/srv/outcomes"
    assert [line.text for line in of("app", "COPY")] == [f"--from=build {PLACE} {PLACE}"]


def test_every_port_is_the_same() -> None:
    (exposed,) = of("app", "EXPOSE")
    (command,) = of("app", "CMD")
    composed = services()["app"]
    health_checks = "\n".join([health_command()[-1], composed["healthcheck"]["test"][-1]])
    ports = {exposed.text, options(command.words)["--port"], options(composed["command"])["--port"]}
    ports |= set(re.findall(r"http://127\.0\.0\.1:(\d+)/healthz", health_checks))
    ports |= set(re.findall(r"^ *(?:server |proxy_pass http://)127\.0\.0\.1:(\d+)\b", NGINX, re.MULTILINE))
    assert ports == {"8050"}
    assert health_checks.count("/healthz") == 2


def test_compose_asks_what_the_image_asks() -> None:
    check = services()["app"]["healthcheck"]
    assert check["test"] == ["CMD", *health_command()]
    (line,) = of("app", "HEALTHCHECK")
    declared = dict(re.findall(r"--([a-z-]+)=(\S+)", line.text))
    assert declared == {name.replace("_", "-"): str(value) for name, value in check.items() if name != "test"}


def test_nginx_listens_where_it_is_reached() -> None:
    (change,) = [command[-2] for command in COMMANDS if command[0] == "sed"]
    _, before, after, _ = change.split("/")
    assert len(re.findall(before, NGINX, re.MULTILINE)) == 1
    changed = re.sub(before, after, NGINX, flags=re.MULTILINE)
    (exposed,) = of("web", "EXPOSE")
    assert f"listen {exposed.text};" in changed
    assert services()["app"]["ports"] == [f"${{OUTCOMES_PORT:-8080}}:{exposed.text}"]
    assert services()["web"]["network_mode"] == "service:app"


def test_pages_are_written_where_nginx_has_them() -> None:
    composed = services()
    folder = options(composed["app"]["command"])["--write-site"]
    mounted = {volume.split(":")[1] for volume in composed["app"]["volumes"] if volume.startswith("pages:")}
    assert mounted == {str(Path(folder).parent)}  # with what waits for its moment, which is renamed into it
    (web,) = composed["web"]["volumes"]
    web_root = web.removeprefix("pages:").removesuffix(":ro")
    assert f"root {web_root}/{Path(folder).name};" in NGINX


@pytest.mark.parametrize("name", ["app", "web", "publish"])
def test_a_service_cannot_write_but_where_it_must_and_gains_nothing(name: str) -> None:
    service = services()[name]
    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert service["security_opt"] == ["no-new-privileges:true"]
    written = {volume.rpartition(":")[2] for volume in service["volumes"] if not volume.endswith(":ro")}
    assert (
        written
        == {
            "app": {"/srv/pages"},
            "web": set[str](),
            "publish": {"/srv/outcomes/data/releases"},
        }[name]
    )


def test_the_image_of_a_service_is_a_stage_that_runs() -> None:
    built = {name: service["build"] for name, service in services().items() if "build" in service}
    assert {name: build["target"] for name, build in built.items()} == {"app": "app", "web": "web"}
    for build in built.values():
        context = (ROOT / "docs" / "operations" / build["context"]).resolve()
        assert (context, (context / build["dockerfile"]).is_file()) == (ROOT, True)


def test_links_of_logs_are_those_that_nginx_writes() -> None:
    links = {command[-1]: command[-2] for command in COMMANDS if command[:2] == ["ln", "-sf"]}
    debian = {"/var/log/nginx/error.log", "/var/log/nginx/access.log"}
    assert set(links) == {*re.findall(r"_log (/\S+)", NGINX), *debian}
    # Debian's own has what readers type into the search.
    assert links["/var/log/nginx/access.log"] == "/dev/null"


def test_every_run_line_is_shell(tmp_path: Path) -> None:
    for line in RUNS:
        subprocess.run(["sh", "-n", "-c", line.text], check=True, cwd=tmp_path)
    assert len(RUNS) >= 12
    assert all(shlex.split(line.text) for line in RUNS)


def test_what_asks_whether_it_is_well_is_python(tmp_path: Path) -> None:
    name, option, code = health_command()
    assert (name, option) == ("python3", "-c")
    done = subprocess.run(
        [sys.executable, "-c", code.replace("8050", "1")], check=False, capture_output=True, cwd=tmp_path
    )
    assert done.returncode == 1 and b"URLError" in done.stderr
