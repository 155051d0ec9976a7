"""Reads the definitions in this folder and checks them against their shape."""

import tomllib
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from namkhong.foundation.errors import DomainError
from namkhong.plans.library.shape import Definition

FOLDER = Path(__file__).parent


class UnknownDefinition(DomainError):
    sentence = "Không có bộ định nghĩa kế hoạch “{key}”. Các bộ hiện có: {known}."


class BrokenDefinition(DomainError):
    sentence = "Tệp định nghĩa {file} sai ở mục {place}: {reason}. Hãy sửa tệp rồi khởi động lại."


def keys() -> tuple[str, ...]:
    """Keys of the definitions at hand, in alphabetical order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def load(key: str) -> Definition:
    """The definition of that key. Raises: UnknownDefinition, BrokenDefinition."""
    if key not in keys():
        raise UnknownDefinition(key=key, known=", ".join(keys()))
    return read(FOLDER / f"{key}.toml")


def load_all() -> tuple[Definition, ...]:
    """Every definition at hand. Raises: BrokenDefinition."""
    return tuple(load(key) for key in keys())


def read(path: Path) -> Definition:
    """Read one file; its name must be the definition's key. Raises: BrokenDefinition, naming file and place."""
    try:
        definition = Definition.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise BrokenDefinition(file=path.name, place="cú pháp", reason=str(error)) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = " > ".join(str(step) for step in first["loc"]) or "toàn bộ"
        raise BrokenDefinition(file=path.name, place=place, reason=first["msg"]) from error
    if definition.key != path.stem:
        raise BrokenDefinition(file=path.name, place="key", reason="khóa không trùng tên tệp")
    return definition
