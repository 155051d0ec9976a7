"""Pictures of pages made ready for reading: opened with care, in grey, without shadows, upright and level."""

import io
import warnings
from collections.abc import Iterator
from statistics import pvariance

from PIL import Image, ImageChops, ImageFilter, ImageOps

from namkhong.plans.reading.errors import BrokenFile, HugePicture

# Our own limit, which is stricter, is held before anything is decoded and has a sentence of its own.
Image.MAX_IMAGE_PIXELS = None
FORMATS = ("PNG", "JPEG", "TIFF")
MOST_PIXELS = 80_000_000
MOST_FRAMES = 40
_LONG_SIDE = 3500
_SHORT_LIMIT = 1700
_SKEWS = (-4.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0)
_NO_INK_LOST = (0, 1)
"""In hundredths, from the dark and the bright end. A last page with a signature is not one hundredth ink: to cut a
hundredth of its darkest points off would leave the grain of the paper and nothing else."""
_LONG_PAGE = 842.0
"""The long side of A4 in points."""


def frames_in(content: bytes) -> int:
    """How many pages a picture has, also those beyond the ones that `frames` gives; 1 where that cannot be seen."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(io.BytesIO(content), formats=FORMATS)
            return int(getattr(picture, "n_frames", 1))
    except MemoryError:
        raise
    except Exception:  # whatever is wrong with the file, `frames` finds it again and says so
        return 1


def frames(content: bytes) -> Iterator[Image.Image]:
    """The pictures of a file in grey, each of a size that suits reading. Raises: BrokenFile, HugePicture."""
    try:
        with warnings.catch_warnings():
            # What a library warns of in a stranger's file is nothing the user could act on.
            warnings.simplefilter("ignore")
            picture = Image.open(io.BytesIO(content), formats=FORMATS)
            for index in range(min(getattr(picture, "n_frames", 1), MOST_FRAMES)):
                picture.seek(index)
                if picture.width * picture.height > MOST_PIXELS:
                    raise HugePicture(limit=MOST_PIXELS // 1_000_000)
                if picture.format == "JPEG":
                    picture.draft("L", (_LONG_SIDE, _LONG_SIDE))
                yield _sized(_grey(ImageOps.exif_transpose(picture)))
    except (MemoryError, HugePicture):
        raise
    except Exception as error:  # the library's decoders raise many kinds: whatever it is, the file is broken
        raise BrokenFile from error


def _grey(picture: Image.Image) -> Image.Image:
    """On white where it is see-through."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear).convert("L")
    if picture.mode.startswith("I;16"):
        return picture.point(lambda value: value / 256).convert("L")
    return picture.convert("L")


def _sized(picture: Image.Image) -> Image.Image:
    long = max(picture.size)
    share = _LONG_SIDE / long if long > _LONG_SIDE else 2.0 if 0 < long < _SHORT_LIMIT else 1.0
    if share == 1.0:
        return picture
    size = (max(1, round(picture.width * share)), max(1, round(picture.height * share)))
    return picture.resize(size, Image.Resampling.BICUBIC)


def dpi_of(picture: Image.Image) -> int:
    """Dots to the inch, if the picture shows a page of A4."""
    return max(70, min(600, round(max(picture.size) / _LONG_PAGE * 72)))


def is_blank(picture: Image.Image) -> bool:
    """Nothing darker than the paper, seen from afar."""
    low, high = picture.resize((80, 110), Image.Resampling.BOX).getextrema()
    return isinstance(low, int) and isinstance(high, int) and high - low < 12


def level(picture: Image.Image) -> Image.Image:
    """Without the shadows of a photo, and with its lines level."""
    clean = _without_shadow(picture)
    angle = _skew(clean)
    if abs(angle) < 0.3:
        return clean
    return clean.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def _without_shadow(picture: Image.Image) -> Image.Image:
    """The picture less its paper: what is far brighter or darker over a wide area is light, not ink."""
    small = picture.resize((max(1, picture.width // 8), max(1, picture.height // 8)), Image.Resampling.BOX)
    paper = small.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(6))
    low, high = paper.getextrema()
    if isinstance(low, int) and isinstance(high, int) and high - low < 25:
        return ImageOps.autocontrast(picture, cutoff=_NO_INK_LOST)
    flat = ImageChops.subtract(picture, paper.resize(picture.size, Image.Resampling.BILINEAR), 1.0, 255)
    return ImageOps.autocontrast(flat, cutoff=(0, 40))


def _skew(picture: Image.Image) -> float:
    """The angle by which the page must be turned back: where the rows of ink stand out most."""
    width = 700
    small = picture.resize((width, max(1, picture.height * width // max(1, picture.width))), Image.Resampling.BOX)
    ink = ImageOps.invert(small).point(lambda value: 255 if value > 70 else 0)
    best = max(_SKEWS, key=lambda angle: _stripes(ink, angle))
    near = [best + step / 4 for step in range(-3, 4)]
    return max(near, key=lambda angle: _stripes(ink, angle))


def _stripes(ink: Image.Image, angle: float) -> float:
    turned = ink.rotate(angle, Image.Resampling.NEAREST, fillcolor=0)
    across = turned.crop((turned.width // 8, turned.height // 16, turned.width * 7 // 8, turned.height * 15 // 16))
    return pvariance(across.resize((1, max(1, across.height)), Image.Resampling.BOX).tobytes())


def as_pgm(picture: Image.Image) -> bytes:
    """The plain form that every reader of pictures knows."""
    out = io.BytesIO()
    picture.save(out, "PPM")
    return out.getvalue()
