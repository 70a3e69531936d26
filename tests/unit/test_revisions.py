"""What a release says beside the release before."""

import pandas as pd
import pytest

from metrics.figures.observations import COLUMNS
from metrics.figures.series import Key, MeasureData, Series
from metrics.releasing.revisions import Revision, Revisions, mark_revised, revisions
from tests.given import observed, series

CAMDEN = "E09000007"


def stored(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """Stored observations from periods, areas, values and statuses."""
    cells = [("single", period, area, "", "", value, "", status) for period, area, value, status in rows]
    return pd.DataFrame(cells, columns=COLUMNS)


def marked(old: tuple[str, str], new: tuple[str, str]) -> str:
    """The status of one figure, from its value and status before and now."""
    before, after = (stored(("2021-12", "E12000007", *cell)) for cell in (old, new))
    return str(mark_revised(before, after)["status"].iloc[0])


@pytest.mark.parametrize(
    ("old", "new", "status"),
    [
        (("6088", ""), ("6087", ""), "r"),
        (("6088", ""), ("6088", ""), ""),
        (("6100", "p"), ("6104", "p"), "r"),
        (("6100", "p"), ("6100", ""), ""),
        (("6088", "r"), ("6088", ""), ""),
        (("", "x"), ("6087", ""), "r"),
        (("", "c"), ("6", ""), "r"),
        (("", "x"), ("", "x"), "x"),
        (("6", ""), ("", "c"), "c"),
        (("6", ""), ("", "x"), "x"),
        (("6", ""), ("7", "u"), "u"),
    ],
)
def test_a_figure_is_revised_when_the_release_before_gave_another(
    old: tuple[str, str], new: tuple[str, str], status: str
) -> None:
    assert marked(old, new) == status


def test_a_figure_that_is_new_is_not_revised() -> None:
    old = stored(("2024-01", "E12000007", "6100", "p"))
    new = stored(("2024-01", "E12000007", "6104", ""), ("2024-02", "E12000007", "5800", "p"))
    assert mark_revised(old, new)["status"].tolist() == ["r", "p"]


def test_figures_are_told_apart_by_all_that_names_them() -> None:
    old = stored(("2024-01", "E12000007", "6100", ""), ("2024-01", CAMDEN, "200", ""))
    new = stored(("2024-01", CAMDEN, "201", ""), ("2024-01", "E12000007", "6100", ""))
    assert mark_revised(old, new)["status"].tolist() == ["r", ""]


def test_marking_alters_neither_frame_and_nothing_but_the_status() -> None:
    old, new = stored(("2024-01", CAMDEN, "6100", "")), stored(("2024-01", CAMDEN, "6104", ""))
    new.index = pd.Index([7])
    expected = new.assign(status=["r"])
    pd.testing.assert_frame_equal(mark_revised(old, new), expected)
    assert (old["status"].tolist(), new["status"].tolist()) == ([""], [""])


def test_nothing_before_means_nothing_revised() -> None:
    new = stored(("2024-01", CAMDEN, "6104", "p"))
    pd.testing.assert_frame_equal(mark_revised(stored(), new), new)


def test_revisions_name_what_was_and_what_is() -> None:
    old = MeasureData({Key(): series({"2023-Q1": 65.0, "2023-Q2": 64.0})})
    new = MeasureData({Key(): series({"2023-Q1": 65.0, "2023-Q2": 63.0})})
    revision = Revision(Key(), observed("2023-Q2", 64.0), observed("2023-Q2", 63.0))
    assert revisions(old, new) == Revisions(revised=(revision,))


def test_new_and_gone_figures_are_told_and_gaps_are_none() -> None:
    camden = Key(area=CAMDEN)
    old = MeasureData({Key(): series({"2023-Q1": 65.0}), camden: series({"2023-Q1": 60.0})})
    new = MeasureData({Key(): series({"2023-Q1": 65.0, "2023-Q2": 64.0, "2023-Q3": None})})
    assert revisions(old, new) == Revisions(
        new=((Key(), observed("2023-Q2", 64.0)),), gone=((camden, observed("2023-Q1", 60.0)),)
    )


@pytest.mark.parametrize(
    ("before", "after", "share"),
    [(100.0, 97.0, 0.03), (0.0, 2.0, None), (None, 2.0, None), (2.0, None, None)],
)
def test_the_size_of_a_revision_is_a_share_of_what_was(
    before: float | None, after: float | None, share: float | None
) -> None:
    assert Revision(Key(), observed("2023-Q2", before), observed("2023-Q2", after)).share == share


def test_a_series_that_is_new_is_no_revision() -> None:
    new = MeasureData({Key(): series({"2023-Q1": 65.0})})
    assert revisions(MeasureData({}), new).revised == ()
    assert revisions(MeasureData({Key(): Series()}), new).revised == ()
