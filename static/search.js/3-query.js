/* What is asked for: a query as clauses, with the forms of names that are searched besides what was typed. A query that
   cannot be read is explained by an error that says what is wrong with it; nothing is guessed. */
(() => {
  "use strict";
  const search = (window.regestaSearch ||= {});
  const { cut } = search;
  const MOST = 24; /* forms that a clause is searched under */
  const LONGEST = 12; /* words of a name */
  const FIELDS = ["person", "from", "to", "in", "type", "language", "archive", "year"];
  const TOKEN = /(-?)(?:([a-z]+):)?["“”„«»]([^"“”„«»]*)(["“”„«»]?)|[^\s"“”„«»]+/gu;

  class Unreadable extends Error {}
  const fault = (text) => {
    throw new Unreadable(text);
  };

  /* The pieces of a query: terms, operators and filters in the order typed. */
  function pieces(query) {
    const found = [];
    for (const [whole, sign, field, quoted, closed] of query.matchAll(TOKEN)) {
      if (quoted !== undefined) {
        if (!closed) fault(`The quotation mark before “${quoted.trim()}” is not closed.`);
        if (field && FIELDS.includes(field)) found.push({ filter: field, value: quoted.trim() });
        else found.push(term(quoted, { quoted: true, not: sign === "-" }));
        continue;
      }
      const near = /^NEAR(?:\/(.*))?$/.exec(whole);
      const given = /^([a-z]+):(.*)$/u.exec(whole);
      if (whole === "OR" || whole === "AND" || whole === "NOT") found.push({ operator: whole });
      else if (near) {
        const apart = near[1] ?? "5";
        if (!/^[1-9]\d{0,2}$/.test(apart)) fault("NEAR takes a number of words, as in NEAR/5.");
        found.push({ operator: "NEAR", apart: Number(apart) });
      } else if (given && FIELDS.includes(given[1])) {
        if (!given[2]) fault(`${given[1]}: is followed by what to look for, without a space.`);
        found.push({ filter: given[1], value: given[2] });
      } else {
        const not = /^-[\p{L}\p{N}]/u.test(whole);
        found.push(term(not ? whole.slice(1) : whole, { not }));
      }
    }
    return found.filter((one) => one.operator || one.filter || one.tokens.length);
  }

  function term(typed, { quoted = false, not = false }) {
    const prefix = !quoted && /[\p{L}\p{N}]\*+$/u.test(typed);
    const tokens = cut(typed).map(({ form, text }) => ({ form, typed: text }));
    if (!quoted && /\*/.test(typed) && !prefix && tokens.length) fault("A star stands at the end of a word: rail*.");
    if (prefix) {
      if (Array.from(tokens.at(-1).form).length < 2) fault(`Two letters at least stand before a star: “${typed}” has fewer.`);
      tokens.at(-1).prefix = true;
    }
    return { typed: typed.trim().replace(/\s+/g, " ").replace(/[,;:!?]+$/u, ""), tokens, quoted, not, prefix };
  }

  /* ------------------------------------------------------------------------------------------------------- names */

  /* The entities that bear the form at a place of a list of words, the longest form first. */
  async function nameAt(tokens, at) {
    const lengths = Array.from({ length: Math.min(LONGEST, tokens.length - at) }, (_, more) => more + 1);
    const borne = async (length) => {
      const stretch = tokens.slice(at, at + length);
      if (stretch.some((token) => token.prefix)) return null;
      const rows = await search.named(stretch.map((token) => token.form).join(" "));
      const typed = stretch.map((token) => token.typed).join("");
      const fit = (rows ?? []).filter(([, , , capitals]) => !capitals || typed !== typed.toLowerCase());
      return fit.length ? { length, forms: [...new Set(fit.flatMap(([, , forms]) => forms))] } : null;
    };
    return (await Promise.all(lengths.map(borne))).findLast(Boolean) ?? null;
  }

  /* Words that stand one after another and are a name together become one term. */
  async function gathered(found) {
    const terms = [];
    for (let at = 0; at < found.length; at += 1) {
      const run = [];
      while (found[at + run.length]?.tokens && !found[at + run.length].quoted && !found[at + run.length].not) run.push(found[at + run.length]);
      let taken = 0;
      if (run.length > 1) {
        const name = await nameAt(run.flatMap((one) => one.tokens), 0);
        let left = name?.length ?? 0;
        while (left > 0) left -= run[taken++].tokens.length;
        if (left < 0) taken = 0; /* the name ends inside a word such as Kai-shek */
      }
      if (taken > 1) {
        const parts = run.slice(0, taken);
        terms.push({ ...parts[0], typed: parts.map((one) => one.typed).join(" "), tokens: parts.flatMap((one) => one.tokens) });
        at += taken - 1;
      } else terms.push(found[at]);
    }
    return terms;
  }

  /* Every way to write the words of a term, the one that was typed first. */
  async function ways(tokens) {
    let found = [[]];
    const also = [];
    for (let at = 0; at < tokens.length; ) {
      const name = await nameAt(tokens, at);
      const length = name?.length ?? 1;
      const key = tokens.slice(at, at + length).map((token) => token.form).join(" ");
      const others = (name?.forms ?? []).filter((form) => cut(form).map((one) => one.form).join(" ") !== key);
      also.push(...others);
      /* Words that are a name together are marked by its place: of these one is enough to find documents by. */
      const together = (words) => (name ? words.map((token) => ({ ...token, name: at })) : words);
      const own = tokens.slice(at, at + length);
      const choices = [own, ...others.map(cut)].map(together);
      found = choices.flatMap((choice) => found.map((before) => [...before, ...choice])).slice(0, MOST);
      at += length;
    }
    return { alternatives: found, also };
  }

  /* ------------------------------------------------------------------------------------------------------ clauses */

  async function clauseOf({ typed, tokens, not, prefix }, exact) {
    const { alternatives, also } = exact ? { alternatives: [tokens], also: [] } : await ways(tokens);
    const key = tokens.map((token) => token.form + (token.prefix ? "*" : "")).join(" ");
    return { typed, key, not, prefix, alternatives, also, said: `“${typed}”` };
  }

  function either(one, other) {
    if (one.not || other.not) fault("OR stands between words that are looked for, not before one that is left out.");
    if (one.near || other.near) fault("OR and NEAR cannot share a word; search for the two apart.");
    const joined = [...one.alternatives, ...other.alternatives];
    return { ...one, key: `${one.key} | ${other.key}`, prefix: one.prefix || other.prefix, typed: `${one.typed} OR ${other.typed}`,
      alternatives: joined, also: [...one.also, ...other.also], said: `${one.said} or ${other.said}`, either: true };
  }

  function near(one, other, apart) {
    if (one.not || other.not) fault("NEAR stands between words that are looked for, not before one that is left out.");
    if (one.near || one.either) fault("NEAR takes one word or phrase on either side.");
    return { ...one, key: `${one.key} ~${apart} ${other.key}`, typed: `${one.typed} NEAR/${apart} ${other.typed}`, alternatives: [],
      near: [one, other, apart], also: [...one.also, ...other.also], said: `${one.said} near ${other.said}` };
  }

  /* A query as {clauses, without, filters}; `exact` leaves names as they were typed. */
  async function parse(query, exact) {
    const found = pieces(query);
    const filters = found.filter((one) => one.filter).map(({ filter, value }) => [filter, value]);
    const items = found.filter((one) => !one.filter);
    const terms = exact ? items : await gathered(items);
    const clauses = [];
    for (let at = 0; at < terms.length; at += 1) {
      const { operator, apart } = terms[at];
      if (!operator) {
        clauses.push(await clauseOf(terms[at], exact));
        continue;
      }
      const next = terms[(at += 1)];
      if (!next || next.operator) fault(`${operator} is followed by a word.`);
      const clause = await clauseOf(next, exact);
      if (operator === "NOT") clauses.push({ ...clause, not: true });
      else if (!clauses.length) fault(`${operator} stands between two words; there is none before it.`);
      else if (operator === "AND") clauses.push(clause);
      else clauses.push(operator === "OR" ? either(clauses.pop(), clause) : near(clauses.pop(), clause, apart));
    }
    const once = [...new Map(clauses.map((clause) => [clause.key, clause])).values()];
    const wanted = once.filter((clause) => !clause.not);
    const without = once.filter((clause) => clause.not);
    if (without.length && !wanted.length) fault("A query needs something to look for besides what is left out.");
    return { clauses: wanted, without, filters };
  }

  /* All lists of tokens that a clause is searched under. */
  const sequences = (clause) => (clause.near ? clause.near.slice(0, 2).flatMap(sequences) : clause.alternatives);

  Object.assign(search, { parse, sequences, FIELDS, Unreadable });
})();
