"""The week by e-mail, against a real mail server on this machine."""

from __future__ import annotations

import email
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.test import Client
from pytest_django.fixtures import Settings

from groundswell.app import digests
from groundswell.app.digests import Wish, keep_wish, remind, wish_of
from groundswell.app.do.erase import erase_
from groundswell.app.do.notes import NoteSight, write_note
from groundswell.app.do.records import record_
from groundswell.app.do.team import dismiss_
from groundswell.app.jobs import look, work
from groundswell.app.policy import Absent
from groundswell.app.posting import Unsent
from groundswell.config.mail import Mail, mail
from groundswell.core.terrain.run_records import Commitment
from groundswell.core.terrain.terms import CommitmentState
from groundswell.store.models import Digest
from tests.app.cast import Cast, cast, later
from tests.faces.web.visitors import visitor

pytestmark = pytest.mark.django_db(databases="__all__")
SMTP_BACKEND = "django.core.mail.backends.smtp.EmailBackend"


class Box:
    """A mail server that keeps what it is given, or refuses it."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refuse = ""

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str,
                          options: list[str]) -> str:  # fmt: skip
        """Take or refuse an address."""
        if self.refuse:
            return self.refuse
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Keep a letter."""
        assert isinstance(envelope.content, bytes)
        self.letters.append(email.message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@contextmanager
def serving() -> Iterator[tuple[Box, int]]:
    """Run a mail server on a free port of this machine."""
    box = Box()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    running = Controller(box, hostname="127.0.0.1", port=port)
    running.start()
    try:
        yield box, port
    finally:
        running.stop()


@pytest.fixture
def box(settings: Settings) -> Iterator[Box]:
    """Return a mail server that the workbench knows."""
    with serving() as (made, port):
        settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
            SMTP_BACKEND, "127.0.0.1", port
        )  # fmt: skip
        settings.DEFAULT_FROM_EMAIL = "groundswell@example.org"
        settings.ADDRESS = "https://map.example.org"
        yield made


def parts(letter: Any) -> tuple[str, str]:
    """Return the text and the HTML of a letter."""
    text, html = letter.get_body(("plain",)), letter.get_body(("html",))
    return text.get_content(), html.get_content()


def asked(them: Cast) -> None:
    """Let alice and bob ask for the week."""
    keep_wish(them.alice, them.code, Wish(True, "alice@example.org", 2, 7))
    keep_wish(them.bob, them.code, Wish(True, "bob@example.org", 2, 7, titled=True))


def test_it_arrives_as_text_and_html_without_anybodys_private_note(box: Box) -> None:
    them = cast()
    asked(them)
    write_note(them.alice, them.code, "ben", "He drinks", NoteSight.MINE)
    write_note(them.alice, them.code, "ben", "Only the core knows", NoteSight.CORE)
    record_(them.alice, them.code, [
        Commitment(person="cleo", text="two hours <b>&", due_on=them.alice.at.date()
                   - timedelta(days=9), state=CommitmentState.PROMISED)])  # fmt: skip
    digests.send(them.alice, them.code)
    digests.send(them.bob, them.code)
    first, second = box.letters
    assert (first["Subject"], first["To"]) == ("Your week", "alice@example.org")
    assert second["Subject"] == "Your week: One form for all"
    for letter in box.letters:
        text, html = parts(letter)
        who = "C." if letter is first else "Cleo"
        assert f"Ask {who} how it stands" in text and f"Ask {who} how it stands" in html
        assert "two hours <b>&" in text and "two hours &lt;b&gt;&amp;" in html
        for private in ("drinks", "Only the core", "skeptic"):
            assert private not in text + html
        assert ("Cleo" in text) == (letter is second)
        assert "https://map.example.org/i/" in text
        assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert letter["Message-ID"].endswith("@groundswell.invalid>")
        assert "groundswell@example.org" in letter["From"]


def test_the_worker_sends_what_is_due_and_sends_it_once(box: Box) -> None:
    them = cast()
    asked(them)
    wednesday = datetime(2026, 11, 25, 7, 0, 30, tzinfo=ZoneInfo("UTC"))
    assert remind(wednesday - timedelta(minutes=2)) == 0
    assert remind(wednesday) == 2
    assert remind(wednesday + timedelta(minutes=1)) == 2  # asked for already, not doubled
    while work("test", lambda: wednesday):
        pass
    assert sorted(letter["To"] for letter in box.letters) == [
        "alice@example.org", "bob@example.org"
    ]  # fmt: skip
    assert remind(wednesday + timedelta(hours=2)) == 0
    assert remind(wednesday + timedelta(days=7)) == 2
    assert wish_of(later(them.alice, at=wednesday), them.code).sent_at == wednesday


