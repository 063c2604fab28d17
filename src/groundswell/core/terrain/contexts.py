"""What each kind of organisation usually needs: things to think with, never boxes to fill."""

from __future__ import annotations

from dataclasses import dataclass

from groundswell.core.terrain.season_terms import GovernanceForm
from groundswell.core.terrain.terms import Context, DecisionKind, NewRole, Rule


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A decision that such a change often needs, and how it is usually taken."""

    title: str
    kind: DecisionKind
    rule: Rule


@dataclass(frozen=True, slots=True)
class RolePrompt:
    """One part a core team needs, and the question that finds the person for it."""

    role: str
    prompt: str


@dataclass(frozen=True, slots=True)
class NewRolePrompt:
    """A role of the cognitive era, and the question that shows whether it is needed here."""

    role: NewRole
    prompt: str


@dataclass(frozen=True, slots=True)
class Governance:
    """The form a coalition takes once it outgrows one table, and what keeps it light.

    `asks` is the question without whose answer the form is only a name.
    """

    form: str
    text: str
    kind: GovernanceForm
    asks: str


@dataclass(frozen=True, slots=True)
class ContextTemplate:
    """What a kind of organisation suggests at the start.

    Parameters
    ----------
    name
        How the kind of organisation is called where one is chosen.
    decisions, nodes
        Decisions the change may need, and places where daily work may have to change.
    core_roles
        Who a core team is usually made of.
    voices
        Questions that find the people who live with the result.
    outer_roles
        Who usually has to lend it reach, or at least not stand in its way.
    governance
        The form for more than ten people.
    new_roles
        Roles without which a change that uses data or models is designed blind.
    ignored
        Questions that find the people one would rather leave off the map.
    """

    name: str
    decisions: tuple[Suggestion, ...]
    nodes: tuple[str, ...]
    core_roles: tuple[RolePrompt, ...]
    outer_roles: tuple[RolePrompt, ...]
    voices: tuple[str, ...]
    governance: Governance
    new_roles: tuple[NewRolePrompt, ...]
    ignored: tuple[RolePrompt, ...]


_MANAGER = RolePrompt("your own manager", "What would your manager say if they heard of it today?")
_BLOCKER = RolePrompt("who stopped it before", "Who ended the last attempt, and what did they see?")
_RESPONSIBLE = NewRolePrompt(
    NewRole.RESPONSIBLE_AI, "Who may say no when a model's advice does harm?"
)
_DATA = NewRolePrompt(NewRole.DATA_GOVERNANCE, "Who answers for which data are kept, and why?")
_MODELS = NewRolePrompt(NewRole.DATA_AND_ML, "Who can look inside the model and say when it errs?")
_FEEDBACK = NewRolePrompt(NewRole.FEEDBACK_LOOP, "Who carries back what people outside ran into?")
_LITERATE = NewRolePrompt(
    NewRole.DATA_LITERACY, "Who reads a table of figures and asks what is not in it?"
)
_CRITIC = NewRolePrompt(
    NewRole.TOOL_CRITIC, "Who would question what this very tool says of people?"
)

GENERAL = ContextTemplate(
    name="Something else",
    decisions=(
        Suggestion("Give time and money to a first trial", DecisionKind.BUDGET, Rule.OWNER),
        Suggestion("Change the rule that keeps today's way", DecisionKind.POLICY, Rule.MAJORITY),
        Suggestion("Make the new way part of people's jobs", DecisionKind.PERSONNEL, Rule.OWNER),
    ),
    nodes=("Where the work begins", "Where it is handed over", "Where it is checked"),
    core_roles=(
        RolePrompt("who does the work", "Who meets the problem every week, and sees it first?"),
        RolePrompt("who opens doors", "Whose yes makes it safe for others to join in?"),
        RolePrompt("who knows the cost", "Who can say what today costs, and where money sits?"),
    ),
    outer_roles=(
        RolePrompt("who looks after staff", "Whose rules on jobs and training does it touch?"),
        RolePrompt("who tells the story", "Who speaks for the place, and would have to say it?"),
        RolePrompt("heads next door", "Whose people have to work differently although not yours?"),
        RolePrompt("who guards the money", "Who can let a budget line die without saying no?"),
        RolePrompt("owner of a system", "Whose system must change a setting, a form or a report?"),
    ),
    voices=("Who lives with the result and has no seat where it is decided?",),
    governance=Governance(
        "working group",
        "One page of who decides what, and a monthly check-in.",
        GovernanceForm.WORKING_GROUP,
        "Who decides what when two of you disagree?",
    ),
    new_roles=(_RESPONSIBLE, _DATA, _MODELS, _FEEDBACK, _LITERATE, _CRITIC),
    ignored=(
        _BLOCKER,
        RolePrompt("whose ground it is", "Whose work would look different, unasked?"),
        _MANAGER,
    ),
)

_CORPORATE = ContextTemplate(
    name="A company",
    decisions=(
        Suggestion("Release the budget for a pilot", DecisionKind.BUDGET, Rule.OWNER),
        Suggestion("Change the targets that reward today's way", DecisionKind.INCENTIVES,
                   Rule.MAJORITY),
        Suggestion("Approve the new process for all teams", DecisionKind.PROCESS, Rule.MAJORITY),
        Suggestion("Name who answers for it after the launch", DecisionKind.PERSONNEL, Rule.OWNER),
    ),
    nodes=("Front desk or sales", "The team that fulfils orders", "Monthly reporting"),
    core_roles=(
        RolePrompt("product", "Who answers for what is offered, and can move its priorities?"),
        RolePrompt("operations", "Whose team lives with the broken process day after day?"),
        RolePrompt("close to customers", "Who hears from customers what it does to them?"),
    ),
    outer_roles=(
        RolePrompt("human resources", "Who writes job profiles and targets, where habits live?"),
        RolePrompt("communications", "Who decides what is told in the house, and when?"),
        RolePrompt("heads of other departments", "Whose numbers dip first while people learn it?"),
        RolePrompt("budget gatekeeper", "Who prepares what the one who signs will read?"),
        RolePrompt("owner of a system", "Whose release plan has to carry a change for it?"),
    ),
    voices=(
        "Which customers notice first when this goes wrong?",
        "Whose shift, desk or bonus changes without their being asked?",
    ),
    governance=Governance(
        "steering group with decision rights",
        "Few seats, each with a matter it decides alone; a check-in once a month.",
        GovernanceForm.STEERING_GROUP,
        "Which matter does each seat decide without asking anybody else?",
    ),
    new_roles=(_DATA, _MODELS, _RESPONSIBLE, _LITERATE, _CRITIC),
    ignored=(
        _BLOCKER,
        RolePrompt("owner of the process", "Whose process is it, and what would they lose?"),
        _MANAGER,
    ),
)  # fmt: skip
_GOVERNMENT = ContextTemplate(
    name="A public service",
    decisions=(
        Suggestion("Allow the change within the present rules", DecisionKind.POLICY, Rule.OWNER),
        Suggestion("Find the line it is paid from next year", DecisionKind.BUDGET, Rule.MAJORITY),
        Suggestion("Sign off legal and data protection", DecisionKind.POLICY, Rule.UNANIMITY),
        Suggestion("Let one office work differently for a time", DecisionKind.PROCESS, Rule.OWNER),
    ),
    nodes=("The counter and the phone", "The back office that decides cases", "Appeals"),
    core_roles=(
        RolePrompt("frontline delivery", "Who serves people at the counter or on the phone?"),
        RolePrompt("policy", "Who writes the rules, and knows which of them could bend?"),
        RolePrompt("finance", "Who understands how a budget line really moves, and when?"),
    ),
    outer_roles=(
        RolePrompt("personnel and staff council", "Who agrees to changed duties and hours?"),
        RolePrompt("press office", "Who answers the newspaper when a case goes wrong?"),
        RolePrompt(
            "heads of other offices", "Whose counter gets the questions yours no longer has?"
        ),
        RolePrompt("budget and audit", "Who will ask in a year where the money went?"),
        RolePrompt("owner of the register", "Whose register, form or interface must change?"),
    ),
    voices=(
        "Who depends on this service and has nowhere else to go?",
        "Who helps people through it today: advice centres, relatives, interpreters?",
        "Who never gets as far as applying?",
    ),
    governance=Governance(
        "working group across agencies",
        "With a written mandate from above, so that it outlives whoever signed it.",
        GovernanceForm.CROSS_AGENCY_GROUP,
        "Which cabinet or agency supports it by name, and who signed?",
    ),
    new_roles=(_RESPONSIBLE, _DATA, _FEEDBACK, _LITERATE, _CRITIC),
    ignored=(
        RolePrompt("who refused it before", "Which head of department turned the last one down?"),
        RolePrompt("whose remit it touches", "Which agency would read of it and feel passed over?"),
        _MANAGER,
    ),
)
_MOVEMENT = ContextTemplate(
    name="A movement or community",
    decisions=(
        Suggestion("Make it a common aim", DecisionKind.POLICY, Rule.MAJORITY),
        Suggestion("Give it a share of the common fund", DecisionKind.BUDGET, Rule.MAJORITY),
        Suggestion("Agree how it is done everywhere", DecisionKind.PROCESS, Rule.UNANIMITY),
        Suggestion("Settle who may speak for it", DecisionKind.PERSONNEL, Rule.NEGOTIATED),
    ),
    nodes=("Local groups' meetings", "Welcoming new people", "Getting the word out"),
    core_roles=(
        RolePrompt("memory", "Who remembers what was tried before, and why it ended?"),
        RolePrompt("link to leadership", "Whose call do those who lead pick up?"),
        RolePrompt("affected community", "Who is at home among the people it is about?"),
    ),
    outer_roles=(
        RolePrompt("who looks after people", "Who notices when somebody burns out or stays away?"),
        RolePrompt("who speaks outside", "Who gives interviews, and which words would they use?"),
        RolePrompt("groups next door", "Who will be asked the next day whether they do it too?"),
        RolePrompt("who keeps the fund", "Who has to sign before anything is paid?"),
        RolePrompt("who keeps the lists", "Who holds the lists, channels and rooms it needs?"),
    ),
    voices=(
        "Who is spoken about at meetings and seldom speaks there?",
        "Who stopped coming, and has anybody asked why?",
    ),
    governance=Governance(
        "working circle",
        "It reports to the people concerned, on a day and in a place that suit them.",
        GovernanceForm.WORKING_CIRCLE,
        "To which people concerned does it answer, and what can they stop?",
    ),
    new_roles=(
        _FEEDBACK,
        NewRolePrompt(NewRole.DATA_GOVERNANCE, "Who knows what lists we hold on our own people?"),
        NewRolePrompt(NewRole.RESPONSIBLE_AI, "Who can question a tool that ranks people for us?"),
        _LITERATE,
        _CRITIC,
    ),
    ignored=(
        RolePrompt("the old hands", "Who has earned the right to say it was tried already?"),
        RolePrompt("the group next door", "Whose campaign would lose people or attention to this?"),
        RolePrompt("who holds the keys", "Who has rooms, lists or money, and was not asked?"),
    ),
)  # fmt: skip
_TECH = ContextTemplate(
    name="A software organisation",
    decisions=(
        Suggestion("Make room for it in the next plan", DecisionKind.PROCESS, Rule.OWNER),
        Suggestion("Change what teams are measured by", DecisionKind.INCENTIVES, Rule.MAJORITY),
        Suggestion("Approve the way data are used", DecisionKind.POLICY, Rule.UNANIMITY),
        Suggestion("Pay for running it, not only for building it", DecisionKind.BUDGET, Rule.OWNER),
    ),
    nodes=("Review and release", "On call", "Deciding what is built next"),
    core_roles=(
        RolePrompt("product", "Who decides what is built next, and what is left out?"),
        RolePrompt("engineering", "Who would have to build and run it, and knows what breaks?"),
        RolePrompt("user research", "Who has watched people use it, lately and closely?"),
    ),
    outer_roles=(
        RolePrompt("people team", "Who writes what people are promoted for?"),
        RolePrompt("developer relations", "Who explains a change to those who build on it?"),
        RolePrompt("heads of other teams", "Whose backlog grows by one line in each sprint?"),
        RolePrompt("who owns the budget", "Who pays for running it in the second year?"),
        RolePrompt("owner of a system", "Whose service has to accept a new caller?"),
    ),
    voices=(
        "Who is woken up when it fails?",
        "Which users cannot choose another product?",
    ),
    governance=Governance(
        "steering group with decision rights",
        "Scope, time and quality have one person each who decides; others may disagree and go on.",
        GovernanceForm.STEERING_GROUP,
        "Who decides on scope, who on time, who on what is good enough?",
    ),
    new_roles=(_RESPONSIBLE, _DATA, _MODELS, _FEEDBACK, _LITERATE, _CRITIC),
    ignored=(
        RolePrompt("owner of the system", "Who keeps the system this touches, and said no before?"),
        RolePrompt("the other roadmap", "Whose plan moves back a quarter if yours moves up?"),
        _MANAGER,
    ),
)  # fmt: skip
TEMPLATES = {
    Context.CORPORATE: _CORPORATE,
    Context.GOVERNMENT: _GOVERNMENT,
    Context.MOVEMENT: _MOVEMENT,
    Context.TECH: _TECH,
}


def template_of(context: Context | None) -> ContextTemplate:
    """Return what a context suggests; general things where it is not stated."""
    return GENERAL if context is None else TEMPLATES[context]


def core_roles(context: Context | None) -> tuple[RolePrompt, ...]:
    """Return who a core team is usually made of in a context."""
    return template_of(context).core_roles
