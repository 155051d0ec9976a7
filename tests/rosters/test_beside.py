"""Work in a second process: the same items, the same mistakes, and an end that is noticed."""

import os

import pytest

from namkhong.rosters.beside import Stopped, beside
from namkhong.rosters.sheets import errors

# Tests run with threads about; the worker that does this work has none.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")


@pytest.mark.parametrize("apart", [False, True])
def test_the_same_items_in_the_same_order(apart):
    with beside((number * number for number in range(1000)), apart=apart) as made:
        assert list(made) == [number * number for number in range(1000)]


@pytest.mark.parametrize("apart", [False, True])
def test_what_goes_wrong_there_is_raised_here(apart):
    def go():
        yield 1
        raise errors.TooWide()

    with beside(go(), apart=apart) as made:
        assert next(made) == 1
        with pytest.raises(errors.TooWide, match="quá rộng"):
            next(made)


def test_it_is_another_process_and_it_may_be_left_early():
    with beside(iter(os.getpid, None), apart=True) as made:
        assert next(made) != os.getpid()


def test_an_end_from_outside_is_noticed():
    def go():
        yield 1
        os._exit(9)

    with beside(go(), apart=True) as made:
        assert next(made) == 1
        with pytest.raises(Stopped):
            next(made)
