"""The lunar calendar of Vietnam computed from mean astronomy, to check the days kept in the tables.

New moons and the sun's longitude by the truncated series of Meeus, "Astronomical Algorithms"; meridian 105° East.
"""

from datetime import date, timedelta
from math import floor, radians, sin

HOURS_EAST = 7
NEW_YEAR_2000 = date(2000, 1, 1).toordinal() - 2451545
MONTH = 29.530588853


def new_moon(count: int) -> date:
    """The day in Vietnam of the `count`-th new moon after that of 1 January 1900."""
    t = count / 1236.85
    moment = 2415020.75933 + 29.53058868 * count + 0.0001178 * t**2 - 0.000000155 * t**3
    moment += 0.00033 * sin(radians(166.56 + 132.87 * t - 0.009173 * t**2))
    sun = radians(359.2242 + 29.10535608 * count - 0.0000333 * t**2 - 0.00000347 * t**3)
    moon = radians(306.0253 + 385.81691806 * count + 0.0107306 * t**2 + 0.00001236 * t**3)
    node = radians(21.2964 + 390.67050646 * count - 0.0016528 * t**2 - 0.00000239 * t**3)
    moment += (0.1734 - 0.000393 * t) * sin(sun) + 0.0021 * sin(2 * sun)
    moment += -0.4068 * sin(moon) + 0.0161 * sin(2 * moon) - 0.0004 * sin(3 * moon)
    moment += 0.0104 * sin(2 * node) - 0.0051 * sin(sun + moon) - 0.0074 * sin(sun - moon)
    moment += 0.0004 * sin(2 * node + sun) - 0.0004 * sin(2 * node - sun)
    moment += -0.0006 * sin(2 * node + moon) + 0.0010 * sin(2 * node - moon) + 0.0005 * sin(2 * moon + sun)
    late = -0.000278 + 0.000265 * t + 0.000262 * t**2
    return _day(moment - late)


def _day(moment: float) -> date:
    return date.fromordinal(floor(moment + 0.5 + HOURS_EAST / 24) + NEW_YEAR_2000)


def sun_sign(day: date) -> int:
    """Which twelfth of the sun's circle (0 from the spring equinox) midnight of a day in Vietnam falls into."""
    moment = day.toordinal() - NEW_YEAR_2000 - 0.5 - HOURS_EAST / 24
    t = (moment - 2451545) / 36525
    anomaly = radians(357.52910 + 35999.05030 * t - 0.0001559 * t**2)
    longitude = 280.46645 + 36000.76983 * t + 0.0003032 * t**2
    longitude += (1.914600 - 0.004817 * t) * sin(anomaly) + 0.019993 * sin(2 * anomaly) + 0.000290 * sin(3 * anomaly)
    return floor((longitude % 360) / 30)


def months_of(year: int) -> dict[int, date]:
    """First days of the lunar months of a year (1 is Tết); leap months are left out."""
    count = floor((date(year - 1, 12, 31).toordinal() - NEW_YEAR_2000 - 2415021) / MONTH)
    while new_moon(count) > _solstice(year - 1):
        count -= 1
    while new_moon(count + 1) <= _solstice(year - 1):
        count += 1
    months: dict[int, date] = {}
    number, eleventh = 11, new_moon(count)
    leap_year = (_eleventh_of(year) - eleventh).days > 365
    leap_seen = False
    for place in range(1, 8):
        start, after = new_moon(count + place), new_moon(count + place + 1)
        if leap_year and not leap_seen and sun_sign(start) == sun_sign(after):
            leap_seen = True
            continue
        number = number % 12 + 1
        months[number] = start
    return months


def _solstice(year: int) -> date:
    """The day on which the sun enters the last quarter of its circle."""
    day = date(year, 12, 19)
    while sun_sign(day + timedelta(days=1)) != 9:
        day += timedelta(days=1)
    return day


def _eleventh_of(year: int) -> date:
    count = floor((date(year, 12, 31).toordinal() - NEW_YEAR_2000 - 2415021) / MONTH) + 1
    while new_moon(count) > _solstice(year):
        count -= 1
    return new_moon(count)
