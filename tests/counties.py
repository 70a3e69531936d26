"""An invented county as another force's site: five districts in two divisions, one of them with a force of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

REGION, OUTSIDE = "E10099900", "E07099905"
DISTRICTS = {
    "E07099901": "Eastmarsh",
    "E07099902": "Highfold",
    "E07099903": "Norwick",
    "E07099904": "St Brannoc",
    OUTSIDE: "Port Sallow",
}
AREAS = f"""code,name,level,aliases,division,tile_row,tile_col,population,police,full_name,note
{REGION},Northmere,region,County of Northmere,,,,,,Northmere (Constabulary area),
E07099901,Eastmarsh,district,,North,1,2,90000,,,
E07099902,Highfold,district,,NM-SOUTH,2,1,110000,,,
E07099903,Norwick,district,Norwick City,North,1,1,150000,,,
E07099904,St Brannoc,district,Saint Brannoc,South,2,2,50000,,,
{OUTSIDE},Port Sallow,district,,,3,2,20000,own,,The port has a police force of its own.
NM-NORTH,North Division,division,North,,,,,,,
NM-SOUTH,South Division,division,South,,,,,,,
,Lower Northmere,part,,,,,,,,
,Northmere Constabulary,own-force,NMC,,,,,,,
"""
METRICS = """site:
  title: Northmere police outcomes
  producer: The Mayor of Northmere
  contact: Write to the office
  statistics_status: Management information
  update_schedule: Once a quarter, at 9:30 in the morning, UK time.
  attribution: Contains public sector information licensed under the Open Government Licence v3.0.

frameworks:
  - {id: plan, title: Outcomes, vision: Northmere is safe., description: What the plan sets out to achieve.}

outcomes:
  - {id: safer, framework: plan, title: People are safer, description: Less crime.}

areas:
  table: areas.csv
  words:
    district: {singular: district council, plural: district councils}
    residents: the Census of 2021

measures:
  - id: burglary
    outcome: safer
    title: Burglary
    description: Burglaries recorded by the police.
    status: published
    unit: count
    noun: {singular: burglary, plural: burglaries}
    polarity: lower-is-better
    frequency: month
    rate: {per: 1000}
    comparison: {basis: previous-period, materiality: 2.0, test: counts}
    caveats: [The figures are invented.]
    next_update: not-announced
    source:
      publisher: Northmere Constabulary
      title: An invented data set
      link: https://data.northmere.gov.uk/burglary
      licence: OGL-3.0
      files: burglary.csv
      layout: rows
      period: {column: Month, format: YYYY-MM}
      area:
        column: District
        aliases: {Eastmarch: Eastmarsh}
        subtotals: [Lower Northmere]
        no_area: [Unknown]
      value: {column: Burglaries}
      combine: sum
      absent: zero
      region: all-rows
      provisional_periods: 0
"""
MONTHS = tuple(f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13))


def county(root: Path) -> Path:
    """The site in a folder: its declaration, its areas, and a drop of two years by district."""
    (root / "config").mkdir(parents=True)
    (root / "drop").mkdir()
    (root / "config" / "metrics.yaml").write_text(METRICS)
    (root / "config" / "areas.csv").write_text(AREAS)
    names = ("Eastmarch", "Highfold", "Norwick City", "Saint Brannoc", "Unknown")
    rows = [
        f"{month},{name},{60 + 7 * at + 11 * place}"
        for at, month in enumerate(MONTHS)
        for place, name in enumerate(names)
    ]
    (root / "drop" / "burglary.csv").write_text("\n".join(["Month,District,Burglaries", *rows, ""]))
    return root


def taken_away(root: Path) -> None:
    """The site without its content folder: what is left are its releases."""
    shutil.rmtree(root / "config")
