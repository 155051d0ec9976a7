"""Every attack of the bench in its short form, through the real door: the figure that counts hardly moves.

`python -m bench.attacks` runs them at length and with several seeds.
"""

from random import Random

import pytest

from bench import attacks
from bench.street import FIRST, LAST, working_days
from namkhong.feedback.models import AsideGroup
from tests.world import World

DAYS = working_days(FIRST, LAST)


def short(attack: attacks.Attack, days: int) -> attacks.Attack:
    """The first days of an attack."""
    return lambda dice, every: [step for step in attack(dice, every) if step.at.date() <= every[days]]


@pytest.mark.parametrize(
    ("attack", "detector"),
    [
        (short(attacks.lone_device, 5), "top"),
        (attacks.code_roll, "serial"),
        (short(attacks.brigade, 6), "burst"),
        (short(attacks.smear, 6), "burst"),
        (lambda dice, days: attacks.script(dice, days, a_day=200, on=3), "burst"),
    ],
    ids=["lone_device", "code_roll", "brigade", "smear", "script"],
)
def test_an_attack_moves_the_figure_by_no_more_than_a_point(world: World, attack, detector: str) -> None:
    result = attacks.tried(attack, world.school, 7)
    assert result.moved <= 1 and result.caught >= 80 and result.refused == 0
    assert result.bursts_found in (None, 100)
    assert result.honest_aside < 10
    assert AsideGroup.objects.filter(detector=detector).exists()


def test_an_honest_month_is_left_alone(world: World) -> None:
    result = attacks.tried(attacks.nothing, world.school, 7)
    assert (result.moved, result.honest_aside, result.refused) == (0, 0, 0)


def test_an_honest_crowd_behind_one_address_is_heard(world: World) -> None:
    steps = attacks.crowd(Random(9), DAYS)
    assert len({step.address for step in steps}) == 1
    result = attacks.tried(attacks.crowd, world.school, 7)
    assert result.refused == 0 and result.moved <= 1 and result.honest_aside < 3


def test_a_page_sent_again_counts_once(world: World) -> None:
    assert attacks.replay(world.school, times=30) == 0
