"""Asking: a question about an initiative, answered from what the actor may see.

An answer that takes longer than a page may is worked out by the worker; until then the newest older
one is shown with its age.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, get_args, get_type_hints

from pydantic import TypeAdapter

from groundswell.app import policy
from groundswell.app.actor import Actor
from groundswell.app.policy import Act, Refused, Standing
from groundswell.app.terrain import Moment, Recent, moment, pooled, present, unveiled
from groundswell.core.answer import Answer, Gap, Provenance, Reason, to_plain
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.critical_mass import CriticalMass
from groundswell.core.questions.foretold import forecasts_of
from groundswell.core.questions.partial_sight import presented, veiled
from groundswell.core.questions.question import METHOD, Question
from groundswell.core.registry import QUESTIONS
from groundswell.core.registry import ask as answered
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.store import forecasts, queue, shelf, trail

SLOW = 2.0  # seconds from which a question goes to the worker
AT_ONCE = 0.05  # seconds up to which nobody is shown an older answer first
# While several people write, a slow answer rests for so many times what it takes to work it out.
REST = 8.0
# Seconds for each person at 500 scenarios, measured by `make bench`; the first is the least.
_COST: Mapping[str, float] = {
    "agenda": 0.000005,
    "assessors": 0.00001,
    "coverage": 0.000025,
    "silos": 0.00007,
    "messenger": 0.000005,
    "persuasion": 0.00001,
    "forecast-stance": 0.00002,
    "critical-mass": 0.0007,
    "information": 0.0009,
    "investment": 0.000005,
    "pathologies": 0.000005,
    "pilot": 0.0,
    "pilot-design": 0.0,
    "cost-of-today": 0.0,
    "vitality": 0.0003,
    "what-if": 0.0018,
    "resilience": 0.003,
    "roadmap": 0.004,
    "sensitivity": 0.05,
}
_DEAR = 0.0016
_LEAST: Mapping[str, float] = {"sensitivity": 4.0}  # seconds however few the people
_STUDIES: Recent[Study] = Recent(6)
# The engine's community search draws from one generator of the process, one at a time.
_ENGINE = threading.RLock()


@dataclass(frozen=True, slots=True)
class Asked:
    """What an actor gets: an answer, perhaps an old one, and the job that works on a new one.

    Parameters
    ----------
    answer
        None while the first answer is being worked out.
    changes_since
        How many changes the answer does not know of; 0 for a present one.
    job
        Number of the job, or None where nothing is being worked out.
    """

    answer: Answer[Any] | None
    changes_since: int = 0
    job: str | None = None


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A question of an actor at a moment, with the keys it is kept under."""

    moment: Moment
    question: Question

    @property
    def place(self) -> str:
        eyes = "pooled" if self.question.OVERALL and not self.moment.sight.veiled else ""
        slug, options = self.question.SLUG, to_plain(self.question)
        return _digest([self.moment.sight.mark, eyes, slug, options, METHOD, _shape_of(slug)])

    @property
    def key(self) -> str:
        at = self.moment
        return _digest([self.place, at.revision, at.as_of.isoformat(), at.known_at.isoformat()])


def _digest(told: Any) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def ask(
    actor: Actor,
    code: str,
    question: Question,
    as_of: date | None = None,
    known_at: date | None = None,
    *,
    wait: bool = False,
) -> Asked:
    """Answer a question, or say which job works on it.

    Parameters
    ----------
    wait
        Work it out here and now, however long it takes (command line, worker).

    Raises
    ------
    Absent, Refused
        As policy says; a question about people is refused where people are not shown.
    UnknownPersonError
        If an option names nobody on the map.
    """
    act = Act.READ if question.OVERALL else Act.ASK
    standing = policy.enter(actor, code, act)
    if standing.presentable and not question.OVERALL:
        raise Refused("This view shows where nobody stands, so it answers nothing about people.")
    wanted = _Wanted(moment(standing, as_of, known_at), question)
    found = shelf.find(standing.scope, wanted.key)
    if found is not None:
        return Asked(restored(found.answer))
    if wait or _cost(wanted) <= min(AT_ONCE, SLOW):
        return Asked(work_out(wanted))
    older = shelf.newest(standing.scope, wanted.place)
    if older is None and _cost(wanted) <= SLOW:
        return Asked(work_out(wanted))
    return _later(standing, wanted, older)


def known(
    actor: Actor, code: str, question: Question, as_of: date | None = None
) -> Answer[Any] | None:
    """Return the newest answer worked out for the same eyes, however old; work out none."""
    standing = policy.enter(actor, code, Act.ASK)
    if standing.presentable:
        return None
    wanted = _Wanted(moment(standing, as_of), question)
    found = shelf.find(standing.scope, wanted.key) or shelf.newest(standing.scope, wanted.place)
    return None if found is None else restored(found.answer)


