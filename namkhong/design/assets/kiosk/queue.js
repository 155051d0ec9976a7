// Ratings tapped on this tablet that the door has not yet said it keeps. The page and its worker share them in the
// browser's data base; where there is none they are held in memory, and lost only with the page.
import { within } from "../base.js";

const PATIENCE = 20_000;
const AT_ONCE = 40;
const held = new Map();

const kept = async (mode, work, otherwise) => {
  try { return await within("namkhong-may", "y-kien", "number", mode, work); } catch { return otherwise(); }
};

export const queue = {
  put: (entry) => kept("readwrite", (store) => store.put(entry), () => held.set(entry.number, entry)),
  drop: async (number) => {
    held.delete(number);
    await kept("readwrite", (store) => store.delete(number), () => {});
  },
  all: async () => [...(await kept("readonly", (store) => store.getAll(), () => [])), ...held.values()],
};

/** How far the clock of the door is ahead of this tablet's, in milliseconds, as last heard. */
let ahead = 0;
try { ahead = Number(localStorage.getItem("namkhong-may-gio")) || 0; } catch { /* then the tablet's own clock stands */ }

function hear(seconds) {
  ahead = seconds * 1000 - Date.now();
  try { localStorage.setItem("namkhong-may-gio", String(Math.round(ahead))); } catch { /* known until the page closes */ }
}

/** The number of a new rating: the hour in which it is given, by the clock of the door, then chance. */
export function freshNumber() {
  const hour = Math.floor((Date.now() + ahead) / 3_600_000);
  const chance = crypto.getRandomValues(new Uint8Array(13));
  return hour.toString(16).padStart(6, "0") + Array.from(chance, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Those that need not wait for a second tap any more; a clock that was put back keeps none for ever. */
export const ready = (entries) => {
  const now = Date.now();
  return entries.filter((entry) => entry.after <= now || entry.after > now + 60_000);
};

/**
 * Send some ratings of one point to `here`, or only ask how things stand. The answer of the door, or nothing where what
 * came is not clearly an answer of ours (no network, a hotspot's own page, a breakdown): then everything stays.
 */
export async function send(here, entries) {
  const stop = new AbortController();
  const clock = setTimeout(() => stop.abort(), PATIENCE);
  const some = entries.slice(0, AT_ONCE);
  try {
    const answer = await fetch(here, {
      method: "POST",
      body: JSON.stringify({ given: some.map((entry) => [entry.number, entry.score, entry.reason]) }),
      headers: { "Content-Type": "application/json" },
      credentials: "omit",
      redirect: "error",
      signal: stop.signal,
    });
    if (!(answer.headers.get("Content-Type") || "").startsWith("application/json")) return undefined;
    const said = await answer.json();
    if (answer.status === 404 && said.words) return { stopped: true };
    if (!Array.isArray(said.kept)) return undefined;
    hear(said.now);
    for (const number of [...said.kept, ...said.never]) await queue.drop(number);
    return { sent: said.kept.length, more: answer.ok && entries.length > some.length };
  } catch {
    return undefined;
  } finally {
    clearTimeout(clock);
  }
}
