"""The worker: takes what was asked for and is slow, one at a time, and says how far it is."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from groundswell.app import policy
from groundswell.app.actor import Actor
from groundswell.app.ask import ask
from groundswell.app.browse.terrain import lay_out
from groundswell.app.browse.views import view
from groundswell.app.policy import Absent, Act
from groundswell.core.registry import QUESTIONS
from groundswell.store import queue
from groundswell.store.models import Job

LOG = logging.getLogger(__name__)
BEAT = 20.0  # seconds between two signs of life


@dataclass(frozen=True, slots=True)
class JobView:
    """How far a job is, for whoever may see it."""

    id: str
    kind: str
    state: str
    step: str
    share: float


def look(actor: Actor, code: str, number: str) -> JobView:
    """Return how far a job of an initiative is; only who asked for it sees it."""
    standing = policy.enter(actor, code, Act.READ)
    job = queue.find(standing.scope, number)
    if job is None or job.account_id != actor.account:
        raise Absent(number)
    return JobView(str(job.pk), job.kind, job.state, job.step, job.share)


def work(worker: str, now: Callable[[], datetime]) -> bool:
    """Do the oldest waiting job; return whether there was one."""
    job = queue.claim(worker, now())
    if job is None:
        return False
    done = threading.Event()
    beating = threading.Thread(target=_beat, args=(job, done, now), daemon=True)
    beating.start()
    try:
        _run(job, now())
    except Exception:  # a job must not end the worker: whoever asked is told, the log has it all
        LOG.exception("job %s failed", job.pk)
        queue.finish(job, now(), None, "This could not be worked out; the log says why.")
    else:
        queue.finish(job, now(), None)
    finally:
        done.set()
        beating.join()
    return True


def _run(job: Job, now: datetime) -> None:
    actor = Actor(job.account_id, "", now, via="web", presentable=job.wanted["presentable"])
    _KINDS[job.kind](job, actor, now)


def _lay_out(job: Job, actor: Actor, now: datetime) -> None:
    queue.beat(job, "laying the map out", 0.1, now)
    days = (date.fromisoformat(job.wanted[name]) for name in ("as_of", "known_at"))
    lay_out(view(actor, job.initiative.code, *days))


def _ask(job: Job, actor: Actor, now: datetime) -> None:
    wanted = job.wanted
    options = dict(wanted["options"])
    question = QUESTIONS[wanted["question"]].options(**options)
    queue.beat(job, "working it out", 0.1, now)
    as_of, known_at = date.fromisoformat(wanted["as_of"]), date.fromisoformat(wanted["known_at"])
    ask(actor, job.initiative.code, question, as_of, known_at, wait=True)


_KINDS: Mapping[str, Callable[[Job, Actor, datetime], None]] = MappingProxyType(
    {"ask": _ask, "layout": _lay_out}
)


def _beat(job: Job, done: threading.Event, now: Callable[[], datetime]) -> None:
    """Show signs of life, so that no other worker takes the job over."""
    from django.db import connections

    while not done.wait(BEAT):
        queue.beat(job, "still working it out", 0.5, now())
    connections.close_all()
