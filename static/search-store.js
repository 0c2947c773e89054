/* Where the search gets what it knows: tables of the edition's words and names, the documents that have a word, and the
   texts. Over http the documents come from Pagefind; in a copy opened from a disk, where a browser loads scripts and
   nothing else, from tables of the same kind. A part that is missing is an error, never an empty answer. */
(() => {
  "use strict";
  const search = (window.regestaSearch ||= {});
  const root = new URL("../", document.currentScript.src);
  const disk = location.protocol === "file:";
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

  /* What a table has under a key; null where it has nothing. */
  async function lookup(table, key) {
    const prefixes = (await manifest()).tables[table];
    const letters = Array.from(key);
    let length = letters.length;
    while (!prefixes.includes(letters.slice(0, length).join(""))) length -= 1;
    const shard = await load(`search/${table}/${fileName(letters.slice(0, length).join(""))}`);
    return Object.hasOwn(shard, key) ? shard[key] : null;
  }

  /* All entries of a table that begin so. */
  async function beginning(table, start) {
    await lookup(table, start);
    const prefixes = (await manifest()).tables[table];
    const above = prefixes.filter((prefix) => start.startsWith(prefix)).at(-1);
    const wanted = [above, ...prefixes.filter((prefix) => prefix !== above && prefix.startsWith(start))];
    const shards = await Promise.all(wanted.map((prefix) => load(`search/${table}/${fileName(prefix)}`)));
    return shards.flatMap((shard) => Object.entries(shard)).filter(([key]) => key.startsWith(start));
  }

  /* In how many paragraphs, documents and documents at all a word stands; null where it is nowhere. */
  async function counts(form) {
    const found = await lookup("words", form);
    return found && { paragraphs: found[0], documents: found[1], anywhere: found[2] ?? found[1] };
  }

  let columns = null;
  function catalogue() {
    columns ||= load("search/catalogue").then((table) => {
      const number = new Map(table.key.map((key, at) => [key, at]));
      const byId = new Map(table.id.map((id, at) => [id, at]));
      /* A document is known by its key: the engine's name of its text, or from a disk its number. */
      return { ...table, byId, numberOf: (key) => (disk ? key : number.get(key)), keyOf: (at) => (disk ? at : table.key[at]) };
    });
    columns.catch(() => (columns = null));
    return columns;
  }

  /* ------------------------------------------------------------------------------------------------------ engine */

  let opening = null;
  function engine() {
    if (disk) return manifest();
    opening ||= (async () => {
      const { indexes, documents } = await manifest();
      const folder = new URL("search/pagefind/", root);
      const pagefind = await import(new URL("pagefind.js", folder).href);
      await pagefind.options({ noWorker: documents < LARGE });
      await pagefind.init();
      const others = Array.from({ length: indexes - 1 }, (_, number) => new URL(`${number + 1}/`, folder).pathname);
      await Promise.all(others.map((path, number) => pagefind.mergeIndex(path, { language: `und-${number + 1}` })));
      return pagefind;
    })();
    opening.catch(() => (opening = null));
    return opening;
  }

  /* Keys of the documents that have a word, or any word with this beginning. */
  async function having(form, prefix = false) {
    if (disk) {
      const lists = prefix ? (await beginning("places", form)).map(([, list]) => list) : [(await lookup("places", form)) ?? []];
      const keys = new Set();
      for (const list of lists) list.reduce((sum, step) => (keys.add(sum + step), sum + step), 0);
      return keys;
    }
    const pagefind = await engine();
    /* In quotes the engine finds the very word; without them it finds whatever begins with it. */
    const found = (await pagefind.search(prefix ? form : `"${form}"`)).results;
    if (!prefix && found.length < ((await counts(form))?.anywhere ?? 0)) throw new Error("a part of it is missing");
    return new Set(found.map((result) => result.id));
  }

  /* In which order the engine would show documents that have these words. */
  async function ranking(forms) {
    if (disk) return new Map();
    const ranked = await (await engine()).search(forms.join(" "));
    return new Map(ranked.results.map((result, number) => [result.id, number]));
  }

  const texts = new Map();
  async function unpacked(key) {
    const part = Number(/^und-(\d+)/.exec(key)[1]);
    const path = `search/pagefind/${part ? `${part}/` : ""}fragment/${key}.pf_fragment`;
    const answer = await fetch(new URL(path, root));
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    const packed = new Uint8Array(await answer.arrayBuffer());
    let text = new TextDecoder().decode(packed);
    if (packed[0] === 0x1f && packed[1] === 0x8b) {
      text = await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
    }
    return JSON.parse(text.slice(text.indexOf("{")));
  }
  async function fromEngine(key) {
    const fragment = await unpacked(key);
    const pieces = fragment.content.split(" ");
    const marks = fragment.anchors.slice().sort((one, other) => one.location - other.location);
    const zones = marks.map(({ id, location: at }, number) => [id, pieces.slice(at, marks[number + 1]?.location)]);
    return { id: fragment.url.replace(/^\/?documents\/|\/$/g, ""), zones };
  }
  async function fromDisk(number) {
    const id = (await catalogue()).id[number];
    const zones = await load(`search/texts/t-${id}`);
    return { id, zones: zones.map(([anchor, text = ""]) => [anchor, text.split(" ")]) };
  }

  /* The text of a document: its id, facts, and zones as [anchor, pieces in the notation of the index]. */
  function text(key) {
    if (!texts.has(key)) {
      const coming = (disk ? fromDisk(key) : fromEngine(key)).then(({ id, zones }) => {
        const facts = zones.filter(([anchor]) => anchor.includes("=")).map(([anchor]) => anchor.split("="));
        const said = Object.fromEntries(facts.map(([name, value]) => [name, decodeURIComponent(value)]));
        return { id, key, ...said, zones: zones.filter(([anchor]) => !anchor.includes("=")) };
      });
      coming.catch(() => texts.delete(key));
      texts.set(key, coming);
    }
    return texts.get(key);
  }

  Object.assign(search, { need, manifest, lookup, beginning, counts, catalogue, engine, having, ranking, text });
})();
