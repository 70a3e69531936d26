"""How readers reach the people behind the figures: in words alone, or by what they can press."""

from bs4 import BeautifulSoup

from components.site.contact import contact_content, contact_text
from metrics.declared.config import parse_config
from metrics.declared.site import Contact
from serving.http.html import render

SITE = """
site: {title: O, producer: P, contact: %s, statistics_status: S, update_schedule: U, attribution: A}
frameworks: [{id: pcp, title: Plan, vision: Safe., description: The plan}]
outcomes: [{id: victims, framework: pcp, title: Victims, description: Victims}]
measures: []
"""
FULL_CONTACT = Contact(
    text="Ask us.", email="us@london.example", telephone="020 7946 0000", form="https://london.example/ask"
)


def declared(contact: str) -> Contact | list[str]:
    config, issues = parse_config(SITE % contact)
    return [issue.message for issue in issues] if config is None else config.site.contact


def test_words_alone_may_stand_there() -> None:
    assert declared("Write to the office") == Contact(text="Write to the office")


def test_every_way_is_declared_by_its_name() -> None:
    assert declared("{text: Ask us, email: us@london.example}") == Contact(
        text="Ask us", email="us@london.example"
    )


def test_what_is_no_address_for_e_mail_is_a_fault() -> None:
    assert declared("{text: Ask us, email: at the office}") == [
        'email "at the office" cannot be used: an address for e-mail has one @ and a point after it, and no spaces'
    ]


def test_each_way_can_be_pressed() -> None:
    document = BeautifulSoup(render(contact_content(FULL_CONTACT)), "html.parser")
    assert document.get_text() == (
        "Ask us. E-mail: us@london.example. Telephone: 020 7946 0000. Write by a form."
    )
    assert [link["href"] for link in document.select("a")] == [
        "mailto:us@london.example",
        "tel:02079460000",
        "https://london.example/ask",
    ]


def test_a_file_has_them_in_words() -> None:
    assert contact_text(FULL_CONTACT) == (
        "Ask us. E-mail: us@london.example. Telephone: 020 7946 0000. Write by a form: https://london.example/ask."
    )
    assert contact_text(Contact(text="Ask us")) == "Ask us."
