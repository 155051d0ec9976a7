// The review of a plan: an item and its words in the document show each other, and the keyboard reaches everything.
// Without this script the same is done with the links and buttons on the page.
import { chosenIn, clearChosen } from "./chosen.js";
import { draftsHere } from "./memory.js";
import { whenLoaded, watchParts } from "./parts.js";

const WIDE = matchMedia("(min-width: 48rem)");
const page = document.querySelector("[data-review]");
const text = document.getElementById("van-ban");
const itemOf = (pk) => document.getElementById(`muc-${pk}`);
const items = () => [...page.querySelectorAll(".item[data-item]")];
const marksOf = (pk) => [...text.querySelectorAll(`mark[data-items~="${pk}"]`)];
let current = "";

function light(found) {
  for (const old of page.querySelectorAll(".is-twin")) old.classList.remove("is-twin");
  for (const el of found) el.classList.add("is-twin");
}

/** Scrolls the document, never the page, so that what is read does not jump away. */
function scrollText(el) {
  const box = text.getBoundingClientRect();
  const at = el.getBoundingClientRect();
  const bottom = Math.min(box.bottom - 16, innerHeight - 96); // on a tablet the menu stands at the foot of the screen
  if (at.top < box.top + 16 || at.bottom > bottom) text.scrollTop += at.top - box.top - Math.min(box.height, innerHeight) / 4;
}

/** After a press the words must be seen, even where the document itself is still half below the screen. */
function pull(el) {
  const over = el.getBoundingClientRect().bottom - (innerHeight - 96);
  if (over > 0) scrollBy(0, over);
}

function showTab(name) {
  if (!page.querySelector("[data-tabs]")) return;
  page.dataset.tab = name;
  for (const tab of page.querySelectorAll("[data-tab]")) tab.setAttribute("aria-pressed", String(tab.dataset.tab === name));
}

/** The words of an item, or of anything that says from which letter to which it speaks. */
async function showWords(el, follow, pressed = follow) {
  if (!text || !el.dataset.from) return light([el]);
  const from = Number(el.dataset.from);
  if (follow) showTab("van-ban");
  await whenLoaded(text, from);
  let found = el.dataset.item ? marksOf(el.dataset.item) : [];
  if (!found.length) found = linesBetween(from, Number(el.dataset.to || from + 1));
  light([el, ...found]);
  if (!found.length || !text.offsetParent) return;
  scrollText(found[0]);
  if (pressed) pull(found[0]);
}

function linesBetween(from, to) {
  return [...text.querySelectorAll(".line[data-from]")].filter((line) => {
    const start = Number(line.dataset.from);
    return start < to && start + line.textContent.length > from;
  });
}

function showItem(pk, jump) {
  const item = itemOf(pk);
  if (!item) {
    if (jump) location.assign(`?muc=${pk}#muc-${pk}`); // in a window that is not on the page
    return;
  }
  light([item, ...marksOf(pk)]);
  if (jump) showTab("muc");
  if (item.offsetParent && (jump || !inView(item))) item.scrollIntoView({ block: "center" });
  if (jump) choose(item, false);
}

function inView(el) {
  const at = el.getBoundingClientRect();
  return at.top >= 0 && at.top < innerHeight - 80;
}

/** From now on the keys mean this item. */
function choose(item, show = true) {
  for (const old of page.querySelectorAll(".is-current")) old.classList.remove("is-current");
  item.classList.add("is-current");
  current = item.dataset.item;
  if (!item.contains(document.activeElement)) item.focus({ preventScroll: true });
  if (!inView(item)) item.scrollIntoView({ block: "center" });
  if (show) showWords(item, false, WIDE.matches);
}

function step(by) {
  const all = items();
  const at = all.findIndex((item) => item.dataset.item === current);
  const next = all[at + by] || (at < 0 ? all[0] : null);
  if (next) choose(next);
}

function nextDoubtful() {
  const all = items();
  const at = all.findIndex((item) => item.dataset.item === current);
  const later = [...all.slice(at + 1), ...all.slice(0, at + 1)].find((item) => "look" in item.dataset && item.dataset.item !== current);
  if (later) choose(later);
  else page.querySelector('[data-key="next-look"]')?.click();
}

function press(key) {
  const item = current && itemOf(current);
  item?.querySelector(`[data-key="${key}"]`)?.click();
}

function toggleKeys() {
  const keys = document.getElementById("phim");
  keys.open = !keys.open;
  if (keys.open) {
    keys.scrollIntoView({ block: "nearest" });
    keys.querySelector("summary").focus();
  }
}

function find() {
  showTab("van-ban");
  const box = document.getElementById("tim");
  box?.focus();
  box?.select();
}

