"""Whose words a screen uses: four trades' words over one scale, labels, and short definitions.

The scale and the terms of the glossary never change; only how they are said does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from groundswell.core.terrain.map_records import Initiative
from groundswell.core.terrain.season_terms import GovernanceForm
from groundswell.core.terrain.terms import (
    AuthorityRole,
    CommitmentKind,
    Context,
    DoubtState,
    Joining,
    Level,
    Move,
    NewRole,
    PilotDesign,
    Presence,
    Result,
    Ring,
    RulingMade,
    Sign,
    Source,
    Stance,
    TieKind,
)

# Where a member's own word, said as a sentence, would puzzle a reader who has not met it.
_SAID: tuple[tuple[Enum, str], ...] = (
    (Level.EXTERNAL, "Outside the hierarchy"),
    (NewRole.RESPONSIBLE_AI, "Responsible AI"),
    (NewRole.FEEDBACK_LOOP, "Feedback loop with the community"),
    (NewRole.DATA_AND_ML, "Data and machine learning"),
    (NewRole.TOOL_CRITIC, "Able to question this tool"),
    (GovernanceForm.CROSS_AGENCY_GROUP, "Working group across agencies"),
    (TieKind.ADVICE, "Asks for advice"),
    (TieKind.CONFLICT, "Is in conflict with"),
    (Source.DECLARED, "Somebody said so"),
    (Source.SURVEYED, "Asked in a survey"),
    (Source.INFERRED, "Inferred from traces"),
    (AuthorityRole.DECIDE, "Decides"),
    (AuthorityRole.VETO, "Can veto"),
    (AuthorityRole.CONSULT, "Is consulted"),
    (AuthorityRole.IMPLEMENT, "Carries it out"),
    (Sign.SAME, "Move together"),
    (Sign.OPPOSITE, "Move against each other"),
    (Joining.ASKED, "Asked to join"),
    (Joining.INVITED, "Was invited"),
    (PilotDesign.BEFORE_AFTER, "Before and after"),
    (PilotDesign.CONTROL, "With a control group"),
    (PilotDesign.TIME_SERIES, "Over time by period"),
    (PilotDesign.PROPORTIONS, "Yes or no counted"),
    (Result.SURPRISED, "Surprised us"),
    (Result.NULL, "Showed no effect"),
    (DoubtState.TESTED_BY, "Being tested"),
    (Move.NOT_BLOCK, "Not stand in the way"),
    (Presence.SUBSTITUTE, "Sent a substitute"),
    (RulingMade.IN, "In the meeting"),
    (RulingMade.BEFORE, "Before the meeting"),
    (RulingMade.AFTER, "After the meeting"),
    (CommitmentKind.NOT_BLOCK, "Not stand in the way"),
)
# Members of two enumerations are equal where their words are, so the kind belongs to the key.
_LABELS = MappingProxyType({(type(member), member.value): text for member, text in _SAID})


def label(member: Enum) -> str:
    """Return how a member of an enumeration is written on a screen: 'One-to-one', 'Said privately'.

    Members that mean nothing special are their own word with a capital.
    """
    special = _LABELS.get((type(member), member.value))
    if special is not None:
        return special
    text = str(member.value).replace("_", " ").replace("one to one", "one-to-one")
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one trade.

    Parameters
    ----------
    name
        Whose words they are, as `Initiative.vocabulary` states it.
    stances
        The words of the five stances and of unknown, lower case.
    coalition, champion, messenger, one_to_one, resistance, critical_mass, recruit
        Nouns, and `recruit` a verb, lower case.
    rings
        The circles of the coalition, lower case.
    screens
        Names of screens that differ from the usual ones, by the last part of their address.
    """

    name: str
    stances: Mapping[Stance, str]
    coalition: str
    champion: str
    messenger: str
    one_to_one: str
    resistance: str
    critical_mass: str
    recruit: str
    rings: Mapping[Ring, str]
    screens: Mapping[str, str]

    def label(self, member: Enum) -> str:
        """Return the label of a member in these words."""
        if isinstance(member, Stance):
            return _capital(self.stances[member])
        if isinstance(member, Ring):
            return _capital(self.rings[member])
        return label(member)

    def on_scale(self, stance: Stance) -> str:
        """Return a stance with its place on the scale, the word first: 'Supporter (4 of 5)'."""
        if stance is Stance.UNKNOWN:
            return self.label(stance)
        return f"{self.label(stance)} ({list(Stance).index(stance) + 1} of 5)"

    def screen(self, address: str, usual: str) -> str:
        """Return the name of a screen, `usual` where these words do not differ."""
        return self.screens.get(address, usual)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _stances(*words: str) -> Mapping[Stance, str]:
    return MappingProxyType(dict(zip(Stance, (*words, "unknown"), strict=True)))


