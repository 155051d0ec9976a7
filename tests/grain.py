"""The grain of a bad scan, the same in every process (Pillow's own noise is not: it depends on what ran before)."""

import random

from PIL import Image, ImageChops


def grain(size: tuple[int, int], spread: float = 40, seed: int = 20) -> Image.Image:
    """Grey noise around 128 with about this standard deviation, bell-shaped, as `Image.effect_noise` would give it."""
    dice = random.Random(seed)
    length = size[0] * size[1]
    layers = [Image.frombytes("L", size, dice.randbytes(length)) for _ in range(4)]
    halves = [ImageChops.add(one, other, 2) for one, other in (layers[:2], layers[2:])]
    even = ImageChops.add(*halves, 2)  # the mean of four even layers: 37 grey levels around 127.5
    return even.point(lambda grey: 128 + (grey - 127.5) * spread / 37)
