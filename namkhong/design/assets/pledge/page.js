// The signing page: two taps without leaving the page, and nothing lost without a network. Without this script the same
// page works in two plain steps.
import { freshId, outbox, send } from "./outbox.js";

const main = document.querySelector("main");
const part = (name) => main.querySelector(`[data-part="${name}"]`);
const page = location.pathname;
const form = part("form");
const forgery = form?.elements.csrfmiddlewaretoken?.value || "";
const byLink = "worker" in main.dataset;
const AGAIN = 15_000;
const WAITING = "Đã lưu trên máy, sẽ gửi khi có mạng.";
let busy = false;
let later;

function say(words, tone) {
  const line = part("state");
  line.textContent = words;
  line.className = `state ${tone}`;
  line.hidden = !words;
}

function show(entry) {
  clearTimeout(later);
  if (entry.state === "signed") {
    say("", "");
    for (const name of ["read", "form", "text"]) if (part(name)) part(name).hidden = true;
    part("signed-words").textContent = entry.words;
    part("code").textContent = entry.code || "";
    const done = part("done");
    done.hidden = false;
    done.focus();
    return;
  }
  form.hidden = false;
  part("read").hidden = true;
  form.querySelector("button").disabled = entry.state === "waiting";
  if (entry.state === "waiting") {
    say(WAITING, "waiting");
    later = setTimeout(deliver, AGAIN);
  } else {
    say(entry.words, "refused");
    if (entry.renew) part("renew").hidden = false;
  }
}

/** Send what waits for this page; one sending at a time. */
async function deliver() {
  if (busy || !form) return;
  busy = true;
  try {
    const entry = await outbox.get(page);
    if (entry?.state === "signed") show(entry); // another tab, or the worker, was quicker
    if (entry?.state !== "waiting") return;
    const now = await send(entry, forgery);
    if (now.state === "refused") await outbox.drop(page);
    else await outbox.put(now);
    show(now);
  } finally {
    busy = false;
  }
}

/** The second tap. It is written down before anything is sent, so that closing the page loses nothing. */
async function sign(event) {
  event.preventDefault();
  form.querySelector("button").disabled = true;
  say("Đang gửi…", "waiting");
  const known = await outbox.get(page);
  if (known?.state === "signed") return show(known);
  const text = form.elements.van.value;
  const id = known?.text === text ? known.id : freshId();
  await outbox.put({ page, id, text, state: "waiting", byLink });
  await deliver();
  const worker = byLink && (await navigator.serviceWorker?.getRegistration());
  worker?.sync?.register("gui").catch(() => {});
  return undefined;
}

async function begin() {
  const known = await outbox.get(page);
  if (!form) {
    // The server says itself how it stands; what the device remembered is no longer needed.
    if (known?.state === "signed") await outbox.drop(page);
    return;
  }
  form.addEventListener("submit", sign);
  part("read")?.addEventListener("click", (event) => {
    event.preventDefault();
    part("read").hidden = true;
    form.hidden = false;
    form.querySelector("button").focus();
  });
  if (known?.state === "signed" && Number(main.dataset.made) > known.told) await outbox.drop(page);
  else if (known) show(known);
  await deliver();
}

addEventListener("online", deliver);
document.addEventListener("visibilitychange", () => document.hidden || deliver());
begin();

if (byLink && "serviceWorker" in navigator) {
  // After everything else: on a slow line the page itself comes first.
  addEventListener("load", async () => {
    try {
      await navigator.serviceWorker.register(main.dataset.worker);
      const ready = await navigator.serviceWorker.ready;
      const own = [...document.querySelectorAll("link[rel=stylesheet], script[src]")].map((item) => item.href || item.src);
      ready.active.postMessage({ keep: [page, ...own] });
    } catch { /* the page works all the same, only not without a network */ }
  });
}
