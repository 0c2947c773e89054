/* What stands in for the engine in a copy opened from a disk: the documents of each word, and the texts as scripts. */
(() => {
  "use strict";
  const search = (window.regestaSearch ||= {});

  /* Keys of the documents that have a word, or any word with this beginning. */
  async function placed(form, prefix) {
    const { parts } = await search.manifest();
    const found = await Promise.all(parts.map((part) => placedIn(part, form, prefix)));
    return found.flat();
  }
  async function placedIn(part, form, prefix) {
    const { key, places } = await search.load(`search/catalogue/${part}`);
    const at = `places/${part}`;
    if (prefix) await search.need("more");
    const lists = prefix ? (await search.begun(at, places, form)).map(([, list]) => list) : [(await search.under(at, places, form)) ?? []];
    const found = [];
    for (const list of lists) list.reduce((before, step) => (found.push(key[before + step]), before + step), 0);
    return found;
  }

  /* The engine's packed file of a text, which a script brings in letters. */
  const packed = async (key) => Uint8Array.from(atob(await search.load(`search/texts/${key}`)), (char) => char.charCodeAt(0));

  Object.assign(search, { placed, packed });
})();