def _cost(wanted: _Wanted) -> float:
    people = len(wanted.moment.sight.kept.get("people", ()))
    slug = wanted.question.SLUG
    each = _LEAST.get(slug, 0.0) + people * _COST.get(slug, _DEAR)
    return each * wanted.question.scenarios / 500


def _later(standing: Standing, wanted: _Wanted, older: shelf.Found | None) -> Asked:
    """Return the older answer with its age, and who works on a new one."""
    at, actor = wanted.moment, standing.actor
    asked = {
        "question": wanted.question.SLUG,
        "options": to_plain(wanted.question),
        "as_of": at.as_of.isoformat(),
        "known_at": at.known_at.isoformat(),
        "presentable": actor.presentable,
    }
    rests = older is not None and actor.at - older.at < timedelta(seconds=REST * _cost(wanted))
    job = None
    if not rests:
        job = queue.ask_for(standing.scope, actor.account, "ask", wanted.key, asked, actor.at)
    number = str(job.pk) if job is not None else None
    if older is None:
        return Asked(None, job=number)
    since = _steps(at.revision) - _steps(older.revision)
    return Asked(restored(older.answer), max(since, 1), number)


def _steps(revision: str) -> int:
    terrain, run, *_ = revision.split(".")
    return int(terrain) + int(run)


def work_out(wanted: _Wanted) -> Answer[Any]:
    """Compute an answer from what the actor may see, and keep it."""
    at = wanted.moment
    with _ENGINE:
        answer = _computed(wanted)
    scope, actor, slug = at.standing.scope, at.standing.actor, wanted.question.SLUG
    if wanted.question == CriticalMass() and present(at):
        _foretell(at, wanted.question)
    shelf.put(scope, wanted.key, wanted.place, at.revision, slug, answer.as_json(), actor.at)
    trail.note(scope, actor.account, "ask", actor.at, actor.via, {"question": slug})
    return answer


def _computed(wanted: _Wanted) -> Answer[Any]:
    at, question = wanted.moment, wanted.question
    if not question.OVERALL or not (at.sight.veiled or at.standing.presentable):
        return _answered(at.snapshot, at.key, question)
    whole = pooled(at.standing, at)
    answer = _answered(whole, (*at.key, "pooled"), question)
    if not isinstance(question, CriticalMass):
        return answer
    if at.standing.presentable:
        alone = unveiled(at)
        if not alone.standing.presentable:
            answer = _computed(_Wanted(alone, question))
        return presented(answer, whole)
    return veiled(answer, _answered(at.snapshot, at.key, question), at.sight.veiled, at.snapshot)


def _foretell(at: Moment, question: Question) -> None:
    """Keep what is foretold for the team as a whole, whoever asked: the log must not choose."""
    whole, key = at.snapshot, at.key
    if at.sight.mark != "all":
        whole, key = pooled(at.standing, at), (*at.key, "pooled")
    with _ENGINE:
        answer = _answered(whole, key, question)
    actor, digest = at.standing.actor, _digest(answer.as_json())
    found = forecasts_of(answer, whole, actor.today)
    forecasts.keep(at.standing.scope, found, at.revision, digest, actor.at)


def _answered(snapshot: Snapshot, key: Any, question: Question) -> Answer[Any]:
    seed, scenarios = question.seed, question.scenarios
    study = _STUDIES.get((key, seed, scenarios), lambda: Study(snapshot, seed, scenarios))
    return answered(snapshot, question, study)


@cache
def _value_of(slug: str) -> TypeAdapter[Any]:
    """Return how the value of a question is read back from JSON."""
    returned = get_type_hints(QUESTIONS[slug].answer)["return"]
    return TypeAdapter(get_args(returned)[0])


@cache
def _shape_of(slug: str) -> str:
    """Return a digest of what a value holds: an answer kept in an older shape is not found."""
    return _digest(_value_of(slug).json_schema())


_REASONS = TypeAdapter(tuple[Reason, ...])
_GAPS = TypeAdapter(tuple[Gap, ...])
_PROVENANCE = TypeAdapter(Provenance)


def restored(plain: Mapping[str, Any]) -> Answer[Any]:
    """Return a kept answer as it was."""
    return Answer(
        question=plain["question"],
        headline=plain["headline"],
        value=_value_of(plain["question"]).validate_python(plain["value"]),
        reasons=_REASONS.validate_python(plain["reasons"]),
        gaps=_GAPS.validate_python(plain["gaps"]),
        provenance=_PROVENANCE.validate_python(plain["provenance"]),
    )


def forget() -> None:
    """Forget the draws this process holds; what was erased must not live on in them."""
    _STUDIES.clear()
