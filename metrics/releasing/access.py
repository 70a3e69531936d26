"""Who may see figures before they are published: as it is declared now, and as it was for each release."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from metrics.checking.site_areas import areas_beside
from metrics.declared.config import parse_config_bytes, read_bytes
from metrics.declared.site import EarlyAccess
from metrics.issues import InvalidInput, Refused
from metrics.releasing.history import History, publications
from metrics.releasing.releases import stored_config
from metrics.releasing.store import DamagedRelease
from metrics.territory import in_force

NOW = "metrics.yaml"


def access_lists(
    root: Path, config_path: Path, history: History
) -> list[tuple[str, tuple[EarlyAccess, ...]]]:
    """Where each list is declared, today's first, then those of the releases that can be read, newest first."""
    lists = list[tuple[str, tuple[EarlyAccess, ...]]]()
    if config_path.exists():
        try:
            data = read_bytes(config_path, config_path.name)
        except InvalidInput as invalid:
            raise Refused(str(invalid)) from invalid
        with in_force(areas_beside(data, config_path.parent).gazetteer.territory):
            config, _ = parse_config_bytes(data, config_path.name)
        lists += [] if config is None else [(NOW, config.site.early_access)]
    for event in reversed(publications(history)):
        with suppress(DamagedRelease):
            lists.append((event.release, stored_config(root, event.release).site.early_access))
    return lists
