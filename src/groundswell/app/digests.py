"""The week by e-mail: who wants it, when it is due, and sending it to one member."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction

from groundswell.app import policy, posting
from groundswell.app.actor import Actor
from groundswell.app.browse.views import view
from groundswell.app.browse.weeks import pause_of, this_week
from groundswell.app.policy import Absent, Act
from groundswell.app.posting import Unsent
from groundswell.core.pictures.document.renaming import initials, renamed
from groundswell.reports.letter import Around, Letter, letter
from groundswell.store import queue, reminders, trail
from groundswell.store.models import Digest, Job
from groundswell.store.scope import WRITING, Scope

KIND = "digest"
_SALT = "groundswell.digest.stop"
_LATE = timedelta(hours=36)  # a machine that was off sends what is younger
_AGAIN = timedelta(hours=1)  # after a failure


@dataclass(frozen=True, slots=True)
class Wish:
    """How a member wants the week.

    Parameters
    ----------
    titled
        Whether the letter may name the change and people; otherwise they are initials.
    sent_at, trouble
        When the last one went out, and why the last try failed.
    """

    wanted: bool = False
    address: str = ""
    weekday: int = 0
    hour: int = 7
    titled: bool = False
    sent_at: datetime | None = None
    trouble: str = ""


def wish_of(actor: Actor, code: str) -> Wish:
    """Return how the actor wants the week; nobody else's."""
    standing = policy.enter(actor, code, Act.READ)
    row = Digest.objects.within(standing.scope).filter(account=actor.account).first()
    if row is None:
        return Wish()
    return Wish(
        row.wanted, row.address, row.weekday, row.hour, row.titled, row.sent_at, row.trouble
    )


def keep_wish(actor: Actor, code: str, wish: Wish) -> None:
    """Keep how the actor wants the week; the trail says that they asked for it or ended it."""
    with transaction.atomic(using=WRITING):
        standing = policy.enter(actor, code, Act.READ, alias=WRITING)
        values = {
            "wanted": wish.wanted,
            "address": wish.address,
            "weekday": wish.weekday,
            "hour": wish.hour,
            "titled": wish.titled,
            "trouble": "",
        }
        Digest.everywhere.using(WRITING).update_or_create(
            initiative_id=standing.scope.initiative, account_id=actor.account, defaults=values
        )
    act = "digest asked for" if wish.wanted else "digest ended"
    trail.note(standing.scope, actor.account, act, actor.at, actor.via)


def ask_for_one(actor: Actor, code: str) -> str:
    """Ask the worker for a letter now; return the number of its job."""
    standing = policy.enter(actor, code, Act.READ)
    return str(_queued(standing.scope.initiative, actor.account, actor.at).pk)


def _queued(initiative: int, account: int, at: datetime) -> Job:
    wanted = {"presentable": False}
    return queue.ask_for(Scope(initiative), account, KIND, f"{KIND} {account}", wanted, at)


def remind(now: datetime) -> int:
    """Ask the worker for every letter that is due; return how many."""
    if not posting.ready():
        return 0
    due = [row for row in reminders.wanted() if is_due(row, now) and not _hushed(row, now)]
    for row in due:
        _queued(row.initiative_id, row.account_id, now)
    return len(due)


def _hushed(row: Digest, now: datetime) -> bool:
    """Whether a pause of Today holds, which silences the letter too."""
    return pause_of(Scope(row.initiative_id), row.account_id, now.date()) is not None


def is_due(row: Digest, now: datetime) -> bool:
    """Whether this week's letter is still to be sent; a failed one is tried again in an hour."""
    back = timedelta(days=(now.weekday() - row.weekday) % 7)
    hour = now.replace(hour=row.hour, minute=0, second=0, microsecond=0) - back
    if hour > now:
        hour -= timedelta(weeks=1)
    if now - hour > _LATE or (row.sent_at is not None and row.sent_at >= hour):
        return False
    return row.tried_at is None or now - row.tried_at >= _AGAIN


def send(actor: Actor, code: str) -> None:
    """Send the actor their week, from what they may see.

    Raises
    ------
    Absent
        If they do not belong any more.
    Unsent
        If it could not be sent; the reason is kept for their settings.
    """
    standing = policy.enter(actor, code, Act.READ)
    rows = Digest.everywhere.using(WRITING).filter(
        initiative=standing.scope.initiative, account=actor.account
    )
    row = rows.first()
    if row is None or not row.address:
        raise Unsent("Say first where it should go.")
    rows.update(tried_at=actor.at)  # whatever happens now, the next try is an hour away
    try:
        posting.post(composed(actor, code, row), row.address, _headers(row))
    except Unsent as error:
        rows.update(trouble=str(error)[:300])
        raise
    rows.update(sent_at=actor.at, trouble="")
    trail.note(standing.scope, actor.account, "digest sent", actor.at, actor.via)


def composed(actor: Actor, code: str, row: Digest) -> Letter:
    """Return the letter of one member."""
    found, at = this_week(actor, code, wait=True).week, view(actor, code)
    title = (at.about.title or code) if row.titled else ""
    week = found if row.titled else renamed(found, initials(at.snapshot))
    open_at = f"{settings.ADDRESS}/i/{code}/" if settings.ADDRESS else ""
    return letter(week, Around(title, open_at, _stop(row)))


def _stop(row: Digest) -> str:
    if not settings.ADDRESS:
        return ""
    return f"{settings.ADDRESS}/digest/stop/{signing.dumps(row.pk, salt=_SALT)}"


def _headers(row: Digest) -> dict[str, str]:
    stop = _stop(row)
    if not stop:
        return {}
    return {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def behind(told: str) -> int:
    """Return the number of the letters that a link ends.

    Raises
    ------
    Absent
        If it is no such link.
    """
    try:
        number = int(signing.loads(told, salt=_SALT))
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Absent(told) from error
    if not reminders.there(number):
        raise Absent(told)
    return number


def stop(told: str) -> None:
    """End the letters that a link stands in; whoever has the letter may."""
    reminders.end(behind(told))
