// A tablet at a counter: a tap is a rating, a second one says why if somebody likes, then the page is fresh again for the
// next person. It works on while the network is away, and mends itself when it is left open for days.
import { freshNumber, queue, ready, send } from "./queue.js";

const main = document.querySelector("main");
const part = (name) => main.querySelector(`[data-part="${name}"]`);
const { here, point, worker } = main.dataset;
const WHY = 8_000;
const THANKS = 3_000;
const AGAIN = 15_000;
const ASK_ANYWAY = 300_000;
const RENEW = 6 * 3_600_000;
const born = Date.now();
let shown = "ask";
let until = 0;
let tapped;
let busy = false;
let next = 0;

function show(name, lasts = 0) {
  for (const each of ["ask", "why", "thanks", "stopped"]) part(each).hidden = each !== name;
  shown = name;
  until = lasts && Date.now() + lasts;
}

const own = async () => (await queue.all()).filter((entry) => entry.point === point);

/** Say how many wait, where any has waited longer than a sending takes. */
async function sign() {
  const count = ready(await own()).length;
  part("waiting").textContent = count ? `Còn ${count} ý kiến chờ gửi, đã lưu trên máy.` : "";
  part("waiting").hidden = !count;
}

/** One sending at a time; everything that is ready, or a question whether this tablet may still go on. */
async function deliver() {
  if (busy) return;
  busy = true;
  next = Date.now() + AGAIN;
  try {
    let said;
    do said = await send(here, ready(await own())); while (said?.more);
    if (said?.stopped) show("stopped");
    else if (said && shown === "stopped") show("ask");
    if (said && !ready(await own()).length) next = Date.now() + ASK_ANYWAY;
    // A fresh page now and then, while nobody stands before it and only where one can be had.
    if (said && shown === "ask" && Date.now() - born > RENEW) location.reload();
  } finally {
    busy = false;
    await sign();
  }
}

/** The first tap. It is written down before anything else, so that a tablet that goes out loses nothing. */
async function rate(event) {
  event.preventDefault();
  const score = Number(event.submitter?.value);
  if (shown !== "ask" || !score) return;
  show("why", WHY);
  tapped = { number: freshNumber(), score, reason: null, point, here, after: Date.now() + WHY };
  document.documentElement.requestFullscreen?.().catch(() => {});
  await queue.put(tapped);
}

/** The second tap. */
async function explain(event) {
  const button = event.target.closest("[data-reason]");
  if (!button || shown !== "why") return;
  show("thanks", THANKS);
  const said = button.dataset.reason;
  await queue.put({ ...tapped, reason: said === "" ? null : Number(said), after: 0 });
  await afterwards();
}

async function afterwards() {
  await deliver();
  const registration = await navigator.serviceWorker?.getRegistration();
  registration?.sync?.register("gui").catch(() => {});
}

/** Screens go by the clock and not by timers of their own, which a tablet that slept may have missed. */
function tick() {
  const now = Date.now();
  if (until && now >= until) {
    if (shown === "why") {
      show("thanks", THANKS);
      afterwards();
    } else if (shown === "thanks") show("ask");
  }
  if (now >= next || next > now + ASK_ANYWAY) deliver();
}

let lamp;
async function stayAwake() {
  if (document.hidden || (lamp && !lamp.released)) return;
  try { lamp = await navigator.wakeLock.request("screen"); } catch { /* then the tablet's own settings decide */ }
}

/** Something went wrong: begin anew, not more than once a minute. */
function mend() {
  if (Date.now() - born > 60_000) location.reload();
}

part("ask").querySelector("form").addEventListener("submit", rate);
part("why").addEventListener("click", explain);
addEventListener("contextmenu", (event) => event.preventDefault());
addEventListener("online", deliver);
addEventListener("error", mend);
addEventListener("unhandledrejection", mend);
document.addEventListener("visibilitychange", () => {
  stayAwake();
  if (!document.hidden) deliver();
});
setInterval(tick, 500);
stayAwake();
navigator.storage?.persist?.().catch(() => {});

if ("serviceWorker" in navigator) {
  addEventListener("load", async () => {
    try {
      await navigator.serviceWorker.register(worker);
      const begun = await navigator.serviceWorker.ready;
      const files = [...document.querySelectorAll("link[rel=stylesheet], script[src]")].map((item) => item.href || item.src);
      begun.active.postMessage({ keep: [here, ...files] });
    } catch { /* the page works all the same, but is not there when it is opened without a network */ }
  });
}
