"""Programs that are typed to ask the API, line by line: what the page on it shows, and tests run."""

from __future__ import annotations

from collections.abc import Mapping

# What stands in braces is filled in: {site} is where the site is, {path} an address there, {url} both.
CURL, PYTHON, R = "curl", "Python", "R"
LOADED: Mapping[str, tuple[str, ...]] = {
    PYTHON: ("import json", "from urllib.request import urlopen", 'answer = json.load(urlopen("{url}"))'),
    R: ("library(jsonlite)", 'answer <- fromJSON("{url}", FALSE)'),
}
# By what a program prints, and by its language.
PROGRAMS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "whole": {CURL: ('curl --silent "{url}"',)},
    "text": {
        PYTHON: (*LOADED[PYTHON], 'print(answer["latest"]["text"])'),
        R: (*LOADED[R], "cat(answer$latest$text)"),
    },
    "rows": {
        PYTHON: (
            *LOADED[PYTHON],
            'for row in answer["observations"]:',
            '    print(row["period"], row["value"])',
        ),
        R: (
            *LOADED[R],
            "for (row in answer$observations) {{",
            "  writeLines(paste(row$period,row$value))",
            "}}",
        ),
    },
    "count": {
        PYTHON: (
            *LOADED[PYTHON][:2],
            'address, count = "{path}", 0',
            "while address:",
            '    page = urlopen("{site}" + address)',
            "    answer = json.load(page)",
            '    count += len(answer["observations"])',
            '    address = answer["page"]["next"]',
            "print(count)",
        ),
        R: (
            LOADED[R][0],
            'address <- "{path}"',
            "count <- 0",
            "while (!is.null(address)) {{",
            '  url <- paste0("{site}", address)',
            "  answer <- fromJSON(url, FALSE)",
            "  count <- count + length(answer$observations)",
            '  address <- answer$page[["next"]]',
            "}}",
            "cat(count)",
        ),
    },
}
