/* Words, names and places of words that begin so, gathered from all files of a table that may have any. */
(() => {
  "use strict";
  const search = (window.regestaSearch ||= {});
  const { shard, above, both, sum } = search;

  /* All entries of the table in a folder that begin so. */
  async function begun(folder, prefixes, start) {
    if (!prefixes) return [];
    const wanted = [above(prefixes, start), ...prefixes.filter((prefix) => prefix !== start && prefix.startsWith(start))];
    const shards = await Promise.all([...new Set(wanted)].map((prefix) => shard(folder, prefix)));
    return shards.flatMap(Object.entries).filter(([key]) => key.startsWith(start));
  }

  /* Every word or name that begins so, with its numbers or bearers. */
  async function beginning(table, start) {
    const [first, later] = await both(table, (folder, prefixes) => begun(folder, prefixes, start));
    const found = new Map(first);
    for (const [key, value] of later) found.set(key, sum(found.get(key), value));
    return [...found].filter(([, value]) => value.some(Boolean));
  }

  Object.assign(search, { begun, beginning });
})();