def _rings(*words: str) -> Mapping[Ring, str]:
    return MappingProxyType(dict(zip(Ring, words, strict=True)))


CHANGE_MANAGERS = Vocabulary(
    name="change managers",
    stances=_stances("opponent", "skeptic", "neutral", "supporter", "champion"),
    coalition="coalition",
    champion="champion",
    messenger="messenger",
    one_to_one="one-to-one",
    resistance="resistance",
    critical_mass="critical mass",
    recruit="recruit",
    rings=_rings("nucleus", "core", "second circle", "wider circle"),
    screens=MappingProxyType({}),
)
ORGANISERS = Vocabulary(
    name="organisers",
    stances=_stances(
        "active opponent", "passive opponent", "undecided", "passive ally", "active ally"
    ),
    coalition="organising group",
    champion="active ally",
    messenger="trusted voice",
    one_to_one="one-to-one",
    resistance="opposition",
    critical_mass="power to win",
    recruit="bring in",
    rings=_rings("founders", "organising committee", "activists", "supporters"),
    screens=MappingProxyType(
        {
            "terrain": "Power map",
            "critical-mass": "Power to win",
            "who-next": "Whom to bring in",
            "coalition": "Organising group",
        }
    ),
)
POLICY_ANALYSTS = Vocabulary(
    name="policy analysts",
    stances=_stances("opposed", "inclined against", "neutral", "inclined in favour", "advocate"),
    coalition="advocacy coalition",
    champion="advocate",
    messenger="broker",
    one_to_one="private conversation",
    resistance="opposition",
    critical_mass="decisive support",
    recruit="win over",
    rings=_rings("initiators", "core group", "working group", "wider support"),
    screens=MappingProxyType(
        {
            "terrain": "Actors",
            "critical-mass": "Decisive support",
            "who-next": "Whom to win over",
            "coalition": "Advocacy coalition",
        }
    ),
)
ACCOUNT_MAPS = Vocabulary(
    name="account maps",
    stances=_stances("blocker", "skeptic", "neutral", "supporter", "champion"),
    coalition="backing group",
    champion="champion",
    messenger="coach",
    one_to_one="meeting",
    resistance="objections",
    critical_mass="readiness to decide",
    recruit="engage",
    rings=_rings("founders", "core team", "extended team", "contacts"),
    screens=MappingProxyType(
        {
            "terrain": "Account map",
            "critical-mass": "Readiness to decide",
            "who-next": "Whom to engage",
            "coalition": "Backing group",
        }
    ),
)
VOCABULARIES: Mapping[str, Vocabulary] = MappingProxyType(
    {words.name: words for words in (CHANGE_MANAGERS, ORGANISERS, POLICY_ANALYSTS, ACCOUNT_MAPS)}
)
# Account maps speak of people as of customers, so nobody gets those words without asking.
_BY_CONTEXT: Mapping[Context | None, Vocabulary] = MappingProxyType(
    {
        None: CHANGE_MANAGERS,
        Context.CORPORATE: CHANGE_MANAGERS,
        Context.GOVERNMENT: POLICY_ANALYSTS,
        Context.MOVEMENT: ORGANISERS,
        Context.TECH: CHANGE_MANAGERS,
    }
)


def vocabulary_of(initiative: Initiative) -> Vocabulary:
    """Return the words an initiative has chosen; blank or unheard-of ones follow its context."""
    chosen = " ".join((initiative.vocabulary or "").casefold().replace("_", " ").split())
    return VOCABULARIES.get(chosen, _BY_CONTEXT[initiative.context])