def test_a_refusal_is_said_in_words_and_tried_again_after_an_hour(box: Box) -> None:
    them = cast()
    asked(them)
    box.refuse = "550 no such mailbox"
    wednesday = datetime(2026, 11, 25, 7, 1, tzinfo=ZoneInfo("UTC"))
    number = digests.ask_for_one(later(them.alice, at=wednesday), them.code)
    work("test", lambda: wednesday)
    found = look(them.alice, them.code, number)
    assert (found.state, found.step) == (
        "failed", "The mail server refuses the address it should go to."
    )  # fmt: skip
    with pytest.raises(Absent):
        look(them.bob, them.code, number)
    assert wish_of(them.alice, them.code).trouble == found.step
    row = Digest.everywhere.get(account=them.alice.account)
    assert not digests.is_due(row, wednesday + timedelta(minutes=30))
    assert digests.is_due(row, wednesday + timedelta(hours=1))
    assert "could not be sent" in visitor(them.alice, them.code).text("settings/digest")


def test_without_a_server_nothing_is_sent_or_asked_for(settings: Settings) -> None:
    them = cast()
    asked(them)
    settings.EMAIL_HOST = ""
    assert remind(datetime(2026, 11, 25, 7, 1, tzinfo=ZoneInfo("UTC"))) == 0
    with pytest.raises(Unsent, match="No mail server"):
        digests.send(them.alice, them.code)
    assert "No mail leaves this machine." in visitor(them.alice, them.code).text("settings/digest")
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        SMTP_BACKEND, "127.0.0.1", 1
    )  # fmt: skip
    with pytest.raises(Unsent, match="cannot be reached"):
        digests.send(them.alice, them.code)


def test_whoever_left_gets_nothing_and_a_link_ends_it(box: Box) -> None:
    them = cast()
    asked(them)
    digests.send(them.alice, them.code)
    (url,) = re.findall(r"<https://map.example.org(/\S+)>", box.letters[0]["List-Unsubscribe"])
    mailer = Client(enforce_csrf_checks=True)
    assert "End these letters?" in mailer.get(url).content.decode()
    assert wish_of(them.alice, them.code).wanted
    assert mailer.post(url).status_code == 200
    assert not wish_of(them.alice, them.code).wanted
    assert mailer.get(f"{url}x").status_code == 404
    wednesday = datetime(2026, 11, 25, 7, 1, tzinfo=ZoneInfo("UTC"))
    assert remind(wednesday) == 1  # bob alone wants it still
    dismiss_(them.alice, them.code, them.bob.account)
    with pytest.raises(Absent):
        digests.send(them.bob, them.code)
    assert remind(wednesday) == 0
    keep_wish(them.erin, them.code, Wish(True, "erin@example.org"))
    erase_(them.alice, them.code, "dan")  # erin stands on the map as dan
    assert not Digest.everywhere.filter(address="erin@example.org").exists()


def test_a_member_chooses_for_themselves_alone(box: Box) -> None:
    them = cast()
    bob, alice = visitor(them.bob, them.code), visitor(them.alice, them.code)
    assert bob.post("settings/digest", wanted="on", weekday=0, hour=7).status_code == 422
    bob.post("settings/digest", wanted="on", address="bob@example.org", weekday=4, hour=16)
    assert "bob@example.org" in bob.text("settings/digest")
    assert "bob@example.org" not in alice.text("settings/digest")
    sent = bob.post("settings/digest/now")
    assert "?job=" in sent["Location"]
    work("test", lambda: them.bob.at)
    assert "It is on its way to bob@example.org." in bob.text(sent["Location"])
    assert len(box.letters) == 1
    assert "digest asked for" in alice.text("settings/trail")
    assert visitor(them.charlie, them.code).get("settings/digest").status_code == 404


def test_an_address_of_a_server_is_read_or_refused() -> None:
    told = mail("smtp+tls://mail.example.org", "me@example.org", "word")
    assert (told.host, told.port, told.user, told.password, told.starttls) == (
        "mail.example.org", 587, "me@example.org", "word", True
    )  # fmt: skip
    assert told.sender == "me@example.org"
    assert mail("smtps://mail.example.org", sender="a@b.org").sender == "a@b.org"
    assert mail("smtp://mail.example.org:2525").port == 2525
    assert mail("") == Mail()
    with pytest.raises(ValueError, match="smtps://"):
        mail("mail.example.org")
