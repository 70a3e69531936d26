"""What the page on privacy says, apart from what metrics.yaml declares."""

PRIVACY_DESCRIPTION = "This site sets no cookies, and keeps nothing of what you type."
COOKIES = "Cookies"
NO_COOKIES = (
    "This site sets no cookies, and keeps nothing in your browser but copies of its own pages and files."
)
NOBODY_ELSE = (
    "Nothing on its pages comes from anybody else: no script, no picture and no font. So nobody else learns "
    "that you were here."
)
TYPED = "What you type"
TYPED_WORDS = (
    "What you type into a search stands in the address of the page that answers, so that you can go back to "
    "it. It is answered and not kept: the site's own record of visits leaves it out. Of a postcode no more "
    "than its first part is shown again."
)
LOGGED = "What is recorded"
LOGGED_WORDS = (
    "Like every web server, the one that sends these pages can record each visit: the network address that it "
    "came from, when, which page without what was typed, whether it was sent, and what kind of browser asked. "
    "It is there to keep the site running and safe."
)
NOT_DECLARED = "How long that is kept, and who answers for it, has not been written yet. You can ask:"
