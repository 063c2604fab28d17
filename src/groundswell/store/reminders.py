"""Letters over all initiatives: who wants one, and the one that a link ends."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from groundswell.store.models import Digest, Membership
from groundswell.store.scope import READING, WRITING


def wanted() -> Iterator[Digest]:
    """Yield the wishes for a letter of everybody who still belongs and can get one."""
    rows = Digest.everywhere.using(READING).filter(wanted=True).exclude(address="")
    here = Membership.everywhere.filter(
        initiative=OuterRef("initiative"), account=OuterRef("account"), ended_at=None
    )
    yield from rows.filter(Exists(here), initiative__archived_at=None, account__is_active=True)


def there(number: int) -> bool:
    """Whether there is a wish of a number."""
    return Digest.everywhere.using(READING).filter(pk=number).exists()


def end(number: int) -> None:
    """End the letters of one wish."""
    Digest.everywhere.using(WRITING).filter(pk=number).update(wanted=False)
