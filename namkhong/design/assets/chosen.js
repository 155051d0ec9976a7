// Words chosen in the document become the source of an item that is there, or a new item.
const SHOWN = 120;

const bar = () => document.getElementById("doan-chon");

/** How many letters (not UTF-16 units) stand in a line before a place in it. */
function lettersBefore(line, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(line);
  range.setEnd(node, offset);
  return [...range.toString()].length;
}

/** The letter of the document at a place of the page; null outside its lines. */
function letterAt(node, offset) {
  const el = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const line = el.closest(".line[data-from]");
  if (line) return Number(line.dataset.from) + lettersBefore(line, node, offset);
  // Between two lines: the place is the start of the line that follows, or the end of the last one.
  const after = el.childNodes[offset]?.nodeType === Node.ELEMENT_NODE ? el.childNodes[offset] : null;
  const next = after && (after.matches(".line") ? after : after.querySelector(".line[data-from]"));
  if (next) return Number(next.dataset.from);
  const lines = el.querySelectorAll(".line[data-from]");
  const last = lines[lines.length - 1];
  return last ? Number(last.dataset.from) + [...last.textContent].length : null;
}

function chosen(text) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
  const words = selection.toString().trim();
  const start = letterAt(range.startContainer, range.startOffset);
  const end = letterAt(range.endContainer, range.endOffset);
  return words && start !== null && end !== null && end > start ? { start, end, words } : null;
}

function fill(form, found, more = {}) {
  for (const [name, value] of Object.entries({ start: found.start, end: found.end, sentence: found.words, ...more })) {
    if (form.elements[name]) form.elements[name].value = value;
  }
}

function show(found, item) {
  const place = bar();
  const words = found.words.replace(/\s+/g, " ");
  place.querySelector("[data-words]").textContent = `“${words.length > SHOWN ? `${words.slice(0, SHOWN)}…` : words}”`;
  const use = place.querySelector("[data-use]");
  use.hidden = !item;
  if (item) {
    use.action = item.dataset.quoteUrl;
    fill(use, found, { seen: item.dataset.seen });
    const name = (item.querySelector(".item-name, blockquote") || item).textContent.trim().replace(/\s+/g, " ");
    use.querySelector("[data-for]").textContent = name.length > 60 ? `${name.slice(0, 60)}…` : name;
  }
  fill(place.querySelector("form:not([data-use])"), found);
  place.hidden = false;
}

/** Forget the choice. */
export function clearChosen() {
  const place = bar();
  if (!place || place.hidden) return;
  place.hidden = true;
  getSelection().removeAllRanges();
}

/** Offer what can be done with the words as soon as some are chosen; `itemNow` is the item at hand, if any. */
export function chosenIn(text, itemNow) {
  let waiting;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (bar().contains(document.activeElement)) return;
      const found = chosen(text);
      if (found) show(found, itemNow());
      else bar().hidden = true;
    }, 150);
  });
}
