// Keeps the signing pages of this device readable without a network, and sends what was signed meanwhile.
// Its reach is the folder of personal links and nothing else (the address it is served from says so).
import { outbox, send } from "./outbox.js";

const CACHE = "namkhong-ky-1";
const PATIENCE = 8_000;
const reach = new URL(self.registration.scope).pathname;

/** A signing page itself, not the questions behind it: those are asked fresh each time. */
const isPage = (url) => url.pathname.startsWith(reach) && /^[^/]+\/$/.test(url.pathname.slice(reach.length));

async function keep(addresses) {
  const cache = await caches.open(CACHE);
  await Promise.all(
    addresses.map(async (address) => {
      const url = new URL(address, self.location.origin);
      if (url.origin !== self.location.origin) return;
      const answer = await fetch(url.pathname, { credentials: "omit" });
      if (answer.ok && !answer.redirected) await cache.put(url.pathname, answer);
    }),
  );
}

/** The page as the server has it now; where that takes too long or fails, as it was last seen. */
async function freshest(request, url) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(url.pathname);
  const stop = new AbortController();
  const clock = kept && setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(request.url, { credentials: "same-origin", signal: stop.signal, redirect: "manual" });
    if (answer.status === 404) await cache.delete(url.pathname);
    else if (answer.ok && !url.search) await cache.put(url.pathname, answer.clone());
    return answer;
  } catch (error) {
    if (kept) return kept;
    throw error;
  } finally {
    clearTimeout(clock);
  }
}

async function keptElse(request, url) {
  const kept = await (await caches.open(CACHE)).match(url.pathname);
  return kept || fetch(request);
}

async function deliverAll() {
  const waiting = ((await outbox.all()) || []).filter((entry) => entry.byLink && entry.state === "waiting");
  for (const entry of waiting) {
    const now = await send(entry);
    if (now.state === "waiting") throw new Error("still waiting"); // the browser tries again later
    await outbox.put(now);
  }
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => event.waitUntil(keep(event.data?.keep || []).catch(() => {})));
self.addEventListener("sync", (event) => event.waitUntil(deliverAll()));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && isPage(url)) event.respondWith(freshest(event.request, url));
  else if (event.request.destination === "style" || event.request.destination === "script") {
    event.respondWith(keptElse(event.request, url));
  }
});
