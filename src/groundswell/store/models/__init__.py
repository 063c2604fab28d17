"""The tables, by area."""

from groundswell.store.models.accounts import Account, OneTimeLink, Token
from groundswell.store.models.changes import Change, ErasureTicket, Image, Retraction, Tombstone
from groundswell.store.models.facts import FACTS, Fact, Words
from groundswell.store.models.forecasts import Foretold
from groundswell.store.models.initiatives import Initiative, Membership, Reveal
from groundswell.store.models.keeping import Job, Placing, Shelved, Trail
from groundswell.store.models.notes import Note
from groundswell.store.models.tending import Digest, Pause, WeekNote

__all__ = [
    "FACTS",
    "Account",
    "Change",
    "Digest",
    "ErasureTicket",
    "Fact",
    "Foretold",
    "Image",
    "Initiative",
    "Job",
    "Membership",
    "Note",
    "OneTimeLink",
    "Pause",
    "Placing",
    "Retraction",
    "Reveal",
    "Shelved",
    "Token",
    "Tombstone",
    "Trail",
    "WeekNote",
    "Words",
]
