"""Accept a correction that the forecast log offers: one constant, one record, with its reason."""

from __future__ import annotations

from groundswell.app import policy
from groundswell.app.actor import Actor
from groundswell.app.browse.forecasts import HURDLE, log_of, set_before
from groundswell.app.browse.views import view
from groundswell.app.do.deed import Done, Unsound
from groundswell.app.do.records import record_
from groundswell.app.policy import Act
from groundswell.core.questions.forecast_log import corrected_hurdle
from groundswell.core.questions.wording import count
from groundswell.core.terrain.map_records import Setting
from groundswell.ingest.workbook import Problem


def recalibrate_(actor: Actor, code: str) -> Done:
    """Set the hurdle as the log offers it, worked out anew; it is undone like any other change.

    Raises
    ------
    Absent, Refused
        As policy says.
    Unsound
        If no correction is offered now.
    """
    policy.enter(actor, code, Act.EDIT)
    at = view(actor, code)
    record = log_of(at).record
    if record.correction is None:
        raise Unsound((_NO_OFFER,))
    found = record.correction
    why = (
        f"Accepted from the forecast log: {count(len(record.outcomes), 'outcome')} known; the "
        f"correction would have scored {found.score_after:.2f} instead of {found.score_before:.2f}."
    )
    former = set_before(at)
    made = Setting(constant=HURDLE, value=corrected_hurdle(at.snapshot.settings, found), reason=why)
    replaced = [] if former is None else [(Setting.SHEET, former.id)]
    return record_(actor, code, [made], replaced)


_NO_OFFER = Problem(
    sheet=Setting.SHEET,
    row=None,
    column="value",
    what="the forecast log offers no correction now",
    mend="It is offered from 30 outcomes on, where it would have helped.",
)
