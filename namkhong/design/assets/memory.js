// What a device remembers for the person at it.
/** This device's memory; private windows and full disks must not break a page. */
function remembering(store) {
  const tried = (work, otherwise) => { try { return work(store()); } catch { return otherwise; } };
  return {
    get: (name) => tried((kept) => kept.getItem(name), null),
    set: (name, value) => tried((kept) => kept.setItem(name, value)),
    drop: (name) => tried((kept) => kept.removeItem(name)),
    names: () => tried((kept) => Object.keys(kept), []),
  };
}
export const memory = remembering(() => localStorage);
export const session = remembering(() => sessionStorage);

const DRAFT = "namkhong-draft:";
// Whose draft it is belongs to the key: the next person at a shared computer must not be offered it.
const here = () => `${DRAFT}${document.body.dataset.person || ""}:${location.pathname}:`;
export const isDraft = (name) => name.startsWith(DRAFT);
export const draftName = (form) => here() + form.dataset.keep;

/** The names under which drafts of this page are kept on the device. */
export const draftsHere = () => memory.names().filter((name) => name.startsWith(here())).map((name) => name.slice(here().length));
