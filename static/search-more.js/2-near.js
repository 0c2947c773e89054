/* What comes near to a word or name that is nowhere in the edition, so that a slip of the pen is no dead end. */
(() => {
  "use strict";
  const search = (window.regestaSearch ||= {});
  const { make, listed } = search;

  /* How many letters two words are apart, two that changed places counting as one; never more than `most` + 1. */
  function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = [];
    let last = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let row = 1; row <= one.length; row += 1) {
      const next = [row];
      for (let at = 1; at <= other.length; at += 1) {
        const same = one[row - 1] === other[at - 1] ? 0 : 1;
        next[at] = Math.min(last[at] + 1, next[at - 1] + 1, last[at - 1] + same);
        const crossed = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
        if (crossed) next[at] = Math.min(next[at], before[at - 2] + 1);
      }
      if (Math.min(...next) > most) return most + 1;
      [before, last] = [last, next];
    }
    return last[other.length];
  }

  async function nearest(table, wanted) {
    const most = wanted.length < 4 ? 0 : wanted.length < 7 ? 1 : 2;
    if (!most) return [];
    const entries = await search.beginning(table, Array.from(wanted)[0]);
    const close = entries.map(([key, value]) => ({ key, value, apart: distance(wanted, key, most) })).filter(({ apart }) => apart <= most && apart);
    const often = ({ value }) => (table === "words" ? value[0] : 0);
    return close.sort((one, other) => one.apart - other.apart || often(other) - often(one) || (one.key < other.key ? -1 : 1));
  }

  /* Names first, by what this edition calls them, then words. */
  async function suggest(clause) {
    if (clause.near) return (await Promise.all(clause.near.slice(0, 2).map(suggest))).flat();
    const tokens = clause.alternatives[0];
    const names = await nearest("names", tokens.map((token) => token.form).join(" "));
    const words = tokens.length === 1 && !tokens[0].prefix ? await nearest("words", tokens[0].form) : [];
    return [...new Set([...names.slice(0, 2).map(({ value }) => value[0][1]), ...words.slice(0, 3).map(({ key }) => key)])];
  }

  /* What is offered in place of words that are nowhere: the other words of the query alone, and what comes near. */
  async function instead(query, missing, address) {
    const link = (text, q) => make("a", { href: address({ q }) }, text);
    const others = query.clauses.filter((clause) => !missing.includes(clause));
    const again = (clause) => (clause.near || clause.either || clause.prefix || clause.alternatives[0].length < 2 ? clause.typed : `"${clause.typed}"`);
    const said = listed(others.map((clause) => clause.said), "and");
    const alone = others.length ? [make("p", {}, link(`Search for ${said} alone`, others.map(again).join(" ")), ".")] : [];
    const near = (await Promise.all(missing.map(suggest))).flat().slice(0, 5);
    const links = near.flatMap((text, number) => [number ? ", " : "", link(text, text)]);
    return [...alone, ...(near.length ? [make("p", { className: "near" }, "What comes near and is in this edition: ", ...links, ".")] : [])];
  }

  Object.assign(search, { suggest, instead });
})();
