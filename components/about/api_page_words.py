"""The words of the page on the API, apart from what stands at each address."""

from __future__ import annotations

from collections.abc import Mapping

API_TITLE = "The API"
API_PAGE_DESCRIPTION = (
    "How programs can ask for the figures of this site: each address, with examples that run."
)
API_START = "How to begin"
API_START_NOTES: tuple[str, ...] = (
    "It needs no key, and it only reads. Pages on other sites may ask too.",
    "Each answer is JSON, and names the release that it comes from.",
    "New keys may be added. Those that there are do not change.",
    "A word in an address that is not known is refused. If it were passed over, a slip could give you the wrong "
    "figures.",
    "A percentage is 61.0, not 0.61. Where there is no figure it is null, and the status says why.",
    "An answer may be kept for a minute. With If-None-Match you are told if it is still the same.",
)
API_INDEX = "Start here: all addresses, as data"
API_OPENAPI = "The same for programs that read OpenAPI"
API_FILES = "The same figures as files"
API_EXAMPLES_HEADING = "Examples"
API_EXAMPLES_LEAD = "Each of these runs as it stands. Below it is what it prints now."
# Where a site has not declared its address.
API_EXAMPLES_LEAD_UNPLACED = (
    "Each runs once the address of this site is put in for {placeholder}. Below it is what it prints now."
)
API_PRINTS = "It prints:"
# Of each example: its title, and what it shows.
EXAMPLE_WORDS: Mapping[str, tuple[str, str]] = {
    "newest": ("The newest figure", "A measure has its newest figure, its change and what it means."),
    "area": ("The newest figure of one {district}", "The same for an area, by its name or its code."),
    "rows": ("Figures over time", "The oldest figures come first. Here are three of them."),
    "parts": ("A long list in parts", "Each part says where the next one is. All are of one release."),
    "then": ("A figure as it was on a day", "This is the figure as it stood when that day ended."),
    "list": ("A list", "Here is the first of all areas. The page says how many there are."),
    "refused": ("A mistake", "The answer says what is wrong, and what there is."),
}
API_ADDRESSES = "Addresses"
API_CAN_ADD = "You can add:"
API_ADD = "What can be added to an address"
API_ADD_LEAD = "A question mark comes first, then a word, = and its value. Put & between two of them."
API_PARTS = "Long lists in parts"
API_PARTS_NOTES: tuple[str, ...] = (
    "You get the whole list if you ask for no part of it.",
    "With limit you get so many items, and with offset you leave some out first. At most {most} come at once.",
    "The answer then has a page: how many there are, and where the next part and the last one stand. The same "
    "stands in the header Link.",
    "The next part of a list of figures is of the same release. So no list is put together from two.",
)
API_THEN = "Figures as they were"
API_THEN_NOTES: tuple[str, ...] = (
    "Add as_of with a day, and you get what was shown when that day ended, by UK time.",
    "It may be a moment too, such as 2024-02-08T09:30:00Z, or the id of a release.",
    "What you get is the release as it was on the day it came. What was said of it later is left out.",
    "If the release of that day was withdrawn, you are told so and why. You do not get the one before it.",
    "A day to come is refused, and so is one before the first release.",
    "The header Content-Location has the address where the same answer always stands.",
)
API_PROBLEMS = "When something is wrong"
API_PROBLEMS_LEAD = (
    "A mistake is told as JSON of the type application/problem+json (RFC 9457). Its type is the address of one of "
    "these, its detail says what is wrong, and allowed says what there is. The key error has the same for "
    "programs that were written before."
)
