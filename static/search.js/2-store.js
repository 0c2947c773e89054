/* Where the search gets what it knows: tables of the edition's words and names, the documents that have a word, and the
   texts. Over http the documents come from Pagefind; in a copy opened from a disk, where a browser loads scripts and
   nothing else, from tables of the same kind. A part that is missing is an error, never an empty answer. */
(() => {
  "use strict";
  const search = (window.regestaSearch ||= {});
  const root = new URL("../", document.currentScript.src);
  const disk = location.protocol === "file:";
  const FEW = 10; /* documents that need not be put in order before they are read */
  const LARGE = 2000; /* documents from which the engine gets a thread of its own */

  /* ------------------------------------------------------------------------------------------------------ tables */

  const arrived = new Map();
  window.regestaTable = (path, value) => arrived.set(path, value);
  const loading = new Map();
  function once(path) {
    if (loading.has(path)) return loading.get(path);
    const coming = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(`${path.split("/").map(encodeURIComponent).join("/")}.js`, root).href;
      script.onload = resolve;
      script.onerror = () => reject(new Error(`${path} is missing`));
      document.head.append(script);
    });
    coming.catch(() => loading.delete(path));
    loading.set(path, coming);
    return coming;
  }
  async function load(path) {
    await once(path);
    if (!arrived.has(path)) throw new Error(`${path} is damaged`);
    return arrived.get(path);
  }
  /* A part of the search that not every query needs. */
  const need = (name) => once(`static/search-${name}`);
  const manifest = () => load("search/tables");

  function fileName(prefix) {
    if (/^[a-z0-9]*$/.test(prefix)) return `w-${prefix}`;
    return `u-${Array.from(prefix, (char) => char.codePointAt(0).toString(16)).join("-")}`;
  }
  const shard = (folder, prefix) => load(`search/${folder}/${fileName(prefix)}`);
  const above = (prefixes, key) => prefixes.filter((prefix) => key.startsWith(prefix)).at(-1);

  /* In which of so many files a key lies that is only asked for whole: by its CRC-32. */
  function spread(key, files) {
    let sum = -1;
    for (const byte of new TextEncoder().encode(key)) {
      sum ^= byte;
      for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
    }
    return (~sum >>> 0) % files;
  }

  /* What the table in a folder has under a key; null where it has nothing. A table is parted by beginnings or evenly. */
  async function under(folder, shape, key) {
    const even = Number.isInteger(shape);
    const found = !shape ? {} : even ? await load(`search/${folder}/b-${spread(key, shape)}`) : await shard(folder, above(shape, key));
    return Object.hasOwn(found, key) ? found[key] : null;
  }

  /* A table tells what was so when the whole index was made; a later one of the same name, how that has changed. */
  async function both(table, read) {
    const { tables } = await manifest();
    return Promise.all([table, `later/${table}`].map((folder) => read(folder, tables[folder])));
  }
  const sum = (one, more) => (one && more ? more.map((number, at) => number + (one[at] ?? one[1])) : one ?? more);

  /* In how many paragraphs, documents and documents at all a word stands; null where it is nowhere. */
  async function counts(form) {
    const found = sum(...(await both("words", (folder, prefixes) => under(folder, prefixes, form))));
    return found?.some(Boolean) ? { paragraphs: found[0], documents: found[1], anywhere: found[2] ?? found[1] } : null;
  }

  const named = async (key) => under("names", (await manifest()).tables.names, key);

  /* The documents that are told by a reference, title or address; null where there is none. */
  async function referred(key) {
    const { masked } = await manifest();
    const [first, later] = await both("references", (folder, prefixes) => under(folder, prefixes, key));
    const rows = [...(first ?? []).filter(([id]) => !masked.includes(id)), ...(later ?? [])];
    return rows.length ? rows.sort(([one], [other]) => (one < other ? -1 : 1)) : null;
  }

  /* ---------------------------------------------------------------------------------------------------- documents */

  /* A document is known by the key under which the engine has its text. A stale one has changed or gone since. */
  const standing = async (keys) => {
    const stale = new Set((await manifest()).stale);
    return new Set([...keys].filter((key) => !stale.has(key)));
  };

  /* What is known of all documents besides their words; few searches ask for it. */
  const catalogue = () => need("more").then(() => search.gathered());

  /* ------------------------------------------------------------------------------------------------------ engine */

  const folder = new URL("search/pagefind/", root);
  let opening = null;
  function engine() {
    if (disk) return manifest();
    opening ||= (async () => {
      const [pagefind, { parts, documents }] = await Promise.all([import(new URL("pagefind.js", folder).href), manifest()]);
      await pagefind.options({ noWorker: documents < LARGE });
      await pagefind.init();
      const others = parts.filter((part) => part !== "0");
      await Promise.all(others.map((part) => pagefind.mergeIndex(new URL(`${part}/`, folder).pathname, { language: `und-${part}` })));
      return pagefind;
    })();
    opening.catch(() => (opening = null));
    return opening;
  }

  /* What is asked of the engine is asked once. */
  const asked = new Map();
  function engineFinds(query) {
    if (!asked.has(query)) {
      const coming = engine().then((pagefind) => pagefind.search(query)).then(({ results }) => results);
      coming.catch(() => asked.delete(query));
      asked.set(query, coming);
    }
    return asked.get(query);
  }

  /* Keys of the documents that have a word, or any word with this beginning. */
  async function having(form, prefix = false) {
    if (disk) return need("disk").then(async () => standing(await search.placed(form, prefix)));
    /* In quotes the engine finds the very word; without them it finds whatever begins with it, and how often. Often that is
       the word alone, and the documents need not be asked for twice. */
    const finds = async (query) => standing((await engineFinds(query)).map(({ id }) => id));
    const wanted = prefix ? 0 : (await counts(form))?.anywhere ?? 0;
    const begun = prefix || wanted > FEW ? await finds(form) : null;
    const found = begun && (prefix || begun.size === wanted) ? begun : await finds(`"${form}"`);
    if (found.size < wanted) throw new Error("a part of it is missing");
    return found;
  }

  /* How much each document has to do with these words: the rarer a word, and the more often it stands there, the more. The
     engine's own reckoning would compare documents of one part only with each other. */
  async function ranking(forms) {
    const rank = new Map();
    if (disk) return rank;
    const { documents } = await manifest();
    const found = await Promise.all(forms.map(async (form) => [await counts(form), await engineFinds(form)]));
    for (const [numbers, results] of found) {
      const weight = Math.log(1 + documents / (numbers?.anywhere || 1));
      for (const { id, words } of results) rank.set(id, (rank.get(id) ?? 0) + (weight * words.length) / (words.length + 1.5));
    }
    return rank;
  }

  const texts = new Map();
  async function packed(key) {
    if (disk) return need("disk").then(() => search.packed(key));
    const [, part] = /^und-([^_]+)/.exec(key);
    const path = `${part === "0" ? "" : `${part}/`}fragment/${key}.pf_fragment`;
    const answer = await fetch(new URL(path, folder));
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  }
  async function unpacked(key) {
    const bytes = await packed(key);
    const gzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const stream = new Blob([bytes]).stream();
    const text = await new Response(gzip ? stream.pipeThrough(new DecompressionStream("gzip")) : stream).text();
    const fragment = JSON.parse(text.slice(text.indexOf("{")));
    const pieces = fragment.content.split(" ");
    const marks = fragment.anchors.sort((one, other) => one.location - other.location);
    const zones = marks.map(({ id, location: at }, number) => [id, pieces.slice(at, marks[number + 1]?.location)]);
    const facts = zones.filter(([anchor]) => anchor.includes("=")).map(([anchor]) => anchor.split("="));
    const said = Object.fromEntries(facts.map(([name, value]) => [name, decodeURIComponent(value)]));
    const id = fragment.url.replace(/^\/?documents\/|\/$/g, "");
    return { id, key, ...said, zones: zones.filter(([anchor]) => !anchor.includes("=")) };
  }

  /* The text of a document: its id, facts, and zones as [anchor, pieces in the notation of the index]. */
  function text(key) {
    if (!texts.has(key)) {
      const coming = unpacked(key);
      coming.catch(() => texts.delete(key));
      texts.set(key, coming);
    }
    return texts.get(key);
  }

  Object.assign(search, { FEW, need, load, shard, above, under, both, sum, manifest, named, referred, counts, catalogue, engine, having, ranking, text });
  /* What every search needs is asked for before the page is there. */
  manifest().catch(() => {});
  if (/[?&]q=[^&]/.test(location.search)) engine().catch(() => {});
})();
