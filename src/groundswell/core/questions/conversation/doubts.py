"""The doubts to expect, each with where it comes from and what we have; none is argued away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from groundswell.core.questions.conversation.arguments import Fit, limits, speaks
from groundswell.core.questions.conversation.counterpart import (
    Counterpart,
    day_words,
    quoted,
    sentence,
)
from groundswell.core.terrain.map_records import Resistance, Stake
from groundswell.core.terrain.run_records import Adaptation, Encounter, Evidence
from groundswell.core.terrain.terms import DoubtState, Result, StakeKind
from groundswell.core.terrain.visible import latest

OPEN = "We have no answer to this yet: say so."
HEARD = "Heard, and not answered yet: say so, and ask what would settle it."
STATES = {
    DoubtState.HEARD: HEARD,
    DoubtState.TESTED_BY: "We tested it because of them: tell them what came out, either way.",
    DoubtState.CHANGED_THE_PLAN: "It changed the plan: tell them how.",
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubt to expect.

    Parameters
    ----------
    doubt
        In their words where they said it.
    response
        What we can honestly say.
    origin
        `said` in a conversation, or to expect from `evidence`, `resistance` or a `stake`.
    state
        What became of a doubt they raised; None where it is only to be expected.
    ids
        Codes of the records behind it.
    """

    doubt: str
    response: str
    origin: str
    state: DoubtState | None
    ids: tuple[str, ...]


def doubts(them: Counterpart, matched: Fit) -> tuple[Doubt, ...]:
    """Return what they said, then what the ledger, the map of resistance and their stakes suggest.

    Nothing that speaks against us is left out for length.
    """
    expected = (*_evidence(them, matched), *_resistance(them), *_stakes(them, matched))
    return (*_said(them), *expected)


def _said(them: Counterpart) -> Iterator[Doubt]:
    """Yield doubts they raised, the newest first; of a repeated one the newest state counts."""
    seen: set[str] = set()
    for talk in them.encounters:
        if not talk.doubt or (key := talk.doubt.strip().casefold()) in seen:
            continue
        seen.add(key)
        day = day_words(talk.date, them.snapshot.as_of)
        when = f"{quoted(talk.doubt)}, they said {day}." if talk.date else quoted(talk.doubt)
        response = STATES[talk.doubt_state or DoubtState.HEARD]
        ids = (them.code, *(talk.shown or ()))
        yield Doubt(when, response, "said", talk.doubt_state or DoubtState.HEARD, ids)


def _evidence(them: Counterpart, matched: Fit) -> Iterator[Doubt]:
    """Yield entries that broke or are disputed on a topic of theirs."""
    changes = latest(them.snapshot.seen.of(Adaptation), "adaptation")
    for entry in matched.against:
        made = [a for a in changes if a.because_of == entry.evidence and a.what]
        claim = sentence(entry.claim) if entry.claim else f"entry {entry.evidence}."
        if entry.result is Result.BROKE:
            changed = " ".join(sentence(a.what or "") for a in made)
            response = (
                f"It did break. What we changed: {changed}"
                if made
                else ("It did break, and nothing has changed because of it yet: say so.")
            )
            text = f"They may point to what broke: {claim}"
        else:
            text = f"They may say that this is disputed: {claim}"
            response = f"It is. {limits(entry)}"
        yield Doubt(text, response, "evidence", None, _ids(entry, made))


def _ids(entry: Evidence, changes: list[Adaptation]) -> tuple[str, ...]:
    return (entry.evidence, *(change.adaptation for change in changes))


def _resistance(them: Counterpart) -> Iterator[Doubt]:
    """Yield what they or their unit hold against it, what is right about it first."""
    rows = latest(them.snapshot.seen.of(Resistance), "resistance")
    holders: list[list[str | None]] = [[them.code, them.name]]
    holders += [[unit.unit, unit.name] for unit in them.units]
    for names in holders:
        known = {name.casefold() for name in names if name}
        for row in rows:
            if (row.held_by or "").strip().casefold() not in known:
                continue
            if row.legitimate_core:
                text = f"What is right about it: {sentence(row.legitimate_core)}"
                text += f" How it shows: {sentence(row.text)}" if row.text else ""
            else:
                text = sentence(row.text) if row.text else f"Resistance {row.resistance}."
            response = sentence(row.answer) if row.answer else OPEN
            yield Doubt(text, response, "resistance", None, (row.resistance,))


def _stakes(them: Counterpart, matched: Fit) -> Iterator[Doubt]:
    """Yield what they could lose and what they fear."""
    leads = {StakeKind.LOSS: "What they could lose", StakeKind.FEAR: "What they fear"}
    for kind, lead in leads.items():
        for stake in them.stakes:
            if stake.kind is kind and stake.text:
                codes = tuple(entry.evidence for entry in matched.on(stake))
                text = f"{lead}: {quoted(stake.text)}"
                response = _on_a_stake(matched, stake)
                yield Doubt(text, response, "stake", None, (them.code, *codes))


def _on_a_stake(matched: Fit, stake: Stake) -> str:
    """Say what the ledger has on a loss or a fear, a bad result included."""
    entries = matched.on(stake)
    shown = [entry.evidence for entry in entries if speaks(entry)]
    if any(entry.result is Result.BROKE for entry in entries):
        return "What was tried on it broke: say so before they do."
    if shown:
        return f"There is something to show on it: {', '.join(shown)}."
    if entries:
        return "What was tried on it made no difference that could be seen: say so."
    return "Nothing tested speaks to it: do not promise it away, ask what would help."


def unanswered_doubt(them: Counterpart) -> Encounter | None:
    """Return the newest conversation whose doubt was heard and no more."""
    heard = (None, DoubtState.HEARD)
    return next((e for e in them.encounters if e.doubt and e.doubt_state in heard), None)
