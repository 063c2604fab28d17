"""Opening words: one honest sentence in the asker's own voice, with nothing in it about a file."""

from __future__ import annotations

from groundswell.core.questions.conversation.arguments import Argument, Fit
from groundswell.core.questions.conversation.counterpart import Counterpart, first_topic
from groundswell.core.terrain.run_records import Encounter
from groundswell.core.terrain.terms import DoubtState, EvidenceKind, Reply, StakeKind

# A fear or a loss is theirs to bring up.
SPOKEN_OF = (StakeKind.PROBLEM, StakeKind.NEED, StakeKind.GAIN, StakeKind.CONSTRAINT)
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December",
)  # fmt: skip


def opening(them: Counterpart, matched: Fit, listening: bool) -> str:
    """Return the first sentence of the conversation; never empty.

    What the two already said to each other comes first, then a result, then their own work. It
    repeats nothing that they did not say to us themselves.
    """
    if them.is_owner:
        return "What would I want somebody to ask me about this, before they asked for anything?"
    if them.is_member:
        return "How is this going for you, honestly, and what should we do differently?"
    return _earlier(them, listening) or (
        _first_talk(them) if listening else _with_result(them, matched.own[0])
    )


def _earlier(them: Counterpart, listening: bool) -> str | None:
    """Return words that go on from the last conversation, where there was one."""
    if them.refused:
        return (
            "You said no, and I am not here to ask again: I would like to understand "
            "what we had missed, if you have half an hour."
        )
    if them.last_reply is not None and them.last_reply.answer is Reply.LATER:
        return (
            "You asked us to come back later: would half an hour suit you now, "
            "or is it still too early?"
        )
    talk = next((e for e in them.encounters if e.doubt), None)
    if talk is None:
        return None
    when = _month(talk)
    if talk.doubt_state is DoubtState.CHANGED_THE_PLAN:
        return (
            f"You raised a doubt{when} and it changed what we do: "
            "may I show you how, and hear what is still wrong?"
        )
    if talk.doubt_state is DoubtState.TESTED_BY and not listening:
        return (
            f"You raised a doubt{when}, so we tested it: "
            "may I show you what came out, whichever way it points?"
        )
    return (
        f"You raised a doubt{when} that we have not been able to answer: "
        "would you tell me more about it?"
    )


def _month(talk: Encounter) -> str:
    return f" in {MONTHS[talk.date.month - 1]}" if talk.date is not None else ""


def _with_result(them: Counterpart, best: Argument) -> str:
    what = f"tried something on {best.topic}"
    if best.kind is EvidenceKind.COST:
        what = "added up what today costs us"
    place = "for you" if them.record.outside else "in your work"
    return (
        f"We {what} and I would like to show you what came out, the weak spots too, "
        f"and hear what it would mean {place}: have you half an hour?"
    )


def _first_talk(them: Counterpart) -> str:
    """Return words for a first conversation about their own work."""
    topic = first_topic(them.stakes, *SPOKEN_OF)
    about = topic or "how the work really goes"
    if them.leads_the_owner:
        return (
            f"I have been thinking about {about} and would like you to hear it from me first: "
            "may I have half an hour to ask how you see it?"
        )
    if them.record.outside or them.record.affected:
        about = topic or "what it is like today"
        return (
            f"Before we go any further I would like to hear from you about {about}: "
            "could we talk for half an hour, wherever suits you?"
        )
    if them.decides or them.at_the_top:
        return (
            f"I am trying to understand {about} before I suggest anything: "
            "may I have half an hour to hear how it looks from where you sit?"
        )
    if topic is not None:
        return (
            f"You are closer to {topic} than I am: could I have half an hour to hear "
            "what makes it harder than it should be?"
        )
    return (
        "Could I have half an hour to hear what makes your work harder than it should be, "
        "before I suggest anything?"
    )


def introduction(them: Counterpart, path: tuple[str, ...]) -> str | None:
    """Return the words to ask for an introduction, where somebody stands between.

    `path` runs from them to the messenger.
    """
    if len(path) < 3 or them.is_member:
        return None
    between = them.snapshot.name(path[-2])
    next_one = them.snapshot.name(path[-3])
    return (
        f'To {between}: "Would you introduce me to {next_one}? I want to listen, not to sell, '
        'and I will tell you what came of it."'
    )
