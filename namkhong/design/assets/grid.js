// Moving through a grid of numbers with the keys; without it each row leads to a form of its own.
const grid = document.querySelector("[data-grid]");
const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Enter: [1, 0] };

function at(row, place) {
  return row && row.cells[place] && row.cells[place].querySelector("[data-cell]");
}

/** The next cell that can be filled in, over those that cannot. */
function next(input, [down, right]) {
  const cell = input.closest("td");
  let row = cell.parentElement, place = cell.cellIndex;
  do {
    if (down) row = down > 0 ? row.nextElementSibling : row.previousElementSibling;
    place += right;
    if (!row || !row.cells[place]) return null;
  } while (!at(row, place));
  return at(row, place);
}

/** Inside a number the arrows move the caret until it stands at the end. */
function atEdge(input, [, right]) {
  if (!right || input.selectionStart !== input.selectionEnd) return true;
  return input.selectionStart === (right < 0 ? 0 : input.value.length);
}

if (grid) {
  grid.addEventListener("keydown", (event) => {
    const input = event.target, move = MOVES[event.key];
    if (!input.matches("[data-cell]") || !move || event.altKey || event.ctrlKey || event.metaKey || !atEdge(input, move)) return;
    event.preventDefault();
    // Enter lets a number stand as it is; what was typed anew is saved by leaving the cell.
    if (event.key === "Enter" && input.value === input.defaultValue) input.dispatchEvent(new Event("keep", { bubbles: true }));
    const to = next(input, move);
    if (to) to.focus();
    else input.blur();
  });
  grid.addEventListener("focusin", (event) => { if (event.target.matches("[data-cell]")) event.target.select(); });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key !== "z") return;
    const typing = event.target.matches("input, textarea") && event.target.value !== event.target.defaultValue;
    const undo = document.querySelector("form[data-undo]");
    if (typing || !undo) return;
    event.preventDefault();
    undo.requestSubmit();
  });
}
