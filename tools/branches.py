"""Tells which lines and branches the tests took, at a small part of what tracing costs; a plugin of pytest.

    PYTEST_PLUGINS=tools.branches python -m pytest ...     then: coverage combine, coverage report

While Python traces, every instruction of every library goes the slow way, although only our rules and actions are
measured. So the measured modules are given marks when they are imported: before each statement, one that notes the
step from the statement before it. What is noted goes into Coverage's own files, and Coverage says, as ever, which
steps there could be: a step that is not noted counts as missing, never as taken. tests/house/test_branches.py
compares with Coverage's tracer.
"""

import ast
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType, ModuleType

import coverage
import pytest
from coverage.files import GlobMatcher, prep_patterns

SEEN: dict[str, set[tuple[int, int]]] = defaultdict(set)
Block = list[ast.stmt]


def marked(source: bytes, path: str) -> CodeType:
    """The module, noting every step in its global `_steps_`."""
    tree = ast.parse(source, path)
    tree.body = _block(tree.body, -1)
    return compile(ast.fix_missing_locations(tree), path, "exec", dont_inherit=True)


def _block(body: Sequence[ast.stmt], scope: int) -> Block:
    """The statements with a mark before each that does something; `scope` is the line of the function around them."""
    made: Block = []
    for place, statement in enumerate(body):
        marks = (
            [] if _silent(statement, scope, first=place == 0) else [_mark(line, scope) for line in _lines(statement)]
        )
        # Nothing may come before an import from the future.
        future = isinstance(statement, ast.ImportFrom) and statement.module == "__future__"
        made += [statement, *marks] if future else [*marks, _entered(statement, scope)]
    return made


def _silent(statement: ast.stmt, scope: int, first: bool) -> bool:
    """Python runs nothing for it."""
    match statement:
        case ast.Global() | ast.Nonlocal():
            return True
        case ast.Expr(value=ast.Constant(value=str())):
            return first and scope <= 0
        case ast.AnnAssign(value=None):
            # In a class it is kept, in a function forgotten.
            return scope > 0
    return False


def _lines(statement: ast.stmt) -> list[int]:
    """Its line, and those of what decorates it."""
    return [made.lineno for made in getattr(statement, "decorator_list", ())] + [statement.lineno]


def _mark(line: int, scope: int) -> ast.stmt:
    """In a function or a module a step from where it was; the body of a class has no room for a variable."""
    step = f"(0, {line})" if scope == 0 else f"(_at_, _at_ := {line})"
    (mark,) = ast.parse(f"_steps_.add({step})").body
    for node in ast.walk(mark):
        if "lineno" in node._attributes:
            node.lineno = node.end_lineno = max(line, 1)
            node.col_offset = node.end_col_offset = 0
    return mark


def _entered(statement: ast.stmt, scope: int) -> ast.stmt:
    """The statement with marks inside it."""
    match statement:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            _enter_function(statement)
        case ast.ClassDef():
            statement.body = _block(statement.body, 0)
        case ast.For() | ast.AsyncFor() | ast.While():
            # Asked again before every round, and a last time before it goes on behind the loop.
            again = _mark(statement.lineno, scope)
            statement.body = [again, *_block(statement.body, scope)]
            statement.orelse = [again, *_block(statement.orelse, scope)]
        case ast.If():
            statement.body, statement.orelse = _block(statement.body, scope), _block(statement.orelse, scope)
        case ast.With() | ast.AsyncWith():
            statement.body = _block(statement.body, scope)
        case ast.Try() | ast.TryStar():
            _enter_try(statement, scope)
        case ast.Match():
            _enter_match(statement, scope)
    return statement


def _enter_function(function: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
    """Comes in from its first line and, where it does not return, falls off its end to there."""
    line = _lines(function)[0]
    (begin,) = ast.parse(f"_at_ = {-line}").body
    documented = int(ast.get_docstring(function, clean=False) is not None)
    first, rest = function.body[:documented], function.body[documented:]
    function.body = [*first, begin, *_block(rest, line), _mark(-line, line)]


def _enter_try(statement: ast.Try | ast.TryStar, scope: int) -> None:
    statement.body, statement.orelse = _block(statement.body, scope), _block(statement.orelse, scope)
    statement.finalbody = _block(statement.finalbody, scope)
    asked: Block = []
    for handler in statement.handlers:
        asked.append(_mark(handler.lineno, scope))
        handler.body = [*asked, *_block(handler.body, scope)]


def _enter_match(statement: ast.Match, scope: int) -> None:
    """The cases are asked one after the other; a last one that lets everything pass notes that none fitted."""
    asked: Block = []
    for case in statement.cases:
        asked.append(_mark(case.pattern.lineno, scope))
        case.body = [*asked, *_block(case.body, scope)]
    last = statement.cases[-1]
    if last.guard or not (isinstance(last.pattern, ast.MatchAs) and last.pattern.pattern is None):
        statement.cases.append(ast.match_case(ast.MatchAs(), None, list(asked)))


class MarkingLoader(SourceFileLoader):
    """Runs a module with its marks; what is compiled so is never kept."""

    def get_code(self, fullname: str) -> CodeType:
        path = self.get_filename(fullname)
        return marked(self.get_data(path), path)

    def exec_module(self, module: ModuleType) -> None:
        vars(module).update(_steps_=SEEN[self.get_filename(module.__name__)], _at_=-1)
        super().exec_module(module)


class Finder(PathFinder):
    """Gives the loader above to the modules that Coverage is told to measure."""

    measured = GlobMatcher([])

    @classmethod
    def find_spec(
        cls, fullname: str, path: Iterable[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if not fullname.startswith("namkhong."):
            return None
        spec = super().find_spec(fullname, path, target)
        if spec and spec.origin and cls.measured.match(spec.origin):
            spec.loader = MarkingLoader(fullname, spec.origin)
            return spec
        return None


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Mark what is imported from now on, before Django is set up."""
    include = coverage.Coverage().get_option("run:include")
    Finder.measured = GlobMatcher(prep_patterns(include), "include")
    sys.meta_path.insert(0, Finder)


def pytest_sessionfinish() -> None:
    """Every process of the tests leaves a file of its own, to be combined."""
    data = coverage.CoverageData(basename=os.environ.get("COVERAGE_FILE", ".coverage"), suffix=True)
    data.add_arcs(SEEN)
    data.touch_files(SEEN)
    data.write()
