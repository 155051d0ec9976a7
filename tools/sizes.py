"""How large files, functions and templates are: prints a table, and fails where one is larger than agreed."""

import ast
import sys
from pathlib import Path
from statistics import median, quantiles

HOUSE = Path(__file__).resolve().parents[1] / "namkhong"
LIMITS = {"files": 400, "functions": 40, "templates": 150}

Sizes = dict[str, dict[str, int]]


def measure() -> Sizes:
    """Lines of every file, function and template; migrations are history and left out."""
    sizes: Sizes = {kind: {} for kind in LIMITS}
    for path in sorted(HOUSE.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        name, text = str(path.relative_to(HOUSE)), path.read_text()
        if text.strip():
            sizes["files"][name] = len(text.splitlines())
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                sizes["functions"][f"{name}:{node.lineno} {node.name}"] = (node.end_lineno or 0) - node.lineno + 1
    for path in sorted(HOUSE.rglob("templates/**/*.html")):
        sizes["templates"][str(path.relative_to(HOUSE))] = len(path.read_text().splitlines())
    return sizes


def too_large(sizes: Sizes) -> list[str]:
    """What is larger than agreed, with its size."""
    return [f"{name}: {size}" for kind, all_ in sizes.items() for name, size in all_.items() if size > LIMITS[kind]]


def main() -> int:
    """Print the table."""
    sizes = measure()
    for kind, all_ in sizes.items():
        lines = sorted(all_.values())
        tenth = quantiles(lines, n=10)[-1]
        print(f"{kind:10} {len(lines):5}  median {median(lines):4.0f}  p90 {tenth:4.0f}  largest {lines[-1]:4}")
    print(*(f"too large: {line}" for line in too_large(sizes)), sep="\n")
    return 1 if too_large(sizes) else 0


if __name__ == "__main__":
    sys.exit(main())
