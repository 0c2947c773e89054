/* What is known of all documents besides their words: ids, days, and what they are filtered by, gathered from the parts of the
   index. Stale documents are left out; the others stand in order of their ids, whatever part they are in. */
(() => {
  "use strict";
  const search = (window.regestaSearch ||= {});

  let columns = null;
  function gathered() {
    columns ||= gather();
    columns.catch(() => (columns = null));
    return columns;
  }
  async function gather() {
    const { parts, stale } = await search.manifest();
    const tables = await Promise.all(parts.map((part) => search.load(`search/catalogue/${part}`)));
    const passed = new Set(stale);
    const rows = tables.flatMap((table) => table.id.map((id, at) => ({ id, at, table }))).filter(({ at, table }) => !passed.has(table.key[at]));
    rows.sort((one, other) => (one.id < other.id ? -1 : 1));
    const column = (kind) => {
      const names = new Map(tables.flatMap(({ [kind]: { all, said } }) => all.map((value, at) => [value, said?.[at]])));
      const of = rows.map(({ at, table }) => table[kind].of[at].map((number) => table[kind].all[number]));
      return { all: [...new Set(of.flat())].sort(), of, said: (value) => names.get(value) ?? value };
    };
    const found = { id: rows.map(({ id }) => id), key: rows.map(({ at, table }) => table.key[at]), days: rows.map(({ at, table }) => table.days[at]) };
    for (const kind of ["type", "language", "archive", "person"]) found[kind] = column(kind);
    const number = new Map(found.key.map((key, at) => [key, at]));
    const byId = new Map(found.id.map((id, at) => [id, at]));
    return { ...found, byId, numberOf: (key) => number.get(key), keyOf: (at) => found.key[at] };
  }

  Object.assign(search, { gathered });
})();
