// What was signed on this device and has not reached the server, or has: one entry for each signing page.
// The page and its worker share it, so it lies in IndexedDB; where a browser has none, the page alone keeps it, and where
// nothing may be kept at all (some private windows), it is sent all the same as long as the page stays open.
import { within as shelf } from "../base.js";

const NAME = "namkhong-ky";
const STORE = "ban-ky";
const PATIENCE = 20_000;

const within = (mode, work) => shelf(NAME, STORE, "page", mode, work);

const simple = {
  get: (page) => JSON.parse(localStorage.getItem(`${NAME}:${page}`) || "null") || undefined,
  put: (entry) => localStorage.setItem(`${NAME}:${entry.page}`, JSON.stringify(entry)),
  drop: (page) => localStorage.removeItem(`${NAME}:${page}`),
};
const either = async (first, second) => {
  try { return await first(); } catch { try { return second(); } catch { return undefined; } }
};
const held = new Map();

export const outbox = {
  get: async (page) =>
    (await either(() => within("readonly", (store) => store.get(page)), () => simple.get(page))) || held.get(page),
  put: (entry) => {
    held.set(entry.page, entry);
    return either(() => within("readwrite", (store) => store.put(entry)), () => simple.put(entry));
  },
  drop: (page) => {
    held.delete(page);
    return either(() => within("readwrite", (store) => store.delete(page)), () => simple.drop(page));
  },
  all: () => either(() => within("readonly", (store) => store.getAll()), () => []),
};

/** A random number for one signature; old browsers have the random bytes but not the ready word. */
export function freshId() {
  if (self.crypto?.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/**
 * Send one entry and say how it stands now (`told` is when, by the clock of the server). The same entry may be sent as often as one likes: the server knows it by its
 * number. Whatever is not clearly an answer of ours (no network, a hotspot's own page, a breakdown) leaves it waiting.
 */
export async function send(entry, forgery = "") {
  const stop = new AbortController();
  const clock = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(entry.page, {
      method: "POST",
      body: new URLSearchParams({ ma: entry.id, van: entry.text }),
      headers: forgery ? { Accept: "application/json", "X-CSRFToken": forgery } : { Accept: "application/json" },
      credentials: forgery ? "same-origin" : "omit",
      redirect: "manual",
      signal: stop.signal,
    });
    if (answer.status === 404) {
      return { ...entry, state: "refused", words: "Đường dẫn này không còn dùng được. Hãy xin đơn vị đường dẫn mới." };
    }
    const said = (answer.headers.get("Content-Type") || "").startsWith("application/json") ? await answer.json() : {};
    if (answer.ok && said.words) return { ...entry, ...said, state: "signed" };
    if (answer.status >= 400 && answer.status < 500 && said.words) return { ...entry, ...said, state: "refused" };
  } catch { /* no network, or too slow: it stays here */ } finally {
    clearTimeout(clock);
  }
  return { ...entry, state: "waiting" };
}
