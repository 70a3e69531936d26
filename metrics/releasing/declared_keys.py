"""The public keys that a site declares, now or else in its newest release, and the signatures of its history"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from metrics.checking.site_areas import areas_beside
from metrics.declared.config import parse_config_bytes
from metrics.declared.framework import Config
from metrics.issues import Issue, error
from metrics.plain_files import plain_bytes
from metrics.releasing.chain import lines_of
from metrics.releasing.history import happened, history_file, parse_history, publications
from metrics.releasing.releases import stored_config
from metrics.releasing.signatures import NoPackage, signature_faults
from metrics.releasing.signing_key import Keys
from metrics.releasing.store import DamagedRelease
from metrics.releasing.verification import chain_issue
from metrics.territory import in_force


def keys_in(config: Config) -> Keys:
    """The keys that a declaration names, in the order of their days."""
    return sorted((own.since, own.key) for own in config.site.signing_keys)


def declared_keys(root: Path, config_path: Path) -> Keys:
    """The keys that may sign what is added to a history now."""
    file = history_file(root)
    try:
        data = happened(plain_bytes(file))
    except (OSError, ValueError):
        data = b""
    return _keys(root, config_path, data)


def verify_signatures(root: Path, config_path: Path) -> list[Issue]:
    """What is wrong with the signatures of a history; that they cannot be checked, where that is so."""
    file = history_file(root)
    try:
        data = happened(plain_bytes(file))
    except (OSError, ValueError):
        return []  # which is told already
    try:
        faults = list(signature_faults(lines_of(data), _keys(root, config_path, data)))
    except NoPackage as problem:
        return [error(str(file), 1, 1, "signatures-unchecked", f"signatures cannot be checked: {problem}")]
    return [chain_issue(root, fault) for fault in faults]


def _keys(root: Path, config_path: Path, data: bytes) -> Keys:
    if config_path.is_file():
        text = config_path.read_bytes()
        with in_force(areas_beside(text, config_path.parent).gazetteer.territory):
            config, _ = parse_config_bytes(text, config_path.name)
        if config is not None:
            return keys_in(config)
    for event in reversed(publications(parse_history(data))):
        with suppress(DamagedRelease):
            return keys_in(stored_config(root, event.release))
    return ()
