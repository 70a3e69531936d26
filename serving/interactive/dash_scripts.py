"""Which of Dash's own files the interactive chart needs, by the lists that Dash keeps of them.

These lists are what Dash itself writes its pages from, and every library of components has one: the names of
files, with their versions, stand nowhere else. Another Dash may list other files, which is no matter here, or
keep its lists in another form: then there is no chart, and ``LISTED_OTHERWISE`` says what can happen.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from dash import dcc, html

RENDERER = "dash._dash_renderer"
# What asks for this file is the graph itself, when it is first drawn.
FETCHED_LATER = "async-graph.js"
MODE = "prod"
NOT_AT_ONCE = ("async", "dynamic", "dev_only")
# What reading the lists and their files raises, where they are not what they are taken for.
LISTED_OTHERWISE = (ImportError, AttributeError, LookupError, TypeError, ValueError)

Resource = Mapping[str, Any]


def dash_scripts() -> dict[str, bytes]:
    """The scripts by their names, in the order in which they must run; the last is fetched by one before it.

    Raises OSError for a file that is missing, and one of LISTED_OTHERWISE for lists of another form.
    """
    renderer = import_module(RENDERER)
    lists = {
        "React": _at_once(renderer._js_dist_dependencies),
        "the renderer": _at_once(renderer._js_dist),
        "dash.html": _at_once(html._js_dist),
        "dash.dcc": sorted(_at_once(dcc._js_dist)),  # a part that is shared sorts before those that share it
        FETCHED_LATER: [file for file in _files(dcc._js_dist) if file.name == FETCHED_LATER],
    }
    if empty := [name for name, listed in lists.items() if not listed]:
        raise LookupError(f"no script is listed of {empty[0]}")
    return {file.name: file.read_bytes() for listed in lists.values() for file in listed}


def _at_once(resources: Iterable[Any]) -> list[Path]:
    """The files that a page names; the others are for developers, or fetched when they are needed."""
    return _files(resource for resource in resources if not any(map(resource.get, NOT_AT_ONCE)))


def _files(resources: Iterable[Any]) -> list[Path]:
    return [file for resource in resources for file in _files_of(resource)]


def _files_of(resource: Resource) -> Iterator[Path]:
    """The files of one entry: it names one, or several, or several for each of Dash's two modes."""
    paths = resource.get("relative_package_path", ())
    paths = paths[MODE] if isinstance(paths, dict) else paths
    package = Path(str(sys.modules[resource["namespace"]].__file__)).parent
    return (package / path for path in ([paths] if isinstance(paths, str) else paths))
