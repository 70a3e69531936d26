"""The words of what readers take away: downloads and their columns, citations, the feed, and what embeds a tile."""

from __future__ import annotations

from collections.abc import Mapping

LICENCES: Mapping[str, str] = {"OGL-3.0": "Open Government Licence v3.0"}
LICENCE_LINKS: Mapping[str, str] = {
    "OGL-3.0": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}
CITE_HINT = "You can copy this sentence. Its address will always show the figures as they were published."
CITE_HINT_WITHOUT_ADDRESS = (
    "You can copy this sentence; put the address of this site before the last part, which will always show the "
    "figures as they were published."
)
CITATION = "{producer}: {what}. Release {release} of {site}, published on {day}."
CITED_SOURCE = "Source of the data: {source}. "

# On the page of downloads ----------------------------------------------------------------------------------

DATA_DESCRIPTION = "Every figure of this site as a file, for spreadsheets and for programs, free to use."
EVERYTHING = "Everything in one file"
EVERYTHING_DESCRIPTION = "The files of all measures in release {release}, with what their columns mean."
PACKAGE = "What these files are, for programs"
PACKAGE_DESCRIPTION = (
    "Each file with its columns, its source and licence, its size and its checksum (SHA-256), as a Data Package of "
    "version 2. The archive holds it too."
)
PACKAGE_TITLE = "{site}: release {release}"
EVERY_MEASURE = "Each measure"
DOWNLOADS_CAPTION = "Downloads of release {release}"
DOWNLOAD_HEADS = ("Measure", "Rows", "Files")
NO_FIGURES = "These have no figures yet, so there is nothing to download: {titles}."
SHORT_CSV = "CSV"
SHORT_XLSX = "Excel"
SHORT_ODS = "OpenDocument"
SHORT_PARQUET = "Parquet"
SHORT_METADATA = "Columns"
LONG_CSV = "CSV file"
LONG_XLSX = "Excel spreadsheet (XLSX)"
LONG_ODS = "OpenDocument spreadsheet (ODS)"
LONG_PARQUET = "Parquet file, for programs"
LONG_METADATA = "What the columns mean (CSVW)"
HOLDS_AREAS = "{region} and {number} areas"
HOLDS_REGION = "{region}"
BY = "by {dimensions}"
FILES = "How the files are made"
FILES_NOTES = (
    "Each row is one figure: of one measure, period, area and, in a breakdown, one category. {region’s} own "
    "figure has no category.",
    "Numbers are as published, and not rounded. A percentage is 61, not 0.61.",
    "Where there is no figure the value is empty, and the status says why. Empty is never zero.",
    "A running total stands beside the single months that it adds up, with another word in the column "
    "“window”. Never add up rows of different windows.",
    "CSV files follow RFC 4180: commas, UTF-8 without a byte order mark, and one row of names. If a name starts "
    "with =, +, - or @, an apostrophe stands before it, so that no spreadsheet takes it for a formula.",
    "The two spreadsheets (XLSX for Excel, ODS for LibreOffice and others) hold the same: a first sheet says what "
    "the figures are, a second has them. In a Parquet file, for R, Python and databases, each column has its type.",
    "To get a part of a measure, add the same words to the address as on its page: ?area={area}, "
    "?dimension=, ?from= or ?to=.",
    "The release is named in each file. The same file as an earlier release had it is below /as-at/.",
)
OF_THE_NEWEST = "What is said of the newest figure"
COLUMNS_HEADING = "What the columns hold"
STATUSES_HEADING = "What the statuses mean"
EXAMPLES = "In Python and R"
EXAMPLES_DESCRIPTION = (
    "Three lines that read all of a measure and show the newest figures of {region}. The words beside the address "
    "keep a name such as “None” from being read as nothing, and a year from being read as a number."
)
PYTHON_HEADING = "In Python, with pandas:"
PYTHON_SAMPLE = (
    "import pandas as pd\n"
    'figures = pd.read_csv("{address}", keep_default_na=False, na_values=[""], '
    'dtype={{"period": str}})'
    ".query(\"area_code == '{area}' and dimension.isna() and window == '{window}'\")\n"
    'print(figures[["period_label", "value", "status"]].tail())'
)
R_HEADING = "In R:"
R_SAMPLE = (
    'figures <- read.csv("{address}", na.strings = "", colClasses = c(period = "character"), '
    'encoding = "UTF-8")\n'
    'region <- subset(figures, area_code == "{area}" & is.na(dimension) & window == "{window}")\n'
    'tail(region[c("period_label", "value", "status")])'
)
WITH_PARQUET = (
    "A Parquet file needs no such words: its columns have their types. pandas reads it where pyarrow is installed, "
    "and R with the package arrow or nanoparquet."
)
API = "For programs: the API"
API_DESCRIPTION = (
    "The API gives the same figures as JSON. It needs no key, and it only reads. Ask for an address, and "
    "the answer names the release that it comes from. A mistake is answered with a message that says what is "
    "allowed."
)
API_MORE = "How to ask: every address, with examples that run"
API_EXAMPLES: tuple[tuple[str, str], ...] = (
    ("/api/v1", "where everything is"),
    ("/api/v1/measures", "every measure, with its areas and its files"),
    ("/api/v1/framework", "every outcome and measure with its newest figure"),
    ("/api/v1/measures/{measure}", "one measure: its newest figure, its change and what it means"),
    ("/api/v1/measures/{measure}/observations", "its figures for {region}, oldest first"),
    ("/api/v1/measures/{measure}/observations?area=all", "its figures for every area"),
    ("/api/v1/areas/{area}", "every measure of one {district}, with {region} beside it"),
    ("/api/v1/releases", "every release, and the days that are announced for the next ones"),
    ("/api/v1/record", "how often our words stood when later figures came"),
    ("/api/v1/openapi.json", "a description of the API for programs (OpenAPI 3.1)"),
)
LICENCE = "Licence"
LICENCE_TERMS = "You may copy, change and share the figures under the {licence}. Say where they came from:"
CITING = "How to cite"
CITING_HINT = (
    "Name the producer, the measure, the release and its date. Each measure’s page has the sentence ready, with an "
    "address that always shows the figures as published. For the whole site:"
)
FOLLOW = "When something changes"
FEED_LINK = "New releases, corrections and withdrawals as a feed (Atom)"
CALENDAR_LINK = "Dates of releases for your calendar (iCalendar)"
EMBED = "Show a figure on your own site"
EMBED_HINT = (
    "This code shows the newest figure of a measure, its change and its source, and keeps up with each "
    "release. It runs no script and sets no cookie."
)
EMBED_CHART_HINT = "With the chart below it:"
EMBED_OTHERS = "Each measure’s page has the code for its own figure, of {region} or of {a district}."
EMBED_SEE = "See what it shows"
EMBED_SEE_CHART = "See it with the chart"
EMBED_SAMPLE = (
    '<iframe src="{address}" title="{title}" width="360" height="{height}" '
    'style="max-width: 100%; border: 0" loading="lazy"></iframe>'
)
WHERE_THIS_SITE_IS = "https://[this site]"

