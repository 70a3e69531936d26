"""Bodies as they are declared: whom they hold to account, which frameworks they read, when they meet."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from metrics.declared.fields import Id, IsoDay, Link, Model, Text


class Meeting(Model):
    """A meeting of a body."""

    on: IsoDay = Field(description="Its day.")
    title: Text | None = Field(default=None, description="What it is called, where it has a name.")
    papers: Link | None = Field(default=None, description="Where its papers are.")


class Body(Model):
    """A body: whom it holds to account, what it reads for that, and when it meets."""

    id: Id = Field(description="The body's name in addresses and files. Never changed once published.")
    title: Text = Field(description="The body as readers see it.")
    description: Text = Field(description="What it does, in plain language.")
    holds: tuple[Id, ...] = Field(
        default=(), description="The bodies that it holds to account, by their ids."
    )
    reads: tuple[Id, ...] = Field(
        default=(), description="The frameworks that it reads, by their ids: its packs are made of them."
    )
    link: Link | None = Field(default=None, description="Where readers find it.")
    meetings: tuple[Meeting, ...] = Field(default=(), description="Its meetings, past and to come.")
    no_meetings: Text | None = Field(
        default=None, description="Why no dates of meetings are declared, in a sentence that readers see."
    )
    circle: Text | None = Field(
        default=None,
        description="Why a body that it holds to account also holds it, where that is really so.",
    )

    def meeting_on(self, day: date) -> Meeting | None:
        """Its meeting of a day; None where none is declared."""
        return next((meeting for meeting in self.meetings if meeting.on == day), None)

    def last_before(self, day: date) -> Meeting | None:
        """Its last meeting before a day; None where none is declared."""
        earlier = [meeting for meeting in self.meetings if meeting.on < day]
        return max(earlier, key=lambda meeting: meeting.on, default=None)
