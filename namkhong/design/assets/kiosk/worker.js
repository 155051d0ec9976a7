// Keeps the page of this tablet and its two files, so that it opens without a network; sends what waits, also when the
// page has been closed meanwhile. Its reach is the tablets' folder and nothing else (the address it comes from says so).
import { queue, ready, send } from "./queue.js";

const CACHE = "namkhong-may-1";
const PATIENCE = 8_000;

async function keep(addresses) {
  const cache = await caches.open(CACHE);
  const wanted = addresses.map((address) => new URL(address, self.location.origin).pathname);
  for (const path of wanted) {
    const answer = await fetch(path, { credentials: "omit" });
    if (answer.ok && !answer.redirected) await cache.put(path, answer);
  }
  // What an older page needed goes, once everything of this one is there.
  for (const { url } of await cache.keys()) {
    if (!wanted.includes(new URL(url).pathname)) await cache.delete(url);
  }
}

/** The page as the door has it now; where that takes too long or fails, as it was last seen. */
async function freshest(request) {
  const cache = await caches.open(CACHE);
  const path = new URL(request.url).pathname;
  const known = await cache.match(path);
  const stop = new AbortController();
  const clock = known && setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(request.url, { credentials: "omit", signal: stop.signal, cache: "no-store" });
    if (answer.status >= 500 && known) return known;
    return answer;
  } catch (error) {
    if (known) return known;
    throw error;
  } finally {
    clearTimeout(clock);
  }
}

async function deliverAll() {
  const waiting = ready(await queue.all());
  for (const here of new Set(waiting.map((entry) => entry.here))) {
    const said = await send(here, waiting.filter((entry) => entry.here === here));
    if (!said) throw new Error("still waiting"); // the browser tries again later
  }
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => event.waitUntil(keep(event.data?.keep || []).catch(() => {})));
self.addEventListener("sync", (event) => event.waitUntil(deliverAll()));
self.addEventListener("fetch", (event) => {
  const { method, mode, destination, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== self.location.origin) return;
  if (mode === "navigate") event.respondWith(freshest(event.request));
  else if (destination === "style" || destination === "script") {
    event.respondWith(caches.match(pathname).then((known) => known || fetch(event.request)));
  }
});
