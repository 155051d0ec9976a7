"""Everything that changes persons, where they work, their posts, accounts and personal data."""

from namkhong.people.actions.accounts import NameTaken, NoAccount, open_account, renew_password, take_on
from namkhong.people.actions.following import CannotTake, NobodyTakes, NoSuchHead, follow, unfollow
from namkhong.people.actions.personal import (
    NothingStated,
    NotStated,
    drop_old_keys,
    open_field,
    record_look_up,
    renew_key,
    reseal_some,
    sealed_row,
    state_personal,
)
from namkhong.people.actions.persons import enrol, make_person
from namkhong.people.actions.posts import (
    AlreadyInPost,
    HeadedLater,
    OwnAdministration,
    appoint,
    appoint_head,
    relieve,
)
from namkhong.people.actions.working import (
    BeforeItBegan,
    UnitHasEnded,
    WorksAlready,
    WorksNowhere,
    WorksThereAlready,
    employ,
    leave,
    transfer,
)

__all__ = [
    "AlreadyInPost",
    "BeforeItBegan",
    "CannotTake",
    "HeadedLater",
    "NameTaken",
    "NoAccount",
    "NoSuchHead",
    "NobodyTakes",
    "NotStated",
    "NothingStated",
    "OwnAdministration",
    "UnitHasEnded",
    "WorksAlready",
    "WorksNowhere",
    "WorksThereAlready",
    "appoint",
    "appoint_head",
    "drop_old_keys",
    "employ",
    "enrol",
    "follow",
    "leave",
    "make_person",
    "open_account",
    "open_field",
    "record_look_up",
    "relieve",
    "renew_key",
    "renew_password",
    "reseal_some",
    "sealed_row",
    "state_personal",
    "take_on",
    "transfer",
    "unfollow",
]
