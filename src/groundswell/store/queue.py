"""A queue in the database: asked for once, claimed by one worker, taken over if that one dies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q

from groundswell.store.models import Job
from groundswell.store.scope import LEDGER, READING, Scope

QUEUED, RUNNING, DONE, FAILED = "queued", "running", "done", "failed"
SILENT = timedelta(minutes=2)  # a running job without a beat for so long has lost its worker


def ask_for(
    scope: Scope, account: int, kind: str, key: str, wanted: Mapping[str, Any], at: datetime
) -> Job:
    """Return the job under a key that waits or runs; ask for it if there is none."""
    rows = Job.objects.within(Scope(scope.initiative, LEDGER))
    waiting = rows.filter(kind=kind, key=key, state__in=(QUEUED, RUNNING)).first()
    if waiting is not None:
        return waiting
    made: Job = Job.everywhere.using(LEDGER).create(
        initiative_id=scope.initiative,
        account_id=account,
        kind=kind,
        key=key,
        wanted=dict(wanted),
        asked_at=at,
    )
    return made


def find(scope: Scope, number: str) -> Job | None:
    """Return a job of an initiative."""
    try:
        return Job.objects.within(Scope(scope.initiative, READING)).filter(pk=UUID(number)).first()
    except (ValueError, ValidationError):
        return None


def claim(worker: str, at: datetime) -> Job | None:
    """Take the oldest job that waits, or whose worker fell silent; None if there is none."""
    rows = Job.everywhere.using(LEDGER)
    free = Q(state=QUEUED) | Q(state=RUNNING, beat_at__lt=at - SILENT)
    for number in rows.filter(free).order_by("asked_at").values_list("pk", flat=True)[:5]:
        taken = rows.filter(free, pk=number).update(state=RUNNING, worker=worker, beat_at=at)
        if taken:
            job: Job = rows.get(pk=number)
            return job
    return None


def beat(job: Job, step: str, share: float, at: datetime) -> None:
    """Say how far a job is."""
    Job.everywhere.using(LEDGER).filter(pk=job.pk).update(step=step, share=share, beat_at=at)


def finish(job: Job, at: datetime, result: Mapping[str, Any] | None, failed: str = "") -> None:
    """Close a job as done, or as failed with what to say."""
    Job.everywhere.using(LEDGER).filter(pk=job.pk).update(
        state=FAILED if failed else DONE,
        step=failed,
        share=0.0 if failed else 1.0,
        result=result,
        done_at=at,
    )


def empty(scope: Scope, account: int, kind: str) -> None:
    """Forget what somebody's finished jobs of a kind left to say."""
    rows = Job.objects.within(Scope(scope.initiative, LEDGER))
    rows.filter(account=account, kind=kind, state=DONE).update(result=None)
