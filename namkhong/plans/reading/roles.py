"""What a section is about, from the words of its heading."""

from enum import Enum
from functools import lru_cache

from namkhong.plans.reading.outline import Node


class Role(Enum):
    """The roles of sections that the readers ask for."""

    PURPOSE = "purpose"
    OBJECTIVES = "objectives"
    AUDIENCE = "audience"
    CONTENT = "content"
    CRITERIA = "criteria"
    AWARDS = "awards"
    TASKS = "tasks"
    TIME = "time"
    ORGANISATION = "organisation"
    FUNDING = "funding"
    REPORTING = "reporting"
    SITUATION = "situation"


_WORDS: tuple[tuple[Role, tuple[str, ...]], ...] = (
    (Role.FUNDING, ("kinh phí", "nguồn lực tài chính", "nguồn vốn")),
    (
        Role.REPORTING,
        ("chế độ báo cáo", "chế độ thông tin", "thông tin , báo cáo", "thông tin báo cáo", "báo cáo"),
    ),
    (
        Role.ORGANISATION,
        ("tổ chức thực hiện", "phân công", "trách nhiệm", "tổ chức , thực hiện", "tổ chức triển khai"),
    ),
    (Role.AWARDS, ("khen thưởng", "giải thưởng", "cơ cấu giải")),
    (Role.CRITERIA, ("tiêu chuẩn", "tiêu chí", "thang điểm", "xếp hạng", "xếp loại", "bình xét")),
    (Role.TASKS, ("nhiệm vụ", "giải pháp", "biện pháp")),
    (Role.OBJECTIVES, ("mục tiêu", "chỉ tiêu")),
    (Role.TIME, ("tiến độ", "lộ trình", "thời gian", "thời hạn", "các bước")),
    (Role.AUDIENCE, ("đối tượng", "phạm vi")),
    (Role.CONTENT, ("nội dung", "hoạt động chính", "hoạt động chủ yếu")),
    (Role.SITUATION, ("tình hình", "thực trạng", "kết quả đạt được", "tồn tại", "hạn chế", "thuận lợi", "khó khăn")),
    (Role.PURPOSE, ("mục đích", "yêu cầu", "quan điểm")),
)
_SHARED_OUT = ("phân công", "phân công thực hiện", "phân công nhiệm vụ")
_ORGANISING = ("tổ chức", "trách nhiệm", "phân công", "nhiệm vụ và tổ chức", "giải pháp và tổ chức")


def roles(node: Node) -> frozenset[Role]:
    """Roles that the heading of a numbered node names; several for "ĐỐI TƯỢNG, NỘI DUNG THI ĐUA"."""
    if not node.looks_like_heading or not node.heading:
        return frozenset()
    return _roles_of(node.heading, node.capitals)


@lru_cache(maxsize=2048)
def _roles_of(head: str, capitals: bool) -> frozenset[Role]:
    found = {role for role, words in _WORDS if any(word in head for word in words)}
    if not capitals and not head.startswith(_ORGANISING) and not head.endswith(_SHARED_OUT):
        found.discard(Role.ORGANISATION)
    return frozenset(found)


def main_role(node: Node) -> Role | None:
    """The first role by weight; a heading of funding inside the organisation is funding."""
    named = roles(node)
    for role, _ in _WORDS:
        if role in named:
            return role
    return None


def is_within(node: Node, role: Role) -> bool:
    """Stands in or under a section whose heading names `role`."""
    return role in roles(node) or any(role in roles(above) for above in node.ancestors())


def nearest(node: Node, wanted: set[Role]) -> Role | None:
    """The first of `wanted` met going from the node up."""
    for place in (node, *node.ancestors()):
        role = main_role(place)
        if role in wanted:
            return role
    return None