ALLOWED = "What there is:"
SEE_DATA = "Everything that can be downloaded is listed at /data."
UNREADABLE_FILE = "the figures of this release cannot be read at the moment; please come back later"
WITHDRAWN_FILE = "this release was withdrawn on {day}: {reason}"

# In the files ----------------------------------------------------------------------------------------------

# Each column of a file: its title, and what it holds.
COLUMNS: Mapping[str, tuple[str, str]] = {
    "measure": ("Measure", "The id of the measure, as in the addresses of this site."),
    "release": ("Release", "The id of the release that the figure is from."),
    "period": (
        "Period",
        "The period, or the one that a longer window ends in. The first quarter starts in April.",
    ),
    "period_label": ("Period in words", "What the figure covers, in words."),
    "window": ("Window", "What one figure covers: a single period, twelve months, or the year so far."),
    "area_code": ("Area code", "The code of the area, from the Office for National Statistics."),
    "area": ("Area", "The name of the area."),
    "dimension": ("Dimension", "What the figure is broken down by; empty for a total."),
    "category": ("Category", "The part that the figure is of; empty for a total."),
    "value": ("Value", "The figure, not rounded; empty where there is none, and the status says why."),
    "unit": ("Unit", "percent, where 61 is 61%, count, or what the number is in, such as minutes."),
    "base": (
        "Base",
        "How many people were asked, or cases counted, where the source says; of a ratio, what it is divided by.",
    ),
    "lower": ("Lower end", "The lower end of the 95% interval, where chance is weighed."),
    "upper": ("Upper end", "The upper end of the 95% interval, where chance is weighed."),
    "status": ("Status", "A mark from the list of statuses; empty for an ordinary figure."),
}
REVISION_COLUMNS = (
    *("measure", "window", "period", "period_label", "area_code", "area", "dimension", "category", "unit"),
    *("before", "after", "difference", "per_cent", "status", "revises"),
)
REVISED_OF_WITHDRAWN = (
    "release {release}, which it is compared with, was withdrawn: what it said is not repeated"
)
DIVIDED_BY = "How many {noun} there are, by which the figure is divided."
IN_THIS_FILE = "{meaning} In this file: {what}."
FILE_TITLE = "{title}: every figure in release {release}"
PART_TITLE = "{title}: some figures of release {release}"
SHEET_ABOUT = "About"
SHEET_DATA = "Data"
WHAT = "What it is"
PUBLISHED = "Published"
UNIT = "Unit"
CAVEATS = "What to know"
SOURCE = "Source"
ATTRIBUTION = "Attribution"
COLUMNS_HEAD = "Columns"
ALL_MEASURES = "all measures"
TOO_MANY_ROWS = "There are more figures than a spreadsheet has rows. The CSV file holds them all."
STATE_SENTENCES: Mapping[str, str] = {
    "planned": "is planned and has no figures yet.",
    "qualitative": "is reported in words and has no figures.",
    "retired": "is retired and has no newer figures.",
}
STATUSES = "Statuses"
PERCENTAGE = "Percentage {share}"
NUMBER_OF = "Number of {plural}"
FIGURE_OF = "The {what}"
README = """{site}: release {release}
Published on {day} by {producer}

Each file with the ending .csv holds the figures of one measure. The file beside it, .csv-metadata.json, says
what its columns mean (CSV on the Web, a standard of the W3C). The file datapackage.json describes all of them for
programs, with the size and the checksum (SHA-256) of each (Data Package, version 2).

Columns
{columns}

Statuses
{statuses}

Files
{files}

How they are made
{notes}

Licence
{licence}: {licence_link}
{attribution}

How to cite
{citation}

Contact
{contact}
"""

# In the feed, the calendar and a tile on another site ------------------------------------------------------

RELEASED = "Release {title}"
LIST_IS_NOW = "The fingerprint of our list of releases is now {checksum}."
LIST_WAS_THEN = "The fingerprint of our list of releases when this one was entered: {checksum}."
WITHDRAWN = "Release {title}: withdrawn"
CORRECTED = "Release {title}, with a correction"
WITHDRAWN_BECAUSE = "This release was withdrawn on {day}: {reason}"
NEXT_FIGURES = "New figures: {titles}"
NEXT_RELEASE = "The next release: {site}"
NEXT_RELEASE_BY = "Last day for the next release: {site}"
NEXT_RELEASE_WITH = "The next release: {site}, with {titles}"
MEETING_OF = "Meeting: {body}"
MEETING_FOR = "What this body reads, and the pack for its meeting, stand on this site."
MEETING_PAPERS = "Its papers: {link}"
MEETING_WITHOUT_PAPERS = "No link to its papers is declared."
ANNOUNCED_FOR = "The next release: {day}"
CANCELLED_FOR = "Cancelled: the next release, {day}"
EMBEDDED_SOURCE = "Source: {publisher}. Release {release}, published on {day}."
EMBEDDED_MORE = "More on {site}"
