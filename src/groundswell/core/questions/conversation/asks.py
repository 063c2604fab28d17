"""The explicit ask: time, authority, and what success means to them; one step, never more."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from groundswell.core.questions.conversation.counterpart import Counterpart, quoted
from groundswell.core.questions.wording import hour_count
from groundswell.core.terrain.terms import Move, Stance, TieKind

SUCCESS = "A year from now, how would you notice that this had been worth it?"
LITTLE = 1.0  # hours a week below which nobody is asked to join
MUCH = 2.0  # hours a week beyond which a first ask does not go
FOR = (Stance.SUPPORTER, Stance.CHAMPION)


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked of them, in the words to use.

    Parameters
    ----------
    move
        Kind of move; None where nothing is asked but a conversation.
    words
        The ask as one would say it.
    time, authority
        How much of each it takes, stated plainly.
    meaning_of_success
        The question that lets them say what success would be.
    short
        The ask as the end of a sentence about them.
    """

    move: Move | None
    words: str
    time: str
    authority: str
    meaning_of_success: str
    short: str


def ask_for(them: Counterpart, listening: bool) -> Ask:
    """Choose the ask by where they stand, what they decide and what they can give.

    Nothing but a conversation before evidence; from somebody against it, only not to stand in the
    way; from a skeptic, their criticism; from somebody who decides, their decision; from a
    supporter, to join if they have the time, else a smaller step. A no is not asked again.
    """
    if them.is_owner:
        return _own()
    if them.is_member:
        return _stay()
    if them.refused:
        return _after_a_no(them)
    if listening:
        apart = them.record.overloaded or them.decides or them.at_the_top
        return _think_along() if them.stance in FOR and not apart else _listen()
    if them.is_sworn or them.stance is Stance.OPPONENT:
        return _not_block(them)
    if them.decides:
        return _decide(them)
    if them.stance is Stance.SKEPTIC:
        return _criticise()
    if them.stance in FOR:
        return _support(them)
    return _try(them) if them.operates else _look(them)


def _own() -> Ask:
    return Ask(
        None,
        "Whom can I talk this over with this week, before I do anything else?",
        "Half an hour of your own.",
        "None.",
        SUCCESS,
        "talk it over with somebody",
    )


def _stay() -> Ask:
    return Ask(
        None,
        "What should we stop asking of you, and what would you like to do more of?",
        "Half an hour outside the meetings.",
        "None beyond what they hold already.",
        "Is this still what you joined for?",
        "ask what should change for them",
    )


def _listen() -> Ask:
    return Ask(
        None,
        "May I come back in two weeks with what I have understood, so that you can correct me?",
        "Thirty to sixty minutes now, half an hour later; nothing else yet.",
        "None. Do not ask for a decision.",
        SUCCESS,
        "ask who else sees this",
    )


def _think_along() -> Ask:
    return Ask(
        Move.JOIN,
        "Would you think this through with me for a month, and change it as you see fit?",
        "Half an hour a week for four weeks, then you both decide again.",
        "As much as you have: say so, and mean it.",
        SUCCESS,
        "ask them to think it through with you",
    )


def _after_a_no(them: Counterpart) -> Ask:
    own = them.decides[0].title if them.decides else ""
    return Ask(
        them.last_reply.ask if them.last_reply is not None else None,
        "You said no, and I take it as a no. What would have to change for you to look again?",
        "One conversation; if the answer stays no, do not ask again.",
        f"None today, not even on {quoted(own)}." if own else "None.",
        SUCCESS,
        "ask what is behind their no, not for a yes",
    )


def _not_block(them: Counterpart) -> Ask:
    own = f" on {quoted(them.decides[0].title)}" if them.decides else ""
    return Ask(
        Move.NOT_BLOCK,
        "What would have to be true for you not to stand in the way?",
        "One conversation, and a second one when we can show what they named.",
        f"Not a yes{own}: only that they hear the result before they say no.",
        "If it went ahead without you, what would have to be protected?",
        "ask what would have to be true for them not to stand in the way",
    )


