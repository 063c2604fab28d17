"""The one-page conversation brief: what to hear, what to show, what to ask, what could go wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from groundswell.core.answer import Answer, Gap, Reason
from groundswell.core.dynamics.paths import Links, cheapest_tie
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.acquaintance import Acquaintance
from groundswell.core.questions.conversation.arguments import (
    Argument,
    Fit,
    fit,
    ledger_is_empty,
)
from groundswell.core.questions.conversation.asks import Ask, ask_for
from groundswell.core.questions.conversation.cautions import Caution, cautions
from groundswell.core.questions.conversation.counterpart import (
    Counterpart,
    day_words,
    quoted,
    sentence,
)
from groundswell.core.questions.conversation.doubts import Doubt, doubts
from groundswell.core.questions.conversation.effects import change_words
from groundswell.core.questions.conversation.inquiry import not_yet, questions
from groundswell.core.questions.conversation.openings import introduction, opening
from groundswell.core.questions.messenger import Carrier, Carriers
from groundswell.core.questions.question import Question, answer, gap, option, person_index
from groundswell.core.terrain.terms import (
    CommitmentState,
    GapKind,
    Move,
    Phase,
    Result,
    StakeKind,
    TieKind,
)

LISTENING, EVIDENCE = "listening", "evidence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Persuasion(Question):
    """Options of the question."""

    SLUG: ClassVar[str] = "persuasion"
    ASKS: ClassVar[str] = "What do we hear, show and ask when we talk to this person?"
    FEATURE: ClassVar[str] = "Q7"

    person: str | None = option(None, "whom to talk to", person=True, required=True)


@dataclass(frozen=True, slots=True)
class PersuasionValue:
    """A conversation brief; field names as in the public contract, the rest added.

    Parameters
    ----------
    mode
        `listening` while no result of our own speaks to a stake of theirs, or while nobody knows
        where they stand; else `evidence`.
    opening
        The first sentence to say.
    problem, constraints, commitments, needs, gains, losses
        What is known of theirs, in their words; losses and fears together.
    evidence
        Entries of the ledger in their terms; while listening, only for when they ask.
    messenger, path, introduction
        Who should go, the chain from the person to them, and how to ask for an introduction.
    minutes
        How long the conversation should take, least and most; `hours` is the whole effort.
    ethics
        The question to ask before using this page.
    """

    person: str
    mode: str
    opening: str
    problem: str | None
    constraints: tuple[str, ...]
    evidence: tuple[Argument, ...]
    doubts: tuple[Doubt, ...]
    messenger: str | None
    ask: Ask
    what_could_go_wrong: tuple[Caution, ...]
    questions: tuple[str, ...]
    not_yet: tuple[str, ...]
    commitments: tuple[str, ...]
    needs: tuple[str, ...]
    gains: tuple[str, ...]
    losses: tuple[str, ...]
    meaning_of_success_question: str
    path: tuple[str, ...]
    introduction: str | None
    minutes: tuple[int, int]
    hours: float
    ethics: str


def persuasion(study: Study, question: Persuasion) -> Answer[PersuasionValue]:
    """Answer how to talk to one person.

    Definition: evidence is matched to stakes by topic; an effect is applied to their own figure of
    the same measure with the interval of the ledger. Before a result of our own speaks to a stake
    of theirs, and while nobody has judged them, the brief is for listening.

    Raises
    ------
    UnknownPersonError
        If no such person is on the map.
    """
    snapshot = study.snapshot
    them = Counterpart(snapshot, person_index(study, question.person))
    matched = fit(them)
    mode = EVIDENCE if matched.own and them.is_known else LISTENING
    ranked = Carriers.of(snapshot).rank(them.index) if not them.is_owner else ()
    value = _value(them, matched, mode, ranked[0] if ranked else None)
    return answer(
        study,
        question,
        headline(them, value),
        value,
        reasons(them, matched, value),
        gaps(them, matched, value),
    )


def _value(
    them: Counterpart, matched: Fit, mode: str, messenger: Carrier | None
) -> PersuasionValue:
    listening = mode == LISTENING
    problems = them.said(StakeKind.PROBLEM)
    ask = ask_for(them, listening)
    hours = them.record.hours_to_recruit
    path = messenger.path if messenger is not None else ()
    chosen = messenger is not None and messenger.chosen
    return PersuasionValue(
        person=them.code,
        mode=mode,
        opening=opening(them, matched, listening),
        problem=problems[0] if problems else None,
        constraints=them.said(StakeKind.CONSTRAINT),
        evidence=matched.arguments,
        doubts=doubts(them, matched),
        messenger=messenger.person if messenger is not None else None,
        ask=ask,
        what_could_go_wrong=cautions(them, matched, messenger),
        questions=questions(them, matched, listening),
        not_yet=not_yet(them, matched, listening),
        commitments=them.said(StakeKind.COMMITMENT),
        needs=them.said(StakeKind.NEED),
        gains=them.said(StakeKind.GAIN),
        losses=them.said(StakeKind.LOSS, StakeKind.FEAR),
        meaning_of_success_question=ask.meaning_of_success,
        path=path,
        introduction=None if chosen else introduction(them, path),
        minutes=(30, 60),
        hours=them.snapshot.settings.hours_to_recruit if hours is None else hours,
        ethics=f"Would I be comfortable if {them.name} read this page?",
    )


def headline(them: Counterpart, value: PersuasionValue) -> str:
    """Say in one sentence what kind of conversation this is."""
    name = them.name
    if them.is_owner:
        return f"No brief is needed for {name}, who started this, only somebody to talk to."
    if them.snapshot.phase is Phase.STOPPED:
        return f"The work has stopped, so there is nothing to ask of {name}; a thank-you is due."
    if them.is_member:
        return f"No new ask: {name} is with you already; take half an hour to hear how it goes."
    if not them.is_known:
        return f"Nobody knows where {name} stands, so listen first and propose nothing yet."
    if value.mode == LISTENING:
        then = f"then {value.ask.short}" if value.ask.move else "no proposal yet"
        return f"Listen first: half an hour with {name} about their own work, and {then}."
    best = value.evidence[0]
    if best.change is not None and best.change.baseline != 0:
        meaning = change_words(best.change)
        return f"Show {name} what it would mean for them, {meaning}, and {value.ask.short}."
    return f"Show {name} what was found on {best.topic}, limits included, and {value.ask.short}."


def reasons(them: Counterpart, matched: Fit, value: PersuasionValue) -> list[Reason]:
    """Say why this kind of conversation, with whom to go, and on which records it rests."""
    name, as_of, said = them.name, them.snapshot.as_of, []
    if value.mode == EVIDENCE:
        codes = tuple(a.evidence for a in matched.own)
        said.append(Reason("Results of our own speak to what matters to them.", codes))
    elif not them.is_known:
        said.append(Reason("An ask to somebody whose view is unknown is a guess.", (them.code,)))
    elif not matched.tested:
        said.append(Reason("Nothing has been tested yet, so there is nothing to show."))
    else:
        said.append(Reason("No result of our own speaks to what is known of their stakes."))
    if value.messenger is not None and value.path:
        who = them.snapshot.name(value.messenger)
        kind = Links.of(them.snapshot).between(*(them.snapshot.index[c] for c in value.path[:2]))
        how = "can reach them through others"
        if len(value.path) == 2:
            trusted = kind in (TieKind.TRUSTS, TieKind.ADVICE)
            how = "has their ear" if trusted else "has a working tie with them, no more than that"
        said.append(Reason(f"{who} {how}.", value.path))
    for promise in them.promises:
        if promise.text:
            state = "promised" if promise.standing is CommitmentState.PROMISED else "were asked"
            due = f", due {day_words(promise.due_on, as_of)}" if promise.due_on else ""
            text = f"Open between you: they {state} {quoted(promise.text)}{due}"
            said.append(Reason(sentence(text), (them.code,)))
    if them.encounters:
        dates = [e.date for e in them.encounters if e.date is not None]
        last = f"; you last spoke {day_words(max(dates), as_of)}" if dates else ""
        said.append(Reason(f"What was said before is on record{last}.", (them.code,)))
    held = tuple(d.code for d in them.decides)
    if held:
        said.append(Reason(f"{name} holds a decision the change needs.", held))
    return said


def gaps(them: Counterpart, matched: Fit, value: PersuasionValue) -> list[Gap]:
    """Say what is not known for this conversation, and what to do about it."""
    if them.is_owner:
        return []
    found = [*_about_them(them, value), *_about_evidence(them, matched)]
    if not value.path and not them.is_member:
        tie = cheapest_tie(them.snapshot, them.index)
        step = tie.why if tie is not None else "Ask around who knows them."
        text = f"No known tie leads from the coalition to {them.name}. {step}"
        found.append(gap(GapKind.PATH_UNKNOWN, text, them.code))
    return found


def _about_them(them: Counterpart, value: PersuasionValue) -> list[Gap]:
    name, found = them.name, []
    if not them.is_known:
        text = f"Nobody has said where {name} stands: write it down after this conversation."
        found.append(gap(GapKind.STANCE_UNKNOWN, text, them.code))
    if not them.stakes:
        ask = Acquaintance(them.snapshot).ask(them.index)
        text = f"What is at stake for {name} is not recorded: hear it from them, or {ask}."
        found.append(gap(GapKind.STAKES_UNKNOWN, text, them.code))
    if value.ask.move is Move.JOIN and them.record.capacity_hours is None:
        text = f"How much time {name} could give is not recorded: ask before you name a number."
        found.append(gap(GapKind.CAPACITY_UNKNOWN, text, them.code))
    return found


def _about_evidence(them: Counterpart, matched: Fit) -> list[Gap]:
    name, found = them.name, []
    if ledger_is_empty(them.snapshot):
        text = (
            "The ledger is empty. Counting what today costs, finding a result from elsewhere, or a "
            "trial inside your own work needs nobody's permission."
        )
        found.append(gap(GapKind.NO_EVIDENCE, text))
    for measure in matched.figures_missing:
        ask = Acquaintance(them.snapshot).ask(them.index)
        text = f"{name}'s own figure for {measure} is missing: ask them, or {ask}."
        found.append(gap(GapKind.BASELINE_UNKNOWN, text, them.code))
    for stake in matched.unanswered:
        what = quoted(stake.text) if stake.text else f"a {stake.kind or 'stake'}."
        text = f"No evidence fits this stake of {name}: {what}"
        tried = matched.on(stake)
        if any(entry.result is Result.BROKE for entry in tried):
            text += " What was tried on it broke; say so before they do."
        elif any(entry.result is Result.NULL for entry in tried):
            text += " What was tried on it made no difference that could be seen."
        elif not stake.topic:
            text += " It has no topic yet, so nothing can be matched to it."
        codes = [entry.evidence for entry in tried]
        found.append(gap(GapKind.STAKE_UNANSWERED, text, them.code, *codes))
    return found
