"""One contract of the house that import-linter does not bring along."""

import grimp
from importlinter import Contract, ContractCheck, output

DOORS = ("views", "forms", "tasks", "api", "urls")


class OwnDoors(Contract):  # type: ignore[misc]
    """Pages, forms and tasks of a room are for visitors, not for other rooms: those use actions and queries."""

    type_name = "own_doors"

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:
        """Collect every import that ends in a door of another room."""
        wrong = []
        for importer in sorted(graph.modules):
            for imported in sorted(graph.find_modules_directly_imported_by(importer)):
                room, door = [*imported.split("."), "", ""][1:3]
                if door in DOORS and importer.split(".")[1] != room:
                    wrong.append(f"{importer} -> {imported}")
        return ContractCheck(kept=not wrong, metadata={"wrong": wrong})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """One line for every import."""
        for line in check.metadata["wrong"]:
            output.print_error(line)
