"""A whole initiative from its story: the hand-written part and what is drawn around it."""

from __future__ import annotations

from groundswell.core.terrain.map_records import Initiative
from groundswell.core.terrain.observation import SHEETS, Observations
from groundswell.core.terrain.record import Record
from groundswell.examples.diary import adoption, attendance, encounters, stakes
from groundswell.examples.judging import influence, judgements
from groundswell.examples.listening import ties
from groundswell.examples.luck import Luck
from groundswell.examples.population import operators, population
from groundswell.examples.script import Script, read, typed
from groundswell.examples.trials import evidence, pilot_values

# Sheets in which every row is written by hand.
_AS_WRITTEN = (
    *("settings", "units", "decisions", "authority", "nodes", "resistance", "system"),
    *("coalition", "meetings", "commitments", "rulings", "rights", "gates", "gate_answers", "wins"),
    *("conflicts", "adaptations", "pilots", "overrides"),
    *("launch", "visibility", "governance", "seats", "replants", "document", "plans"),
)


def tell(name: str) -> Observations:
    """Return the worked example of this name, made afresh."""
    script = read(name)
    (initiative,) = typed(Initiative, [script["initiative"]])
    made = _drawn(script, Luck(script["seed"]))
    for sheet in _AS_WRITTEN:
        made[sheet] = typed(SHEETS[sheet], script.get(sheet, ()))
    return Observations(initiative, {sheet: made[sheet] for sheet in SHEETS if made.get(sheet)})


def _drawn(script: Script, luck: Luck) -> dict[str, tuple[Record, ...]]:
    people = population(script, luck)
    values = pilot_values(script, luck)
    return {
        "people": people,
        "ties": ties(script, people, luck),
        "stances": judgements(script, people, luck),
        "operators": operators(script, people),
        "influence": influence(script, luck),
        "stakes": stakes(script, luck),
        "evidence": evidence(script, values),
        "encounters": encounters(script, luck),
        "attendance": attendance(script),
        "pilot_data": values,
        "adoption": adoption(script),
    }
