"""Evidence that was shown to people whose stake it answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

import numpy as np

from groundswell.core.terrain.map_records import Judgement, Stake
from groundswell.core.terrain.noise import code_hash
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.run_records import Encounter, Evidence
from groundswell.core.terrain.snapshot import EvidenceShown
from groundswell.core.terrain.terms import Result, Stance
from groundswell.core.terrain.visible import day_of

EVIDENCE_SIGN = {Result.WORKED: 1.0, Result.BROKE: -1.0}


def evidence_shown(
    seen: Observations, judgements: Iterable[Judgement], index: Mapping[str, int]
) -> EvidenceShown:
    """Return evidence shown to people whose stake it answers.

    A judgement made after the showing already contains its effect, so that today never contradicts
    an observation; such showings are left out.
    """
    told = [e for e in seen.of(Encounter) if e.shown and e.person in index]
    shown_to = {encounter.person for encounter in told}
    judged: dict[str, date] = {}
    for j in judgements:
        if j.person in shown_to and j.observed_on and j.stance is not Stance.UNKNOWN:
            judged[j.person] = max(judged.get(j.person, date.min), j.observed_on)
    topics: defaultdict[str, set[str]] = defaultdict(set)
    for stake in seen.of(Stake):
        if stake.topic:
            topics[stake.person].add(stake.topic.casefold())
    ledger = {e.evidence: e for e in seen.of(Evidence)}
    hits: dict[tuple[str, str], float] = {}
    for encounter in told:
        shown_on = day_of(encounter)
        if shown_on and judged.get(encounter.person, date.min) > shown_on:
            continue
        for code in encounter.shown or ():
            entry = ledger.get(code)
            if entry is None or entry.result not in EVIDENCE_SIGN:
                continue
            if topics[encounter.person] & {t.casefold() for t in entry.topics or ()}:
                hits[encounter.person, code] = EVIDENCE_SIGN[entry.result]
    pairs = sorted(hits)
    return EvidenceShown(
        person=np.array([index[p] for p, _ in pairs], dtype=np.int32),
        sign=np.array([hits[pair] for pair in pairs], dtype=np.float32),
        hashes=np.array([code_hash(*pair) for pair in pairs], dtype=np.uint64),
    )
