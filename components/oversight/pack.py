"""A pack for a meeting, to be printed: part by part what its body needs, by what was known on the day"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from dash import html
from dash.development.base_component import Component

from components.account.content import account_title
from components.basics.abbreviations import written_out
from components.basics.blocks import section
from components.basics.days import day, local_day, moment
from components.basics.table import table_in_blocks
from components.basics.words import expected
from components.oversight import pack_words as words
from components.oversight.pack_day import Pack
from components.release.revisions import brought
from components.site.context import View, showing
from components.tracker.cells import day_cells
from components.tracker.item import item_title
from components.tracker.words import DATE_NOW_HEAD, FIRST_DATE_HEAD, ITEM_HEAD
from metrics.declared.duty_standing import standings
from metrics.declared.framework import PlannedMeasure
from metrics.declared.gaps import gaps_of_duties
from metrics.figures.release import Release
from metrics.figures.tiles import Tile
from metrics.language import say, say_count
from metrics.money.sentences import account_sentences
from metrics.oversight.duty_sentences import counts_sentence
from metrics.oversight.gap_sentences import by_kind, gap_number, gap_sentence
from metrics.oversight.inspection_sentences import report_sentences, table_sentence
from metrics.promises.counts import days_overdue, overdue
from metrics.promises.date_sentences import late_text, moves_sentence, overdue_sentences, slip_sentences
from metrics.promises.items import Tracked
from metrics.promises.sentences import tracker_sentences
from metrics.releasing.bulletin import Bulletin, MeasureNews
from metrics.releasing.news import NO_NEWER_FIGURE
from metrics.releasing.published import Published

Part = Callable[[Pack, View], list[Component]]


def pack_title(pack: Pack) -> str:
    """The title of a pack: whose it is, and for which day."""
    return say(words.MEETING_PACK_TITLE, body=pack.body.title, day=day(pack.day))


def pack_content(pack: Pack) -> list[Component]:
    """All of a pack: which day it is of, then part by part. Without a release of that day there are no parts."""
    head = html.Div(
        [html.H1(pack_title(pack)), *map(html.P, _of_the_day(pack)), *_papers(pack)], className="head"
    )
    if pack.view is None:
        return [head]
    with showing(pack.view):
        content = [head, *chain.from_iterable(part(pack, pack.view) for part in PARTS)]
    return written_out(content, pack.view.release.config.site.abbreviations)


def _of_the_day(pack: Pack) -> Iterator[str]:
    """Which meeting it is for, and of which release it is made."""
    if pack.meeting is None:
        yield say(words.NO_MEETING)
    elif pack.meeting.title:
        yield f"{pack.meeting.title}."
    if pack.is_to_come:
        yield say(words.STILL_TO_COME)
    if pack.view is not None:
        release = pack.view.release
        yield say(_made_of(pack, release), release=release.title, when=moment(release.published_at))
    else:
        yield say(words.NOT_READ_HERE if pack.since else words.NOTHING_THEN)
    for item in pack.gone:
        yield say(words.WITHDRAWN_SINCE, release=item.title)


def _made_of(pack: Pack, release: Release) -> str:
    """How the release that a pack is made of stood on its day."""
    if pack.is_to_come:
        return words.MADE_SO_FAR
    after = (item for item in pack.gone if item.withdrawn is not None and item.at > release.published_at)
    is_beside = any(item.withdrawn and local_day(item.withdrawn.at) >= pack.day for item in after)
    return words.MADE_OF_NEWEST if is_beside else words.MADE_OF


def _papers(pack: Pack) -> list[Component]:
    if pack.meeting is None or pack.meeting.papers is None:
        return []
    return [html.P(html.A(say(words.ITS_PAPERS), href=pack.meeting.papers))]


# The parts of a pack ---------------------------------------------------------------------------------------


def _changed(pack: Pack, view: View) -> list[Component]:
    """What each release since the last meeting brought, in the words of its bulletin."""
    last = pack.last
    lead = say(words.NO_EARLIER) if last is None else say(words.SINCE_MEETING, day=day(last.on))
    content: list[Component] = [html.P(lead)]
    for item in pack.since:
        content += _release(pack, view, item)
    if not pack.since:
        content.append(html.P(say(words.NO_RELEASE_SINCE)))
    return [_section("changed", say(words.CHANGED_TITLE), content)]


def _release(pack: Pack, view: View, item: Published) -> list[Component]:
    """A release by its title and day, with what it brought of the measures that the body reads, and of money."""
    heading = html.H3(say(words.RELEASE_OF, release=item.title, day=day(local_day(item.at))))
    bulletin = brought(view, item.id)
    if bulletin is None:
        return [heading, html.P(say(words.UNREAD_NEWS))]
    lines = [html.Li([_named(title), text]) for title, text in _news(pack, bulletin)]
    same = [news.title for news in _read(pack, bulletin) if _is_same(news)]
    rest = [html.P(say(words.WITHOUT_NEWER, names="; ".join(same)))] if same else []
    return [heading, html.Ul(lines) if lines else html.P(say(words.NOTHING_TOLD)), *rest]


def _read(pack: Pack, bulletin: Bulletin) -> list[MeasureNews]:
    """What is said of the measures that the body reads, or of all."""
    read = {measure.id for framework in pack.frameworks for measure in pack.measures(framework)}
    return [news for news in bulletin.measures if news.id in read or not pack.frameworks]


def _is_same(news: MeasureNews) -> bool:
    """Whether the release says of a measure what the one before said."""
    return news.news == say(NO_NEWER_FIGURE) and not news.revised


def _news(pack: Pack, bulletin: Bulletin) -> Iterator[tuple[str, str]]:
    """Titles with what is said of each that changed."""
    for news in _read(pack, bulletin):
        if not _is_same(news) and (text := _text(news)):
            yield news.title, text
    for record in (*bulletin.accounts, *bulletin.trackers, *bulletin.inspections):
        yield record.title, record.news


def _text(news: MeasureNews) -> str:
    return " ".join(filter(None, (news.says, news.news, news.revised)))


def _newest(pack: Pack, view: View) -> list[Component]:
    """What each measure of the frameworks that the body reads said on the day."""
    content: list[Component] = []
    for framework in pack.frameworks:
        tiles = [view.release.tile(measure.id, view.today) for measure in pack.measures(framework)]
        lines = [html.Li([_named(tile.measure.title), _says(tile)]) for tile in tiles]
        content += [html.H3(framework.title), html.Ul(lines)]
    return [_section("newest", say(words.NEWEST_TITLE), content or [html.P(say(words.READS_NO_FRAMEWORK))])]


def _says(tile: Tile) -> str:
    """What a tile says; of a planned measure also for when it is promised."""
    if not isinstance(tile.measure, PlannedMeasure):
        return tile.says
    return f"{tile.says} {expected(tile.measure.expected, tile.overdue)}"


def _money(_pack: Pack, view: View) -> list[Component]:
    """What was said first of each account."""
    lines = [
        html.Li([_named(account_title(book.account)), " ".join(account_sentences(book))])
        for book in view.release.accounts.values()
    ]
    return [
        _section("money", say(words.MONEY_TITLE), [html.Ul(lines) if lines else html.P(say(words.NO_MONEY))])
    ]


def _overdue(_pack: Pack, view: View) -> list[Component]:
    """Planned measures whose day had passed."""
    planned = [item for item in view.release.config.measures if isinstance(item, PlannedMeasure)]
    late = [item for item in planned if view.release.tile(item.id, view.today).overdue]
    lines = [html.Li([_named(item.title), expected(item.expected, overdue=True)]) for item in late]
    content = html.Ul(lines) if lines else html.P(say(words.NOTHING_OVERDUE))
    return [_section("overdue", say(words.OVERDUE_TITLE), [content])]


def _promised(_pack: Pack, view: View) -> list[Component]:
    """How what was promised stood, what had slipped since the release before, and the items past their date."""
    content = list[Component]()
    for tracked in view.release.trackers.values():
        sentences = [*tracker_sentences(tracked), moves_sentence(tracked)]
        sentences += [*slip_sentences(tracked), *overdue_sentences(tracked, view.today)]
        content += [html.H3(tracked.tracker.title), html.P(" ".join(filter(None, sentences)))]
        content += _past_their_date(view, tracked)
    return [_section("promised", say(words.PROMISES_TITLE), content or [html.P(say(words.NO_PROMISES_THEN))])]


def _past_their_date(view: View, tracked: Tracked) -> list[Component]:
    """The items past their date in a table, those that are late by most days first; nothing where none is."""
    late = sorted(overdue(tracked, view.today), key=lambda item: -days_overdue(item, view.today))
    rows = [
        (item_title(item), *day_cells(tracked, item), late_text(item, days_overdue(item, view.today)))
        for item in late
    ]
    if not rows:
        return []
    heads = [say(ITEM_HEAD), say(FIRST_DATE_HEAD), say(DATE_NOW_HEAD), say(words.LATE_BY)]
    caption = say(words.LATE_CAPTION, title=tracked.tracker.title, day=day(view.today))
    return [html.Div(table_in_blocks(caption, heads, rows), className="promises")]


def _answers(_pack: Pack, view: View) -> list[Component]:
    """How the answer to each report stood."""
    content = list[Component]()
    for table in view.release.inspections.values():
        lines = [
            html.Li([_named(report.report), " ".join(report_sentences(table, report, view.today))])
            for report in table.reports
        ]
        content += [
            html.H3(table.inspection.title),
            html.P(table_sentence(table, view.today)),
            html.Ul(lines),
        ]
    return [_section("answers", say(words.ANSWERS_TITLE), content or [html.P(say(words.NO_REPORTS_THEN))])]


def _lacking(_pack: Pack, view: View) -> list[Component]:
    """How the duties to publish stood, which were not met, and where evidence of them was lacking."""
    config = view.release.config
    content = [html.P(say(words.NO_DUTIES_THEN))]
    if config.duties:
        content = [html.P(counts_sentence(standings(config, view.today)))]
        for kind, own in by_kind(gaps_of_duties(config, view.today)).items():
            names = ", ".join(gap_number(gap) for gap in own)
            sentence = gap_sentence(kind, own)
            text = say_count(*words.EACH_OF_THEM, len(own), sentence=sentence, names=names)
            content.append(html.P(text))
    return [_section("duties", say(words.LACKING_TITLE), content)]


# A pack's parts in their order: each takes the pack and the view of its day, and gives what is shown.
PARTS: Sequence[Part] = (_changed, _newest, _money, _overdue, _promised, _answers, _lacking)


def _section(name: str, title: str, content: Sequence[Component]) -> Component:
    return section(name, title, [html.Div(list(content), className="prose")])


def _named(title: str) -> Component:
    return html.Strong(say(words.TITLE_AND_TEXT, title=title))
