"""The day that was announced for a release: when it was announced, how it moved and why, once the release came."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.basics.days import day, local_day
from components.basics.table import folded
from components.release import words
from components.site.dates import step_sentences
from components.site.words import days
from metrics.language import say
from metrics.releasing.published import Published


def day_that_was_met(published: Published) -> list[Component]:
    """What readers were told of it before, folded; nothing where no day was announced."""
    announcement = published.announcement
    if announcement is None:
        return []
    late = (local_day(published.at) - announcement.day).days
    came = say(
        words.ANNOUNCED_AND_CAME,
        day=day(announcement.day),
        late=say(words.DAYS_LATE, days=days(late)) if late else say(words.ON_THAT_DAY),
    )
    sentences = [came, *step_sentences(announcement)]
    return [folded(say(words.DAY_THAT_WAS_MET), html.Div([html.P(text) for text in sentences]))]
