"""Walking through the house: its rooms, files, imports and templates, for the tests beside this file."""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "namkhong"


@cache
def storeys() -> dict[str, int]:
    """Every room and its height on the staircase, read from the contract that the linter enforces."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = next(c["layers"] for c in settings["contracts"] if c.get("exhaustive"))
    return {room: height for height, layer in enumerate(reversed(layers)) for room in layer.split(" | ")}


def room_of(path: Path) -> str:
    """The room in which a file lies; "" for the files at the door of the house."""
    parts = path.relative_to(HOUSE).parts
    return parts[0] if len(parts) > 1 else ""


@cache
def code() -> dict[Path, ast.Module]:
    """Every Python file of the house, parsed; migrations are history and left out."""
    paths = sorted(path for path in HOUSE.rglob("*.py") if "migrations" not in path.parts)
    return {path: ast.parse(path.read_text(), str(path)) for path in paths}


@cache
def templates() -> dict[Path, str]:
    """Every page of the house."""
    return {path: path.read_text() for path in sorted(HOUSE.rglob("templates/**/*.html"))}


def imported(node: ast.AST) -> list[str]:
    """The modules that an import statement names; nothing for any other node."""
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file."""
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def literals(tree: ast.Module) -> Iterator[ast.Constant]:
    """Every piece of text in a file that is not a docstring."""
    said_only = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said_only:
            yield node


def at(path: Path, node: ast.AST | None = None) -> str:
    """Where something is, to be read in a failure."""
    line = f":{node.lineno}" if node is not None else ""
    return f"{path.relative_to(ROOT)}{line}"
