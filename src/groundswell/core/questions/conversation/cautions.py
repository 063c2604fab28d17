"""What could go wrong in the conversation, for the asker or for the person, and how to avoid it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from groundswell.core.questions.conversation.arguments import Fit
from groundswell.core.questions.conversation.counterpart import (
    Counterpart,
    day_words,
    quoted,
    sentence,
    stance_of,
)
from groundswell.core.questions.messenger import Carrier
from groundswell.core.questions.who_may_see import shown_to
from groundswell.core.terrain.run_records import Override
from groundswell.core.terrain.terms import (
    OverrideKind,
    Phase,
    Reply,
    StakeKind,
    Stance,
    TieKind,
)
from groundswell.core.terrain.visible import recency

RECENT = timedelta(days=90)
EARLY = (Phase.NUCLEUS, Phase.EVIDENCE)
AGAINST = (Stance.OPPONENT, Stance.SKEPTIC)
YOU, THEM, WORK = "you", "them", "the work"


@dataclass(frozen=True, slots=True)
class Caution:
    """Something that could go wrong: for whom, how to avoid it, and the records behind it."""

    who: str
    text: str
    ids: tuple[str, ...] = ()


def cautions(them: Counterpart, matched: Fit, messenger: Carrier | None) -> tuple[Caution, ...]:
    """Return what could go wrong, the gravest first; at least one for each side."""
    if them.is_owner:
        text = "Carrying it alone wears people out: find one person this week to think aloud with."
        return (Caution(YOU, text, (them.code,)),)
    found = [
        *_timing(them, matched),
        *_refusal(them),
        *_conflicts(them, messenger),
        *_load(them),
        *_managers(them),
        *_risk(them),
        *_standing(them),
        *_fears(them),
        *_shown(them),
    ]
    if not any(caution.who == THEM for caution in found):
        text = "Being seen with you may start talk: let them choose the place and what you repeat."
        found.append(Caution(THEM, text))
    if not any(caution.who == YOU for caution in found):
        text = "You may talk more than you listen: aim for a third of the words."
        found.append(Caution(YOU, text))
    return tuple(found)


def _timing(them: Counterpart, matched: Fit) -> Iterator[Caution]:
    """Yield a pause, and an approach beyond the core before there is any result."""
    snapshot = them.snapshot
    if snapshot.phase in (Phase.PAUSED, Phase.STOPPED):
        text = f"The work is {snapshot.phase.value}: a friendly word is fine, an ask is not."
        yield Caution(WORK, text)
    outer = them.record.lived_experience is not True and not them.is_member
    if not outer or matched.tested or snapshot.phase not in EARLY:
        return
    kept = too_early_override(them)
    if kept is not None:
        why = f": {sentence(kept.reason)}" if kept.reason else "."
        yield Caution(WORK, f"You decided that it is not too early for them{why}", (them.code,))
        return
    text = (
        "It may be too early: nothing has been tested, and the map does not say that they know the "
        "problem from their own work. Listen, and ask for nothing that they would have to defend."
    )
    yield Caution(WORK, text, (them.code,))


def _shown(them: Counterpart) -> Iterator[Caution]:
    """Yield what the plan of who knows what lets them be shown."""
    told = shown_to(them.snapshot, them.code)
    if told:
        yield Caution(WORK, told, (them.code,))


def too_early_override(them: Counterpart) -> Override | None:
    """Return the newest decision of the user that it is not too early for this person."""
    rows = [
        o
        for o in them.snapshot.seen.of(Override)
        if o.kind is OverrideKind.TOO_EARLY and o.person == them.code
    ]
    return max(rows, key=lambda o: (o.date or date.min, recency(o)), default=None)


def _refusal(them: Counterpart) -> Iterator[Caution]:
    reply, as_of = them.last_reply, them.snapshot.as_of
    if reply is None or reply.answer is Reply.YES:
        return
    day = day_words(reply.date, as_of)
    if reply.answer is Reply.LATER:
        text = f"They asked for later {day}: check that later has come."
        yield Caution(THEM, text, (them.code,))
    elif reply.date is None or as_of - reply.date <= RECENT:
        text = f"They said no {day}: asking again so soon spends trust. Ask about the no."
        yield Caution(YOU, text, (them.code,))
    else:
        text = f"They said no {day}: say first what has changed since."
        yield Caution(YOU, text, (them.code,))


def _conflicts(them: Counterpart, messenger: Carrier | None) -> Iterator[Caution]:
    """Yield conflicts with the messenger, then with others of the coalition."""
    snapshot = them.snapshot
    row = snapshot.layers[TieKind.CONFLICT][[them.index]].indices
    coalition = {*snapshot.members, snapshot.owner}
    hostile = [snapshot.people[i] for i in sorted(row) if snapshot.people[i] in coalition]
    if messenger is not None and messenger.conflict:
        name = snapshot.name(messenger.person)
        text = f"{name} is in conflict with them: the message may be heard as part of the quarrel."
        yield Caution(YOU, text, (messenger.person, them.code))
    others = tuple(c for c in hostile if messenger is None or c != messenger.person)
    if others:
        text = f"They are in conflict with {snapshot.names(others)}: leave that out of this talk."
        yield Caution(WORK, text, (*others, them.code))


def _load(them: Counterpart) -> Iterator[Caution]:
    if them.record.overloaded:
        text = "They carry too much already: ask for less, or offer to take something off them."
        yield Caution(THEM, text, (them.code,))
    since = them.snapshot.as_of - RECENT
    recent = (e for e in them.encounters if e.date is None or e.date >= since)
    strain = next((e.strain for e in recent if e.strain), None)
    if strain is not None:
        text = f"They showed strain ({strain.value.replace('_', ' ')}): ask about that first."
        yield Caution(THEM, text, (them.code,))
    for text in them.said(StakeKind.COMMITMENT):
        yield Caution(THEM, f"Respect what they carry: {quoted(text)}", (them.code,))


def _managers(them: Counterpart) -> Iterator[Caution]:
    """Yield what their manager's stance, or not knowing it, means for them."""
    snapshot = them.snapshot
    if them.leads_the_owner:
        text = "This is your own manager: no surprises, and nothing they would learn from others."
        yield Caution(YOU, text, (them.code,))
    for code in them.managers:
        if code in snapshot.members or code == snapshot.owner:
            continue
        stance = stance_of(snapshot, snapshot.index[code])
        name = snapshot.name(code)
        if stance in AGAINST:
            text = (
                f"Their manager, {name}, is not in favour: backing you may cost them. Let them "
                "decide how visible they are."
            )
            yield Caution(THEM, text, (code,))
        elif stance is None:
            text = f"Nobody knows where their manager, {name}, stands: ask them how {name} sees it."
            yield Caution(THEM, text, (code,))


def _risk(them: Counterpart) -> Iterator[Caution]:
    talk = next((e for e in them.encounters if e.at_risk), None)
    if talk is not None:
        day = day_words(talk.date, them.snapshot.as_of)
        text = f"They took a risk for this {day}: do not ask for another one lightly."
        yield Caution(THEM, text, (them.code,))
    if them.record.voice:
        text = f"Do not use them as the face of {them.record.voice}: say what they can change."
        yield Caution(THEM, text, (them.code,))


def _standing(them: Counterpart) -> Iterator[Caution]:
    if them.is_sworn:
        text = "The map says that they will not move: one respectful talk, then leave it."
        yield Caution(YOU, text, (them.code,))
    elif them.stance is Stance.OPPONENT:
        text = "They may use what you say against it: say nothing you would not say in the open."
        yield Caution(YOU, text, (them.code,))


def _fears(them: Counterpart) -> Iterator[Caution]:
    fears = them.said(StakeKind.FEAR)
    if fears:
        text = f"They fear: {quoted(fears[0])} A promise you cannot keep would prove them right."
        yield Caution(THEM, text, (them.code,))
