"""A plan by months in words: a suggestion with its band, and what a refusal would mean."""

from __future__ import annotations

from collections.abc import Sequence

from groundswell.core.answer import Reason
from groundswell.core.questions.roadmap_value import Month, RoadmapValue, Step, Way
from groundswell.core.questions.wording import (
    band,
    count,
    hour_count,
    listed,
    percent,
    points,
    sentence,
)
from groundswell.core.terrain.snapshot import Snapshot

TOO_LITTLE = 0.005  # of the chance: what rounds to less than a point
BY_CHANCE, BY_OBJECTIVE = "mean chance over the months", "mean smooth objective"


def headline(value: RoadmapValue, snapshot: Snapshot) -> str:
    """Say whom to win first, and where that leads."""
    steps = steps_of(value)
    if not snapshot.people:
        return "There is nobody on the map to plan with yet."
    if value.today is None:
        return "Nothing is named as needed yet, so no order of people can be better than another."
    if not value.hours_a_month:
        return "Without hours nobody can be won; say how many there are a month."
    if not steps:
        if bool(snapshot.member[: len(snapshot.people)].all()):
            return "Everybody on the map is in the coalition; there is nobody left to win."
        return (
            "Nobody whose joining would help can be reached with "
            f"{hour_count(value.hours_a_month)} a month along the ties on the map."
        )
    first, *later = (snapshot.name(step.person) for step in steps)
    then = f", then {listed(later, 3)}" if later else ""
    last = value.months[-1]
    within = count(last.number, "month")
    if value.ranked_by == BY_OBJECTIVE:
        where = "that moves the decisions most, though the chance is still too small to tell by"
    elif abs(last.gain.mean) < TOO_LITTLE:
        where = f"within {within} that would hardly move the chance, today at {band(value.today)}"
    else:
        where = (
            f"the chance would stand at {band(last.chance)} after {within}, "
            f"today at {band(value.today)}"
        )
    return f"With {hour_count(value.hours_a_month)} a month, win {first} first{then}: {where}."


def steps_of(value: RoadmapValue) -> list[Step]:
    """Return everybody in the plan, in turn."""
    return [step for month in value.months for step in month.steps]


def reasons(value: RoadmapValue, snapshot: Snapshot) -> list[Reason]:
    """Say what happens in which month, what was compared, and what it is not."""
    if not steps_of(value):
        return []
    found = [_month(month, snapshot) for month in value.months if month.steps]
    found += _refused(value, snapshot)
    found.append(_target(value))
    found.append(_compared(value.ways))
    if value.spared:
        found.append(
            Reason(
                f"{listed([snapshot.name(code) for code in value.spared], 3)} would fit into the "
                "hours too, but would add nothing that can be told from chance; a larger coalition "
                "is no stronger one.",
                value.spared,
            )
        )
    logged = count(value.approaches_logged, "logged answer")
    found.append(
        Reason(
            "A suggestion, no forecast of what anybody will answer: how likely a yes is follows a "
            f"stated convention, corrected by {logged}. It is made anew from the records each time "
            "it is asked, so whoever joins or refuses changes it. Orders are compared on the first "
            f"{value.scenarios_compared} scenarios, with at most {value.most} people."
        )
    )
    return found


def _month(month: Month, snapshot: Snapshot) -> Reason:
    asks = [_ask(step, month, snapshot) for step in month.steps]
    return Reason(
        f"Month {month.number}: {'; '.join(asks)}. By its end the chance would have moved by "
        f"{points(month.gain)}, and stand at {band(month.chance_if_all_join)} if all say yes.",
        tuple(step.person for step in month.steps),
    )


def _ask(step: Step, month: Month, snapshot: Snapshot) -> str:
    own = step.via == snapshot.owner
    way = "on your own" if own else f"through {snapshot.name(step.via)}"
    notes = [hour_count(step.hours), f"a yes is {step.chance}"]
    if step.begins < month.number:
        notes.insert(1, f"begun in month {step.begins}")
    if step.weak_tie:
        notes.append("the tie is weak")
    if step.listen_first:
        notes.append("listen before you ask")
    return f"{snapshot.name(step.person)}, {way} ({', '.join(notes)})"


def _refused(value: RoadmapValue, snapshot: Snapshot) -> list[Reason]:
    """Say whose no would cost most others, and to whom the plan would turn."""
    who = max(steps_of(value), key=lambda step: len(step.falls_with))
    name = snapshot.name(who.person)
    lost = "nobody else depends on them"
    if who.falls_with:
        lost = f"{listed([snapshot.name(code) for code in who.falls_with])} would not be asked"
    turn = "there would be nobody to turn to"
    if who.instead is not None:
        turn = f"the plan would turn to {snapshot.name(who.instead)}"
        turn += ", who is in it anyway" if who.instead_planned else " instead"
    ids = (who.person, *who.falls_with, *([who.instead] if who.instead else []))
    return [Reason(f"If {name} refuses, {lost}, and {turn}.", ids)]


def _target(value: RoadmapValue) -> Reason:
    target = percent(value.target)
    if value.target_month is None:
        most = count(len(value.months), "month")
        return Reason(f"The mean chance does not reach the target of {target} within {most}.")
    return Reason(f"The mean chance reaches the target of {target} in month {value.target_month}.")


def _compared(ways: Sequence[Way]) -> Reason:
    shown, *others = ways
    told = f"The order shown was made so: {shown.made}."
    if not others:
        return Reason(f"{told} Every other way of making one gave the same.")
    same = sum(way.tied for way in others)
    if same == len(others):
        end = "are as good within error" if same > 1 else "is as good within error"
        return Reason(f"{told} {_other(len(others))} compared with it {end}.")
    if not same:
        end = "do worse" if len(others) > 1 else "does worse"
        return Reason(f"{told} {_other(len(others))} compared with it {end}.")
    end = "are" if same > 1 else "is"
    some = f"{count(same, 'order')} of the {count(len(others), 'other')} compared"
    return Reason(f"{told} {sentence(some)} {end} as good within error.")


def _other(number: int) -> str:
    return "The other order" if number == 1 else f"The {count(number, 'other order')}"