const KEYS = {
  j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1), n: nextDoubtful,
  d: () => press("confirm"), x: () => press("take-out"), v: () => press("text"),
  u: () => page.querySelector('[data-key="undo"]')?.click(), "/": find, "?": toggleKeys,
};

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const at = event.target;
  if (event.key === "Escape") return leave(at);
  if (at.closest("input, textarea, select, [contenteditable]")) return;
  // Arrows scroll the document where it has the focus, and Enter presses what has it.
  if (event.key.startsWith("Arrow") && at.closest("#van-ban, .source-table")) return;
  if (event.key === "Enter") {
    if (at.matches(".item[data-item]")) { event.preventDefault(); press("edit"); }
    return;
  }
  const run = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!run) return;
  event.preventDefault();
  run();
}

function leave(at) {
  const item = at.closest(".item[data-item]");
  item?.querySelector('[data-key="leave"]')?.click();
  clearChosen();
}

function onPoint(event) {
  const mark = event.target.closest?.("mark[data-items]");
  if (mark) return showItem(mark.dataset.items.split(" ").pop(), false);
  const el = event.target.closest?.(".item[data-item], [data-review] [data-from]:not(.line):not(.part)");
  if (el) showWords(el, false);
}

let waiting;
function onHover(event) {
  clearTimeout(waiting);
  if (WIDE.matches) waiting = setTimeout(() => onPoint(event), 180);
}

function onClick(event) {
  const tab = event.target.closest("[data-tab]");
  if (tab && tab !== page) return showTab(tab.dataset.tab);
  const link = event.target.closest("[data-item-link]");
  if (link && itemOf(link.dataset.itemLink)) { event.preventDefault(); return choose(itemOf(link.dataset.itemLink)); }
  if (event.target.closest('[data-key="text"]')) {
    event.preventDefault();
    const item = event.target.closest(".item");
    choose(item, false);
    return showWords(item, true);
  }
  const next = event.target.closest('[data-key="next-look"]');
  if (next && event.isTrusted && items().some((item) => "look" in item.dataset)) { event.preventDefault(); return nextDoubtful(); }
  const mark = event.target.closest("mark[data-items]");
  if (mark && getSelection().isCollapsed) {
    const pk = mark.dataset.items.split(" ").pop();
    if (pk !== "0") showItem(pk, true);
    return;
  }
  const item = event.target.closest(".item[data-item]");
  if (item && !event.target.closest("a, button, form")) choose(item);
}

/** After an item was changed: keep the place, go on where it went away. */
function onSwapped(event) {
  const gone = event.detail.target;
  if (!gone?.matches?.(".item[data-item]")) return;
  const item = itemOf(gone.dataset.item);
  if (item) {
    if (item.querySelector("form")) item.querySelector("textarea, input:not([type=hidden]), select")?.focus();
    else if (!typing()) choose(item);
  } else if (following && !typing()) choose(following);
}

/** Whether somebody has gone on to a field meanwhile: then the keys are theirs. */
const typing = () => Boolean(document.activeElement?.matches("input, textarea, select"));

let following = null;
function onBefore(event) {
  const item = event.detail.target?.closest?.(".item[data-item]");
  if (!item) return;
  const all = items();
  following = all[all.indexOf(item) + 1] || all[all.indexOf(item) - 1] || null;
  current = item.dataset.item;
}

function begin() {
  document.getElementById("phim").hidden = false;
  const tabs = page.querySelector("[data-tabs]");
  if (tabs) { tabs.hidden = false; showTab(location.hash.startsWith("#trich-") || location.search.includes("tim=") ? "van-ban" : "muc"); }
  page.addEventListener("mouseover", onHover);
  page.addEventListener("focusin", onPoint);
  page.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  addEventListener("hashchange", () => { if (location.hash.startsWith("#muc-")) showItem(location.hash.slice(5), false), showTab("muc"); });
  document.body.addEventListener("htmx:beforeSwap", onBefore);
  document.body.addEventListener("htmx:afterSettle", onSwapped);
  if (text) {
    watchParts(text);
    chosenIn(text, () => current && itemOf(current));
  }
  const asked = new URLSearchParams(location.search).get("muc");
  const sought = document.getElementById("tim-thay");
  if (asked && itemOf(asked)) {
    choose(itemOf(asked), false);
    showWords(itemOf(asked), location.hash.startsWith("#trich-"));
  }
  if (sought) { light([sought.closest("mark")]); sought.scrollIntoView({ block: "center" }); }
}

/** Somebody was typing when the page went away: open that item again, its form offers what was typed. */
function reopenDrafts() {
  for (const name of draftsHere()) document.getElementById(name)?.querySelector('[data-key="edit"]')?.click();
}

if (page) {
  begin();
  document.addEventListener("DOMContentLoaded", () => setTimeout(reopenDrafts));
}