def _decide(them: Counterpart) -> Ask:
    title = quoted(them.decides[0].title)
    more = len(them.decides) - 1
    also = " They hold other decisions too; leave those for another day." if more else ""
    if them.only_vetoes:
        words = f"You can stop {title}. What do you need to see so that you do not have to?"
        return Ask(
            Move.NOT_BLOCK,
            words,
            "Half an hour to name it, half an hour to look at it.",
            f"That they leave {title} open until they have seen it.{also}",
            SUCCESS,
            "ask what they need to see so that they do not have to stop it",
        )
    if them.stance in FOR:
        move = Move.SPONSOR if them.stance is Stance.CHAMPION and them.at_the_top else Move.SUPPORT
        words = f"Will you decide for {title}, and say who may act on it?"
        short = "ask for their decision"
    else:
        move = Move.SUPPORT
        words = f"What would you need to have seen before you could say yes to {title}?"
        short = "ask what they would need to see before a yes"
    time = "Half an hour now, and a date by which they decide."
    return Ask(move, words, time, f"Their part in {title}.{also}", SUCCESS, short)


def _criticise() -> Ask:
    return Ask(
        Move.JOIN,
        "Would you look for where it fails, and tell us before it does? You keep your own view.",
        "An hour to take the result apart; after that as much as they like.",
        "That they may say stop to a test in their own area.",
        "What would convince you that you had been wrong, and what that you had been right?",
        "ask them to find what is wrong with it",
    )


def _support(them: Counterpart) -> Ask:
    hours = them.record.capacity_hours
    if them.record.overloaded or (hours is not None and hours < LITTLE):
        return _small(them)
    time = "a few hours a month"
    if hours is not None:
        time = f"{hour_count(min(hours, MUCH))} a week"
    return Ask(
        Move.JOIN,
        f"Would you join us, for {time}, and take one piece of it as your own?",
        f"{time[0].upper()}{time[1:]}, with an end date that they set.",
        "What do they want to decide for the group? Write it down.",
        SUCCESS,
        "ask them to join",
    )


def _small(them: Counterpart) -> Ask:
    """Ask for a door or a word, where there is no time to join."""
    door = _door(them)
    if door is not None:
        return Ask(
            Move.INTRODUCE,
            f"Would you introduce me to {door}, and stay for the first ten minutes?",
            "Ten minutes and one message.",
            "None.",
            SUCCESS,
            f"ask them to introduce you to {door}",
        )
    return Ask(
        Move.SUPPORT,
        "When it comes up, would you say what you think of it? Nothing more than that.",
        "None beyond the moment.",
        "None.",
        SUCCESS,
        "ask them for an honest word when it comes up",
    )


def _door(them: Counterpart) -> str | None:
    """Return who listens to them among those who decide and are not with us yet."""
    snapshot = them.snapshot
    layers = snapshot.layers
    listening = layers[TieKind.TRUSTS] + layers[TieKind.ADVICE]
    holders = [h for d in snapshot.decisions if d.open and not d.anonymous for h in d.holders]
    for holder in np.unique(np.array(holders, dtype=np.int64)):
        if not snapshot.member[holder] and them.index in listening[[int(holder)]].indices:
            return snapshot.name(snapshot.people[int(holder)])
    return None


def _try(them: Counterpart) -> Ask:
    where = quoted(them.operates[0].title)
    return Ask(
        Move.SUPPORT,
        f"Would you try it in your part of {where} for two weeks, and tell me what is missing?",
        "Two weeks beside the usual work, and half an hour at the end.",
        "That they may stop the trial themselves.",
        SUCCESS,
        "ask them to try it and say what is missing",
    )


def _look(them: Counterpart) -> Ask:
    words = "Would you look at the result with me, and tell me what is missing?"
    if them.consulted:
        title = quoted(them.consulted[0].title)
        words = f"When you are asked about {title}, what would you need to be able to say yes?"
    return Ask(
        Move.SUPPORT,
        words,
        "Half an hour with the figures on the table.",
        "None.",
        SUCCESS,
        "ask what is missing for them",
    )
