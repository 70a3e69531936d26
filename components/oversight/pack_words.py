"""The words of packs for meetings"""

MEETING_PACK_TITLE = "Pack for a meeting: {body}, {day}"
MEETING_PACK_DESCRIPTION = (
    "What changed since the meeting before, the newest words, money, promises, answers due, "
    "and what is overdue."
)
NO_MEETING = "No meeting of this body is declared for this day."
ITS_PAPERS = "Papers of the meeting"
MADE_OF = (
    "It is made of release {release}, published on {when}, which was current on this day. Nothing that was "
    "published later is in it."
)
# Where the day is to come, or a release that came between was withdrawn after the day.
MADE_OF_NEWEST = (
    "It is made of release {release}, published on {when}, the newest by this day that has not been withdrawn. "
    "Nothing of a later one is in it."
)
MADE_SO_FAR = "It is made of release {release}, published on {when}, the newest so far."
NOTHING_THEN = "Nothing had been published on this site by this day, so there is nothing to show."
STILL_TO_COME = "This day is still to come: what is published until then will be in it."
WITHDRAWN_SINCE = (
    "Release {release} was published by this day and has been withdrawn; nothing of it is repeated."
)
NOT_READ_HERE = "The release that was current on this day cannot be read at the moment."
CHANGED_TITLE = "What changed since the last meeting"
SINCE_MEETING = "The last meeting before was on {day}."
NO_EARLIER = "No earlier meeting is declared, so the release that was current is told alone."
NO_RELEASE_SINCE = "No release came between the two meetings."
RELEASE_OF = "Release {release}, {day}"
NOTHING_TOLD = "It says nothing new of what this body reads."
WITHOUT_NEWER = "No newer figure than in the release before, and no other word: {names}."
UNREAD_NEWS = "What it brought cannot be read at the moment."
NEWEST_TITLE = "Newest words"
READS_NO_FRAMEWORK = "No framework is declared that this body reads, so no measure is told of here."
MONEY_TITLE = "The newest on each account"
NO_MONEY = "No account of money stands in the release of that day."
OVERDUE_TITLE = "Planned measures that are overdue"
NOTHING_OVERDUE = "No planned measure was overdue on this day."
PROMISES_TITLE = "What was promised"
NO_PROMISES_THEN = "The release of that day has no tracker of promises."
LATE_CAPTION = "{title}: what is past its date on {day}"
LATE_BY = "Late by"
ANSWERS_TITLE = "Inspections and how their answers stood"
NO_REPORTS_THEN = "The release of that day has no table of inspections."
LACKING_TITLE = "Duties to publish, and what is lacking"
NO_DUTIES_THEN = "No duty to publish was declared in the release of that day."
EACH_OF_THEM = ("{sentence} It is: {names}.", "{sentence} These are: {names}.")
TITLE_AND_TEXT = "{title}: "
