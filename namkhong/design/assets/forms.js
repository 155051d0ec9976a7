// What forms gain with the script: one send per click, drafts kept on the device, a word before leaving, errors in view.
import { draftName as key, isDraft, memory, session } from "./memory.js";

const SENT = "namkhong-sent";
const SECRET = ["csrfmiddlewaretoken", "submission", "form_owner"];

/** Name and value of everything typed; secrets, passwords and files are never kept on the device. */
function typed(form) {
  return [...form.elements]
    .filter((el) => el.name && !SECRET.includes(el.name) && !["password", "file", "submit", "button", "hidden"].includes(el.type))
    .map((el) => [el.name, el.value, ["checkbox", "radio"].includes(el.type) ? el.checked : null]);
}

function fill(form, kept) {
  for (const [name, value, checked] of kept) {
    for (const el of form.elements) {
      if (el.name !== name) continue;
      if (checked === null) el.value = value;
      else if (el.value === value) el.checked = checked;
    }
  }
}

function note(form, words, action, run) {
  const box = document.createElement("div");
  box.className = "callout tone-info kept-draft";
  box.setAttribute("role", "status");
  const text = document.createElement("span");
  text.textContent = words;
  box.append(text);
  for (const [label, act] of [[action, run], ["Bỏ bản này", () => memory.drop(key(form))]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = label;
    button.addEventListener("click", () => { act(); box.remove(); });
    box.append(button);
  }
  form.prepend(box);
}

const WEEK = 7 * 24 * 3600 * 1000;

/** After a send: forget the draft where the answer shows that it arrived, keep it on every other answer. */
function settleSent() {
  const sent = session.get(SENT);
  if (!sent || document.querySelector(".entry, .problem")) return;
  session.drop(SENT);
  const back = [...document.querySelectorAll("form[data-keep]")].some((form) => key(form) === sent);
  if (!back || document.querySelector(".messages .tone-good")) memory.drop(sent);
}

function keepDrafts(form) {
  const shown = JSON.stringify(typed(form));
  const kept = JSON.parse(memory.get(key(form)) || "null");
  if (kept && kept.typed !== shown) {
    const when = new Date(kept.at).toLocaleString("vi-VN", { hour: "2-digit", minute: "2-digit", day: "2-digit", month: "2-digit" });
    note(form, `Trên máy này còn bản đang điền dở lúc ${when}.`, "Điền lại bản đó", () => {
      fill(form, JSON.parse(kept.typed));
      form.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => memory.set(key(form), JSON.stringify({ typed: JSON.stringify(typed(form)), at: Date.now() })), 400);
  });
}

/** Drafts older than a week go; at sign-out all go. */
function sweep(all) {
  for (const name of memory.names()) {
    if (!isDraft(name)) continue;
    const kept = JSON.parse(memory.get(name) || "null");
    if (all || !kept || Date.now() - kept.at > WEEK) memory.drop(name);
  }
}

function newId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
}

settleSent();
sweep(false);
function ready(form) {
  // Our own sentences stand at the place; the browser's bubbles speak its language, not the reader's.
  if (form.classList.contains("form")) form.noValidate = true;
  if ("submission" in form.dataset) {
    const id = document.createElement("input");
    Object.assign(id, { type: "hidden", name: "submission", value: newId() });
    form.append(id);
  }
  if (form.dataset.keep) keepDrafts(form);
  if ("warn" in form.dataset) form.addEventListener("input", () => { form.dataset.dirty = ""; });
}

document.querySelectorAll("form").forEach(ready);
// A form that htmx brings in later gains the same.
document.addEventListener("htmx:load", ({ detail: { elt } }) => {
  if (elt === document.body) return;
  if (elt.matches("form")) ready(elt);
  elt.querySelectorAll("form").forEach(ready);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.dataset.guard === "off" || event.defaultPrevented) return;
  if ("sending" in form.dataset) {
    event.preventDefault();
    return;
  }
  form.dataset.sending = "";
  delete form.dataset.dirty;
  if (form.dataset.keep) session.set(SENT, key(form));
  if ("signOut" in form.dataset) sweep(true);
  // Buttons are only marked, not disabled: a disabled button would not tell the server that it was pressed.
  for (const button of form.querySelectorAll("button[type=submit]")) button.setAttribute("aria-disabled", "true");
  // Where the answer is a file to keep, this page stays: the form must not stay shut.
  setTimeout(() => reopen(form), 10000);
});

function reopen(form) {
  delete form.dataset.sending;
  for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
}

// Back from the next page (also out of the browser's page cache) the form must be usable again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sending]")) reopen(form);
});
window.addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-dirty]")) event.preventDefault();
});

// A saved draft is no longer unsaved; a failed save says so where the reader looks.
document.addEventListener("htmx:afterRequest", (event) => {
  const line = event.target;
  if (event.detail.successful && line.matches && line.matches("form[data-keep]")) memory.drop(key(line));
  if (!line.matches || !line.matches("[data-autosave]")) return;
  if (event.detail.successful) delete line.closest("form").dataset.dirty;
  else line.textContent = "Chưa lưu được lên máy chủ. Bạn cứ điền tiếp, máy sẽ thử lại khi bạn gõ.";
});

const summary = document.querySelector("[data-error-summary]");
if (summary) summary.focus();
