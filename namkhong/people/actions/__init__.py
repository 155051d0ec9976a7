"""Everything that changes persons, posts and accounts."""

from namkhong.people.actions.accounts import NameTaken, NoAccount, open_account, renew_password, take_on
from namkhong.people.actions.following import CannotTake, NobodyTakes, NoSuchHead, follow, unfollow
from namkhong.people.actions.persons import enrol, make_person
from namkhong.people.actions.posts import AlreadyInPost, OwnAdministration, appoint, relieve

__all__ = [
    "AlreadyInPost",
    "CannotTake",
    "NameTaken",
    "NoAccount",
    "NoSuchHead",
    "NobodyTakes",
    "OwnAdministration",
    "appoint",
    "enrol",
    "follow",
    "make_person",
    "open_account",
    "relieve",
    "renew_password",
    "take_on",
    "unfollow",
]
