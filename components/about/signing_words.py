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

# What is typed to check the third line of a copy of the history; a test types it.
BY_HAND = """\
printf '%s\\n' '-----BEGIN PUBLIC KEY-----' '{key}' '-----END PUBLIC KEY-----' > key.pem
sed -n 3p history.jsonl | tr -d '\\n' | sed 's/, "signature": "[^"]*"}}$/}}/' > line.txt
sed -n 3p history.jsonl | sed 's/.*, "signature": "\\([^"]*\\)"}}$/\\1/' | base64 -d > line.sig
openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in line.txt -sigfile line.sig"""
