"""How often chance alone would make so many."""

from math import exp, lgamma, log, log1p


def tail(tries: int, hits: int, share: float) -> float:
    """The probability of at least so many hits in independent tries, each a hit with probability `share`.

    The sum of the binomial terms, until they no longer add anything.

    >>> round(tail(20, 20, 0.5) * 2**20), tail(7, 0, 0.2)
    (1, 1.0)
    """
    if hits <= 0:
        return 1.0
    whole, hit, miss = lgamma(tries + 1), log(share), log1p(-share)
    total = 0.0
    for count in range(hits, tries + 1):
        term = exp(whole - lgamma(count + 1) - lgamma(tries - count + 1) + count * hit + (tries - count) * miss)
        total += term
        if term < total * 1e-12:
            break
    return min(1.0, total)
