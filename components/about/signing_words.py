"""The words on signatures: what is signed, by which keys, and how anybody checks one"""

SIGNED_HEAD = "How you can tell that a release is ours"
WHAT_IS_SIGNED = (
    "We sign each line of our list of releases. The signature shows that the line is ours, and that nobody has "
    "changed it since. It is checked with our public key."
)
KEY_SINCE = "Since {day}: "
CHECK_BY_HAND = (
    "To check a line yourself you need a copy of the list, the file history.jsonl, for which you can ask us. With "
    "OpenSSL, for its third line:"
)
