"""The questions behind "help me choose": all about behaviour that anybody present could have seen.

Every answer carries the clause with which the reason later repeats it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from groundswell.core.terrain.terms import Basis, Stance, Sureness, TieKind


@dataclass(frozen=True, slots=True)
class Found:
    """A value that answers lead to; `sure` where nothing was seen that could be asked about."""

    values: Mapping[str, Any]
    word: str
    sure: Sureness | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; each answer has its text, its clause in the reason, and what comes next."""

    question: str
    answers: tuple[tuple[str, str, Asked | Found], ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """How somebody may know; each answer has its text, its clause and the basis it stands for."""

    question: str
    answers: tuple[tuple[str, str, Basis], ...]


OF_A_PERSON = Ways(
    "How do you know?",
    (
        ("I saw them do it", "you saw it yourself", Basis.ACTED),
        ("They said so with others listening", "they said so before others", Basis.SAID_PUBLICLY),
        ("They told me when we were alone", "they told you alone", Basis.SAID_PRIVATELY),
        ("Somebody told me about it", "you have it from somebody else", Basis.HEARSAY),
        ("I am putting it together from bits", "you are piecing it together", Basis.GUESS),
    ),
)
OF_A_MATTER = Ways(
    "How do you know?",
    (
        ("I was there when it happened", "you were there", Basis.ACTED),
        ("It is written down or was announced", "it is on record", Basis.SAID_PUBLICLY),
        ("Somebody who was part of it told me", "one of those involved told you",
         Basis.SAID_PRIVATELY),
        ("People say so", "people say so", Basis.HEARSAY),
        ("It seems likely to me", "it only seems likely to you", Basis.GUESS),
    ),
)  # fmt: skip
OFTEN = "How often, and how lately?"
TIMES = (
    ("More than once in the last three months", "it happened more than once lately", 1),
    ("Once in the last three months", "it happened once lately", 0),
    ("Longer ago", "it was more than three months ago", -1),
)


def _stance(stance: Stance, sure: Sureness | None = None) -> Found:
    return Found(MappingProxyType({"stance": stance}), stance.value, sure)


_UNSEEN = Asked(
    "Do you know anybody who has heard them speak of it?",
    (
        ("Yes", "somebody you know has heard them, so ask that person first",
         _stance(Stance.UNKNOWN, Sureness.LOW)),
        ("No", "nobody you know has heard them", _stance(Stance.UNKNOWN, Sureness.LOW)),
    ),
)  # fmt: skip
STANCE = Asked(
    "The last time the change came up and they were there, what did they do?",
    (
        ("Argued for it, without being asked", "they argued for it unasked", Asked(
            "Has it cost them anything since: time, a favour, an argument?",
            (
                ("Yes", "it has cost them something since", _stance(Stance.CHAMPION)),
                ("No, but they helped when asked", "they helped when asked",
                 _stance(Stance.SUPPORTER)),
                ("They were asked and had no time", "they had no time when asked",
                 _stance(Stance.NEUTRAL)),
                ("Nobody has asked them for anything", "nobody has asked them for anything",
                 _stance(Stance.SUPPORTER)),
            ))),
        ("Asked how it would work, or what it takes", "they asked how it would work", Asked(
            "What did they do with the answer?",
            (
                ("Took it further, to their own people", "they took it to their own people",
                 _stance(Stance.SUPPORTER)),
                ("Left it there", "they left it there", _stance(Stance.NEUTRAL)),
                ("Came back with what could go wrong", "they came back with what could go wrong",
                 _stance(Stance.SKEPTIC)),
            ))),
        ("Said nothing", "they said nothing", Asked(
            "And afterwards, when it touched their own work?",
            (
                ("They did their part", "they did their part", _stance(Stance.NEUTRAL)),
                ("They let it lie", "they let it lie", _stance(Stance.SKEPTIC)),
                ("It has not touched their work", "it has not touched their work", _UNSEEN),
            ))),
        ("Spoke against it", "they spoke against it", Asked(
            "What did they do about it afterwards?",
            (
                ("Worked to stop it, or asked others to", "they worked to stop it",
                 _stance(Stance.OPPONENT)),
                ("Named a condition under which they could live with it",
                 "they named a condition", _stance(Stance.SKEPTIC)),
                ("Nothing that anybody saw", "nothing followed", _stance(Stance.SKEPTIC)),
            ))),
        ("It has never come up with them there", "it has never come up with them there", Asked(
            "Have they done anything since that only makes sense if they are for or against it?",
            (
                ("Something that helps it", "they did something that helps it",
                 _stance(Stance.SUPPORTER)),
                ("Something that hinders it", "they did something that hinders it",
                 _stance(Stance.SKEPTIC)),
                ("No", "they have done nothing that shows it", _UNSEEN),
            ))),
    ),
)  # fmt: skip

_AMOUNTS = ("very little", "little", "a fair amount", "much", "very much")


def _grade(column: str, grade: int) -> Found:
    return Found(MappingProxyType({column: grade}), _AMOUNTS[grade - 1])


def _graded(column: str, question: str, *answers: tuple[str, str, int]) -> Asked:
    """Return a question whose answers grade a column from 1 to 5."""
    return Asked(question, tuple((t, clause, _grade(column, g)) for t, clause, g in answers))


def _means(*grades: int) -> Asked:
    own, by_asking, none = grades
    return _graded(
        "position_power",
        "Whose time or money have you seen them move?",
        ("Their own team's or budget's, without asking", "they moved time or money alone", own),
        ("Others', by asking for it", "they got time or money by asking", by_asking),
        ("Nobody's", "they moved nobody's time or money", none),
    )


POSITION_POWER = Asked(
    "When something like this was last decided, what was their part?",
    (
        ("They signed it, or stopped it", "they signed or stopped it", _means(5, 5, 4)),
        ("They were in the room and spoke", "they were in the room", _means(4, 3, 3)),
        ("They were asked beforehand", "they were asked beforehand", _means(3, 2, 2)),
        ("They were told afterwards", "they were told afterwards", _means(3, 2, 1)),
    ),
)


def _shown(*grades: int) -> Asked:
    mended, explained, neither = grades
    return _graded(
        "expertise",
        "What have you seen them do in this matter that others could check?",
        ("Build or mend something that held", "what they built or mended held", mended),
        ("Explain it, and it was so", "what they explained was so", explained),
        ("Nothing of the kind", "nothing was there to check", neither),
    )


EXPERTISE = Asked(
    "When something goes wrong in this matter, who is called?",
    (
        ("They are, first", "they are called first", _shown(5, 5, 4)),
        ("They are, among others", "they are called among others", _shown(4, 3, 3)),
        ("Others are", "others are called", _shown(3, 2, 1)),
    ),
)


def _tested(*grades: int) -> Asked:
    true, never, false = grades
    return _graded(
        "credibility",
        "Have they ever told people something unwelcome?",
        ("Yes, and it turned out true", "something unwelcome they said turned out true", true),
        ("Not that anybody remembers", "they have never said anything unwelcome", never),
        ("Yes, and it turned out false", "something unwelcome they said turned out false", false),
    )


CREDIBILITY = Asked(
    "When they say how something is, what do others do next?",
    (
        ("Act on it", "others act on what they say", _tested(5, 4, 3)),
        ("Take it up and talk about it", "others take up what they say", _tested(4, 3, 2)),
        ("Check it with somebody else first", "others check what they say", _tested(3, 2, 1)),
        ("Go on as if nothing had been said", "others pass over what they say", _tested(2, 2, 1)),
    ),
)


def _hard(*grades: int) -> Asked:
    together, alone, dropped = grades
    return _graded(
        "leadership",
        "The last time something of theirs became difficult, what did they do?",
        ("Stayed with it and brought others along", "they brought others through it", together),
        ("Went on alone", "they went on alone when it became difficult", alone),
        ("Let it drop, or handed it on", "they let it drop when it became difficult", dropped),
    )


LEADERSHIP = Asked(
    "Who has gone along with them in something that nobody had to do?",
    (
        ("Several people, from more than one team", "several went along with them", _hard(5, 4, 3)),
        ("One or two", "one or two went along with them", _hard(4, 3, 2)),
        ("Nobody, as far as was seen", "nobody was seen to go along with them", _hard(3, 2, 1)),
    ),
)


def _tie(kind: TieKind, weight: float, word: str) -> Found:
    return Found(MappingProxyType({"kind": kind, "weight": weight}), word)


TIE = Asked(
    "Take the two of them. What have you seen the first do when something was unclear?",
    (
        ("Go to the second and ask", "the first goes to the second to ask", Asked(
            "What did the first do with the answer?",
            (
                ("Did as they were told, even where it was unwelcome",
                 "acts on the answer even where it is unwelcome",
                 _tie(TieKind.TRUSTS, 1.0, "trusts them, strongly")),
                ("Used it", "uses the answer",
                 _tie(TieKind.ADVICE, 0.75, "asks them for advice, often")),
                ("Asked somebody else as well", "asks others as well",
                 _tie(TieKind.ADVICE, 0.5, "asks them for advice, among others")),
            ))),
        ("Sort it out beside them, at shared work", "they sort things out at shared work", Asked(
            "How much of the week do the two share?",
            (
                ("Some of every day", "they share some of every day",
                 _tie(TieKind.WORKS_WITH, 1.0, "works with them, daily")),
                ("Some of most weeks", "they share some of most weeks",
                 _tie(TieKind.WORKS_WITH, 0.5, "works with them, most weeks")),
                ("A meeting now and then", "they share a meeting now and then",
                 _tie(TieKind.WORKS_WITH, 0.25, "works with them, now and then")),
            ))),
        ("Avoid them, or go round them", "the first goes round the second", Asked(
            "Have others had to step in between the two?",
            (
                ("Yes", "others have had to step in",
                 _tie(TieKind.CONFLICT, 1.0, "in open conflict with them")),
                ("No, they keep apart", "they keep apart",
                 _tie(TieKind.CONFLICT, 0.5, "at odds with them, quietly")),
            ))),
        ("Ask others; they hardly meet", "the first asks others", Asked(
            "Would the two greet each other by name?",
            (
                ("Yes, and stop to talk", "they would stop to talk",
                 _tie(TieKind.WORKS_WITH, 0.25, "knows them, loosely")),
                ("Hardly", "they would hardly greet each other",
                 _tie(TieKind.WORKS_WITH, 0.0, "no tie: looked and found none")),
            ))),
    ),
)  # fmt: skip

_HURDLES = {
    -0.25: "less than neutral: it passes unless somebody objects",
    0.0: "no more than neutral",
    0.25: "somewhat more than neutral",
    0.5: "a supporter's conviction",
    0.75: "nearly a champion's conviction",
}


def _burden(*hurdles: float) -> Asked:
    nothing, explain, name = ((MappingProxyType({"hurdle": h}), _HURDLES[h]) for h in hurdles)
    return Asked(
        "What would those who say yes have to do about it themselves?",
        (
            ("Nothing: it takes care of itself", "a yes asks nothing of them", Found(*nothing)),
            ("Explain it to those above or below them", "a yes must be explained", Found(*explain)),
            ("Put their name, people or money behind it", "a yes costs name, people or money",
             Found(*name)),
        ),
    )  # fmt: skip


HURDLE = Asked(
    "When something like it was last up for decision here, how did it end?",
    (
        ("It went through with little talk", "the last one went through", _burden(-0.25, 0, 0.25)),
        ("It went through after long talk", "the last one took long", _burden(0.0, 0.25, 0.5)),
        ("It was put off", "the last one was put off", _burden(0.25, 0.25, 0.5)),
        ("It was refused", "the last one was refused", _burden(0.5, 0.5, 0.75)),
        ("Nothing like it was ever up", "nothing like it was ever up", _burden(0.0, 0.25, 0.5)),
    ),
)
_SHARES = {0.25: "a quarter", 0.5: "half", 0.75: "three quarters", 0.9: "nearly everybody"}


def _handed(*shares: float) -> Asked:
    always, care, never = ((MappingProxyType({"share_needed": s}), _SHARES[s]) for s in shares)
    return Asked(
        "A case begun the new way is handed to somebody on the old way. What happens to it?",
        (
            ("It is finished as usual", "cases pass between the ways", Found(*always)),
            ("It is finished with extra care or a phone call", "cases pass with care",
             Found(*care)),
            ("It comes back, or is begun again", "cases do not pass between the ways",
             Found(*never)),
        ),
    )  # fmt: skip


SHARE_NEEDED = Asked(
    "While some at this place work the new way and some the old, what does the place look like?",
    (
        ("Both run side by side without bother", "both ways run side by side",
         _handed(0.25, 0.25, 0.5)),
        ("It runs, with two lists, two tools or two meetings", "two ways mean two of everything",
         _handed(0.5, 0.5, 0.75)),
        ("It stops until all have changed", "the place cannot run both ways",
         _handed(0.75, 0.9, 0.9)),
        ("Nobody has tried yet", "nobody has tried both at once", _handed(0.5, 0.5, 0.75)),
    ),
)  # fmt: skip