# Shown when somebody rests on the word; one short sentence each.
DEFINITIONS: Mapping[str, str] = MappingProxyType(
    {
        "adoption": "How far the people at one place of work do it the new way.",
        "affected voice": "Somebody who can speak for a group that lives with the result.",
        "as of": "The day an answer is about.",
        "assessor": "Who saw or judged something, and answers for having written it down.",
        "authority": "What somebody may do about a decision: decide, veto, advise, carry out.",
        "band": "The range in which eight of ten possible cases fall.",
        "basis": "What a judgement rests on: something said, something done, hearsay, a guess.",
        "blind judgement": "You judge first; what others judged shows only afterwards.",
        "bottleneck": "Somebody through whom nearly everything between two groups has to pass.",
        "bridge": "A tie between groups that hardly have another.",
        "broker": "Somebody who connects people who would not otherwise meet.",
        "capacity": "Hours a week somebody can really give.",
        "champion": "Somebody who stands up for the change unasked.",
        "coalition": "The people who have joined and carry the change together.",
        "commitment": "Something asked of a person, or promised, kept or broken by them.",
        "core": "Two to four members who know the problem, can give permission and have the time.",
        "coverage": "Which units, levels, powers and affected groups the coalition reaches.",
        "credibility": "How far others believe what this person says on the matter.",
        "critical friend": "A member who wants it to succeed and says plainly what could fail.",
        "critical mass": "The chance that every needed decision passes and every place adopts.",
        "decision point": "A decision without which the change cannot happen.",
        "drift": "Members come less and less.",
        "early adopter": "Somebody who works the new way before they have to.",
        "evidence": "Something tried or measured, with its strength and its limits.",
        "fixed": "This person has settled on their stance and will not be moved.",
        "gap": "Something we know that we do not know.",
        "gate": "A set day on which the coalition asks whether it should go on.",
        "hurdle": "How far above neutral somebody must stand before they say yes to a decision.",
        "influence": "How much one person's view counts for another, worked out from the ties.",
        "initiative": "One effort to change something, with all that is written down for it.",
        "kept plan": "Changes that were supposed, kept to be tried again later.",
        "leverage point": "A place in the system where a small push changes much.",
        "lived experience": "Knowing the problem from one's own daily work or life.",
        "messenger": "The person best placed to carry the message, because they are listened to.",
        "nucleus": "The one to three people with whom it begins.",
        "observation": "A dated note of what somebody saw or judged.",
        "one-to-one": "A conversation between two people, mostly listening.",
        "operational node": "A place where daily work must change.",
        "operator": "Somebody whose own work at such a place must change.",
        "pilot": "A trial in one bounded place, for a set time.",
        "provenance": "What an answer rests on: its dates, people, records and method.",
        "quota": "The share of yes that a decision needs.",
        "replant": "Building the coalition anew, on purpose, after its core has moved on.",
        "resistance": "What holds things as they are: people, but also rules, habits and workload.",
        "retraction": "Taking an observation back on a given day; it stays in the history.",
        "ring": "How close to the centre of the coalition a member stands.",
        "salience": "How much a decision matters to somebody.",
        "scenario": "One possible case, with everything uncertain drawn once.",
        "section of the document": "A part of the working document that fills itself.",
        "self-sustaining": "The chance that the new way lasts once nobody pushes any more.",
        "silo": "A group whose people listen almost only to each other.",
        "snapshot": "Everything known as of one day.",
        "sponsor": "A member whose position gives others permission, and who uses it openly.",
        "stake": "What somebody gains, loses, needs or fears.",
        "stance": "Where somebody stands on the change, from opponent to champion.",
        "strain": "What wears a member down.",
        "susceptibility": "How far somebody moves with the people they listen to.",
        "swing": "How much a decision's chance changes with one person's yes.",
        "tie": "One person trusts, asks, works with, reports to or is at odds with another.",
        "unknown": "Nobody has said. It never counts as neutral.",
        "upheaval": "A shock that no member can prevent, such as a merger or a budget crisis.",
        "vitality": "Signs that the coalition is alive, or fading.",
        "weakest link": "The decision or place of work most likely to stop the change.",
    }
)
