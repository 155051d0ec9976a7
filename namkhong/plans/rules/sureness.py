"""Which items a person may take together, and which want a look one by one."""

from decimal import Decimal

from namkhong.plans.rules.drafts import SURE
from namkhong.plans.states import Basis


def is_sure(confidence: Decimal | None, basis: str) -> bool:
    """Printed in the document and read with confidence of at least `SURE`: may be accepted together with others."""
    return basis == Basis.PRINTED and confidence is not None and confidence >= SURE


def wants_look(confidence: Decimal | None, basis: str) -> bool:
    """The machine read or concluded it and is not sure. What a person typed, or a definition brought, is not asked."""
    return basis != Basis.TYPED and confidence is not None and not is_sure(confidence, basis)
