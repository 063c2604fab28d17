"""The worker: takes what was asked for and is slow, one at a time, and says how far it is."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from groundswell.app import advice, digests, policy
from groundswell.app.actor import Actor
from groundswell.app.ask import ask
from groundswell.app.browse.terrain import lay_out
from groundswell.app.browse.views import view
from groundswell.app.do.deed import Unsound
from groundswell.app.do.imports import import_
from groundswell.app.policy import Absent, Act, Refused
from groundswell.app.posting import Unsent
from groundswell.core.registry import QUESTIONS
from groundswell.store import queue
from groundswell.store.models import Job

LOG = logging.getLogger(__name__)
_OWN = frozenset({"import", digests.KIND, advice.KIND})
BEAT = 20.0  # seconds between two signs of life


@dataclass(frozen=True, slots=True)
class JobView:
    """How far a job is, for whoever may see it; `result` is what it left to say."""

    id: str
    kind: str
    state: str
    step: str
    share: float
    result: Mapping[str, Any] | None = None


def look(actor: Actor, code: str, number: str) -> JobView:
    """Return how far a job of an initiative is."""
    standing = policy.enter(actor, code, Act.READ)
    job = queue.find(standing.scope, number)
    # An answer is worked out once for all who may see the same; a file or letter is one's own.
    if job is None or (job.kind in _OWN and job.account_id != actor.account):
        raise Absent(number)
    return JobView(str(job.pk), job.kind, job.state, job.step, job.share, job.result)


def work(worker: str, now: Callable[[], datetime]) -> bool:
    """Do the oldest waiting job; return whether there was one."""
    job = queue.claim(worker, now())
    if job is None:
        return False
    done = threading.Event()
    beating = threading.Thread(target=_beat, args=(job, done, now), daemon=True)
    beating.start()
    try:
        result = _run(job, now())
    except (Absent, Refused, Unsound) as error:  # it was possible when it was asked for
        queue.finish(job, now(), None, f"It could not be done any more: {error}"[:200])
    except Unsent as error:
        queue.finish(job, now(), None, str(error)[:200])
    except Exception:  # a job must not end the worker: whoever asked is told, the log has it all
        LOG.exception("job %s failed", job.pk)
        queue.finish(job, now(), None, "This could not be worked out; the log says why.")
    else:
        queue.finish(job, now(), result)
    finally:
        done.set()
        beating.join()
    return True


def _run(job: Job, now: datetime) -> Mapping[str, Any] | None:
    actor = Actor(job.account_id, "", now, via="web", presentable=job.wanted["presentable"])
    return _KINDS[job.kind](job, actor, now)


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


def _import(job: Job, actor: Actor, now: datetime) -> Mapping[str, Any]:
    queue.beat(job, "importing", 0.1, now)
    wanted = job.wanted
    good = wanted["good_rows_only"]
    done = import_(actor, job.initiative.code, wanted["handle"], good_rows_only=good)
    return {"change": done.change, "added": done.added} if done else {}


def _digest(job: Job, actor: Actor, now: datetime) -> None:
    queue.beat(job, "writing your week", 0.2, now)
    digests.send(actor, job.initiative.code)


def _advice(job: Job, actor: Actor, now: datetime) -> Mapping[str, Any]:
    def step(label: str) -> None:
        queue.beat(job, label, 0.3, now)

    wanted = advice.Wanted(*(job.wanted[name] for name in ("person", "question", "form")))
    return advice.make(actor, job.initiative.code, wanted, step)


_KINDS: Mapping[str, Callable[[Job, Actor, datetime], Mapping[str, Any] | None]] = MappingProxyType(
    {
        "ask": _ask,
        "layout": _lay_out,
        "import": _import,
        digests.KIND: _digest,
        advice.KIND: _advice,
    }
)


def _beat(job: Job, done: threading.Event, now: Callable[[], datetime]) -> None:
    """Show signs of life, so that no other worker takes the job over."""
    from django.db import connections

    while not done.wait(BEAT):
        queue.beat(job, "still working it out", 0.5, now())
    connections.close_all()
