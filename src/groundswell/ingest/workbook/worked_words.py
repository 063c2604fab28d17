"""The words of the template's worked rows, one fictional initiative for each context."""

from __future__ import annotations

from dataclasses import dataclass

from groundswell.core.terrain.terms import Context, DecisionKind


@dataclass(frozen=True, slots=True)
class Words:
    """What differs between the contexts; everything else is the same in all worked rows."""

    title: str
    problem: str
    vision: str
    boundary: str
    approach: str
    unit: str
    unit_name: str
    site: str
    owner_role: str
    decider_role: str
    function: str
    voice: str
    decision: str
    decision_title: str
    decision_kind: DecisionKind
    node: str
    node_title: str
    fear: str
    topic: str
    measure: str
    baseline: float
    period: str
    burden: str
    right_about_it: str
    answer: str
    loop: tuple[str, str, str]
    claim: str
    limits: str
    doubt: str
    artifact: str
    ruling: str
    win: str
    conflict: str
    adaptation: str
    question: str
    bounded: str
    stop_rule: str


WORDS = {
    Context.CORPORATE: Words(
        title="Small purchases approved within two days",
        problem="Small orders wait three weeks for five signatures",
        vision="Teams buy what they need within two days and answer for it",
        boundary="Orders below 2,000; contracts stay as they are",
        approach="Show one team's orders with a single signature, then ask for a higher limit",
        unit="purchasing",
        unit_name="Purchasing",
        site="Main office",
        owner_role="purchasing analyst",
        decider_role="finance director",
        function="finance",
        voice="team leads who order",
        decision="limit",
        decision_title="Raise the limit that team leads may approve",
        decision_kind=DecisionKind.POLICY,
        node="orders",
        node_title="Approving small orders",
        fear="Nobody will notice waste until the audit",
        topic="waste",
        measure="orders returned or questioned",
        baseline=14,
        period="month",
        burden="Checking every order takes a day a week that nobody has",
        right_about_it="Two large mistakes were found by these checks",
        answer="Check one order in ten, chosen by lot, and every order above the limit",
        loop=("signatures", "care of the first approver", "Each knows that four others will look"),
        claim="One team with a single signature waited two days and returned no more than others",
        limits="One team, eight weeks, no large orders",
        doubt="The team knew that it was watched",
        artifact="Flow of one order with its waiting times",
        ruling="Begin with orders for training and travel",
        win="First order through in one day",
        conflict="Whether the sample of checks should be one in ten or one in five",
        adaptation="The trial starts with the team that asked, not the largest one",
        question="Do orders with one signature arrive sooner without more returns?",
        bounded="One team, orders below 2,000",
        stop_rule="Stop if returned orders double in a month",
    ),
    Context.GOVERNMENT: Words(
        title="Simple permits answered within a week",
        problem="A permit for a street stall takes eleven weeks",
        vision="Simple cases are answered within a week, hard ones get the time",
        boundary="Permits without objections; appeals stay as they are",
        approach="Sort a month of cases by hand and show how many were simple",
        unit="permits",
        unit_name="Permit office",
        site="Town hall",
        owner_role="caseworker",
        decider_role="head of licensing",
        function="licensing",
        voice="stall holders",
        decision="signature",
        decision_title="Accept digital signatures for simple permits",
        decision_kind=DecisionKind.POLICY,
        node="intake",
        node_title="Taking in applications",
        fear="A wrong permit ends in the newspaper",
        topic="errors",
        measure="permits corrected after issue",
        baseline=6,
        period="quarter",
        burden="Cases are typed twice because two systems do not talk",
        right_about_it="The second typing catches wrong addresses",
        answer="Keep the address check and drop the rest of the second typing",
        loop=("complaints", "checks", "Every complaint adds a check, and none is ever removed"),
        claim="Sorted by hand, two thirds of a month's cases were answered in six days",
        limits="One month without a market season",
        doubt="In spring the post alone fills two desks",
        artifact="Map of one application from desk to desk",
        ruling="Count as simple what three caseworkers call simple",
        win="First stall permit in four days",
        conflict="Whether the counter or the back office sorts the cases",
        adaptation="Sorting moves to the counter, where the questions are asked anyway",
        question="Does sorting first shorten simple cases without more corrections?",
        bounded="Permit office, stalls and small events",
        stop_rule="Stop if corrections reach ten in a month",
    ),
    Context.MOVEMENT: Words(
        title="Every street has somebody who knows how to insulate",
        problem="Flats stay cold because nobody dares to begin",
        vision="Neighbours show each other, street by street",
        boundary="Northside, rented flats; the city's grants are another matter",
        approach="Insulate one window together, measure, and invite the next house",
        unit="northside",
        unit_name="Northside circle",
        site="Northside",
        owner_role="organiser",
        decider_role="keeper of the common fund",
        function="organising",
        voice="tenants with young children",
        decision="fund",
        decision_title="Give a tenth of the common fund to materials",
        decision_kind=DecisionKind.BUDGET,
        node="visits",
        node_title="Visits from house to house",
        fear="The fund is spent on landlords' walls",
        topic="heating costs",
        measure="heating cost of one flat",
        baseline=92,
        period="winter month",
        burden="The same six people do every visit",
        right_about_it="Visits go wrong when nobody knows the house",
        answer="Each visit takes one neighbour along who leads the next",
        loop=("tired organisers", "new faces", "Who is tired invites nobody"),
        claim="In eleven flats heating cost a fifth less than in the flats next door",
        limits="One mild winter, eleven flats that volunteered",
        doubt="The flats next door face north",
        artifact="Sheet that a neighbour can follow alone",
        ruling="Materials only for flats whose rent does not rise with them",
        win="Third house that began without being asked",
        conflict="Whether to visit homes of people who oppose the rent campaign",
        adaptation="Visits start with kitchens, which more people let others see",
        question="Do insulated flats cost less to heat than similar ones?",
        bounded="Two streets, one winter",
        stop_rule="Stop if damp shows in two flats",
    ),
    Context.TECH: Words(
        title="A release every week that nobody stays late for",
        problem="Quarterly releases break, and fixing them takes the month after",
        vision="Small changes go out weekly and are undone within minutes",
        boundary="The web product; the embedded devices follow later",
        approach="Release one service weekly and publish what broke",
        unit="platform",
        unit_name="Platform team",
        site="Remote",
        owner_role="engineer",
        decider_role="head of engineering",
        function="engineering",
        voice="people on call",
        decision="freeze",
        decision_title="End the release freeze for services with a way back",
        decision_kind=DecisionKind.PROCESS,
        node="releases",
        node_title="Releasing a service",
        fear="More releases mean more nights on call",
        topic="nights on call",
        measure="calls at night",
        baseline=9,
        period="month",
        burden="Tests take six hours and fail by chance",
        right_about_it="One of these failures last year was real",
        answer="Mend the twenty tests that fail by chance before anything else",
        loop=(
            "fear of releasing",
            "size of a release",
            "Who fears releases makes them rare and large",
        ),
        claim="The service released weekly caused half as many calls at night as before",
        limits="One service with few dependencies",
        doubt="The summer was quiet anyway",
        artifact="List of last year's incidents by size of the change",
        ruling="No service leaves the freeze without a rehearsed way back",
        win="First week with two releases and no call",
        conflict="Whether the platform team or each team owns the way back",
        adaptation="Begin with the service whose team is on call for itself",
        question="Do weekly releases cause fewer calls than quarterly ones?",
        bounded="One service, twelve weeks",
        stop_rule="Stop after a release that cannot be undone within an hour",
    ),
}
