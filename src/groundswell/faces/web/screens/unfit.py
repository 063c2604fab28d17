"""What does not fit the rest of the map, told beside the field it is about."""

from __future__ import annotations

from groundswell.app.do.deed import Unsound
from groundswell.faces.web.forms.base import CellForm


def tell(form: CellForm, error: Unsound) -> None:
    """Add what is wrong to a form, without the workbook's sheets and rows."""
    named = {name.rstrip("_"): name for name in form.fields}
    for problem in error.problems:
        text = f"{problem.what}. {problem.mend}"
        form.add_error(named.get(problem.column or ""), text[:1].upper() + text[1:])
