// A long document comes in parts: what is not on the page yet is fetched when it comes near, or when it is asked for.
const LINE = 24; // about the height of a line in pixels, to keep room

const coming = new Map();

function load(part) {
  if (!part.dataset.fetch) return Promise.resolve(part);
  if (!coming.has(part.id)) coming.set(part.id, fetchPart(part).finally(() => coming.delete(part.id)));
  return coming.get(part.id);
}

async function fetchPart(part) {
  try {
    const answer = await fetch(part.dataset.fetch, { headers: { "HX-Request": "true" } });
    if (!answer.ok || answer.redirected) return part; // the link in its place stays
    const made = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".part");
    if (!made) return part;
    part.replaceWith(made);
    return made;
  } catch {
    return part;
  }
}

/** The part with this letter, once it is on the page. */
export async function whenLoaded(text, letter) {
  const part = [...text.querySelectorAll(".part")].find((one) => letter < Number(one.dataset.to));
  if (part) await load(part);
}

/** Keep room for the parts to come, and fetch each when it is nearly in view. */
export function watchParts(text) {
  const watcher = new IntersectionObserver((seen) => {
    for (const { isIntersecting, target } of seen) {
      if (!isIntersecting) continue;
      watcher.unobserve(target);
      load(target);
    }
  }, { root: text, rootMargin: "600px" });
  for (const part of text.querySelectorAll(".part[data-fetch]")) {
    part.style.minHeight = `${Number(part.dataset.lines) * LINE}px`;
    watcher.observe(part);
  }
}
