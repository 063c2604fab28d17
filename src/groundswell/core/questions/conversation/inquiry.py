"""Five questions for the conversation, chosen by what is not known, and what not to say yet."""

from __future__ import annotations

from collections.abc import Iterator

from groundswell.core.questions.conversation.arguments import Fit
from groundswell.core.questions.conversation.counterpart import (
    Counterpart,
    first_topic,
    quoted,
    topic_words,
)
from groundswell.core.questions.conversation.doubts import unanswered_doubt
from groundswell.core.terrain.map_records import Resistance
from groundswell.core.terrain.terms import Phase, StakeKind

FIVE = 5
TENDING = (
    "What takes more of your time than you had thought?",
    "What else has become important in your work since you joined?",
    "What do you doubt about it, more than you did a month ago?",
    "What has become possible that I have not noticed?",
    "Whom should we bring in, and who is better left out?",
)


def questions(them: Counterpart, matched: Fit, listening: bool) -> tuple[str, ...]:
    """Return five questions: an opening one, three by what is unknown, and who else sees it."""
    if them.is_member and not them.is_owner:
        return TENDING
    first = _problem(them) if listening else _about_the_result(them)
    last = "Who else sees this?" if listening else "Who should see this next, and who will mind?"
    middle = [*_role(them, listening), *_unknown(them, matched, listening), *_always(them)]
    chosen = list(dict.fromkeys(q for q in middle if q != first))[: FIVE - 2]
    return (first, *chosen, last)


def _problem(them: Counterpart) -> str:
    if them.record.voice:
        return f"What do {them.record.voice} run into that nobody here sees?"
    if topic := first_topic(them.stakes, StakeKind.PROBLEM):
        return f"How does {topic} show in an ordinary week of yours?"
    return "What makes your work harder than it should be?"


def _about_the_result(them: Counterpart) -> str:
    if unanswered_doubt(them) is not None:
        return "What would settle your doubt for you, in either direction?"
    return "Where would this fail in your work?"


def _role(them: Counterpart, listening: bool) -> Iterator[str]:
    """Yield what only somebody in their place can tell."""
    if them.decides and listening:
        yield "If something here ever needed your yes, what would you want to have seen first?"
    elif them.decides:
        yield "What do you need in your hands before you can decide, and by when?"
    elif them.operates:
        yield f"If {quoted(them.operates[0].title)} changed, what would break first?"
    elif them.consulted:
        yield "When people ask your advice on this, what do you tell them?"
    elif them.leads:
        yield "What would your people tell me if I asked them the same thing?"


def _unknown(them: Counterpart, matched: Fit, listening: bool) -> Iterator[str]:
    """Yield what would fill the gaps of the map."""
    for measure in _figures(them, matched):
        yield f"Roughly where are you today on this: {measure}?"
    if not them.said(StakeKind.CONSTRAINT):
        yield "What must not change, whatever else does?"
    if not them.said(StakeKind.COMMITMENT):
        yield "What have you promised already for the coming months?"
    if not listening:
        for stake in matched.unanswered:
            if stake.topic:
                yield f"What would we have to test to say anything on {topic_words(stake.topic)}?"
    if not them.snapshot.listening.reported[them.index]:
        yield "Whose judgement do you trust on this?"


def _figures(them: Counterpart, matched: Fit) -> Iterator[str]:
    """Yield measures of which their own figure is missing."""
    yield from matched.figures_missing
    for stake in them.stakes:
        if stake.measure and stake.baseline is None:
            yield stake.measure.strip()


def _always(them: Counterpart) -> Iterator[str]:
    """Yield what is worth asking anybody."""
    tried = [r for r in them.snapshot.seen.of(Resistance) if r.source == "past_failure"]
    if tried:
        yield "What was left behind by the last attempt, and what would you keep from it?"
    yield "What has been tried before, and what did it leave behind?"
    yield "A year from now, how would you notice that it had become better?"
    yield "What would you do first, if it were yours to do?"


def not_yet(them: Counterpart, matched: Fit, listening: bool) -> tuple[str, ...]:
    """Return what to leave unsaid for now, each with its reason."""
    if them.is_owner:
        return ()
    if them.is_member:
        return ("News from the plan: this half hour is theirs.",)
    said = []
    if listening:
        said.append("The solution: offered now, it is yours to defend and not theirs to shape.")
        if matched.tested:
            said.append("The results, unless they ask: first hear what would matter to them.")
        else:
            said.append("Any promise of what it will bring: nothing has been tested yet.")
        if them.decides:
            title = quoted(them.decides[0].title)
            said.append(f"The decision you need, {title}: asked too early, it is easily refused.")
    else:
        said.append("More than the ledger says: the limits go on the table with the result.")
        if them.snapshot.phase in (Phase.NUCLEUS, Phase.EVIDENCE):
            said.append("A launch date: there is none before the support is there.")
    said.append("Who else is for it: that is theirs to say, and it sounds like pressure.")
    said.append("What others told you in confidence, this page included.")
    return tuple(said)
