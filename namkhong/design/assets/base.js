// A shelf of the browser's own data base (IndexedDB): opened for one piece of work and closed again, so that a page and
// its worker never wait for one another.
const told = (request) =>
  new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });

/** `work` gets the store and returns one request, whose result is the answer. Fails where the browser keeps nothing. */
export async function within(name, store, key, mode, work) {
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(store, { keyPath: key });
  const base = await told(opening);
  try {
    return await told(work(base.transaction(store, mode).objectStore(store)));
  } finally {
    base.close();
  }
}
