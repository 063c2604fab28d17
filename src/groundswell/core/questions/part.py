"""Which constants have no part in an initiative at all, so that they need not be tried on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from groundswell.core.terrain.membership import broken_promises, meetings_missed
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import Ring, Rule


def _negotiated(snapshot: Snapshot) -> bool:
    return any(
        Rule.NEGOTIATED in (point.rule, point.record.alt_rule) and point.open
        for point in snapshot.decisions
    )


def _voted(snapshot: Snapshot) -> bool:
    return any(point.open for point in snapshot.decisions)


def _worked(snapshot: Snapshot) -> bool:
    return bool(snapshot.nodes)


def _judged(snapshot: Snapshot) -> bool:
    return bool(snapshot.stances.judged.any())


def _by_decision(snapshot: Snapshot) -> bool:
    return bool(snapshot.stances.shift_person.size)


def _tied(snapshot: Snapshot) -> bool:
    return bool(snapshot.listening.heard.size)


def _consulted(snapshot: Snapshot) -> bool:
    return any(point.consulted.size for point in snapshot.decisions)


def _shown(snapshot: Snapshot) -> bool:
    return bool(snapshot.shown.person.size)


def _unstated(*rings: Ring | None) -> Callable[[Snapshot], bool]:
    def found(snapshot: Snapshot) -> bool:
        members = snapshot.members.values()
        return any(m.commitment is None and m.ring in rings for m in members)

    return found


def _broken(snapshot: Snapshot) -> bool:
    broken = broken_promises(snapshot.seen, snapshot.as_of, snapshot.settings)
    return any(broken[code] for code in snapshot.members)


def _missed(snapshot: Snapshot) -> bool:
    missed = meetings_missed(snapshot.seen, snapshot.settings)
    return any(missed[code] for code in snapshot.members)


def _outside(snapshot: Snapshot) -> bool:
    return not bool(snapshot.member[: len(snapshot.people)].all())


PARTS: Mapping[str, Callable[[Snapshot], bool]] = MappingProxyType(
    {
        "assessor_bias": _judged,
        "judgement_error": _judged,
        "error_growth": _judged,
        "decision_spread": _by_decision,
        "evidence_shift": _shown,
        **dict.fromkeys(("weight_trusts", "weight_advice", "weight_works_with"), _tied),
        **dict.fromkeys(("weight_reports_to", "tie_shape", "unseen_b", "weak_tie"), _tied),
        **dict.fromkeys(("susceptibility_open", "susceptibility_firm"), _tied),
        "susceptibility_bend": _tied,
        "consult_weight": _consulted,
        "commitment_core": _unstated(Ring.CORE),
        "commitment_second": _unstated(Ring.SECOND),
        "commitment_wider": _unstated(Ring.WIDER, None),
        "broken_factor": _broken,
        "absence_factor": _missed,
        **dict.fromkeys(("weather", "vote_scale", "hurdle"), _voted),
        **dict.fromkeys(
            ("negotiated_scale", "negotiated_common", "negotiated_hurdle"), _negotiated
        ),
        **dict.fromkeys(("committed_above", "refusing_below", "mandate"), _worked),
        **dict.fromkeys(("threshold_form", "share_needed", "horizon_weeks"), _worked),
        **dict.fromkeys(("join_skeptic", "join_neutral", "join_supporter"), _outside),
        **dict.fromkeys(("join_without_tie", "hours_to_recruit", "commitment_asked"), _outside),
    }
)


def has_part(snapshot: Snapshot, constant: str) -> bool:
    """Return whether a constant can make any difference; True where it is not known not to."""
    told = PARTS.get(constant)
    return told is None or told(snapshot)
