/* How results look: headings, lists and excerpts made of what was found, nothing of it ever read as markup. */
(() => {
  "use strict";
  const search = (window.regestaSearch ||= {});
  const SHOWN = 3; /* paragraphs of a document before the rest is folded away */
  const AROUND = 16; /* words of an excerpt on either side of what was found */
  const many = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

  const listed = (texts, word) => (texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} ${word} ${texts.at(-1)}`);

  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  /* The words from one place to another, with what was found marked. */
  function marked(zone, from, to) {
    const parts = [];
    const say = (text, mark) => {
      const last = parts.at(-1);
      if (last && last.mark === mark) last.text += text;
      else if (text) parts.push({ text, mark });
    };
    for (let at = from; at <= to; at += 1) {
      const { text, glued } = zone.shown[at];
      const holds = zone.found.filter((place) => place.from <= at && at <= place.to);
      const [, lead, core, tail] = /^([^\p{L}\p{N}]*)([^]*?)([^\p{L}\p{N}\p{M}]*)$/u.exec(text);
      const begins = holds.some((place) => place.from < at);
      const goes = holds.some((place) => place.to > at);
      const space = glued || at === to ? "" : " ";
      say(lead, begins);
      say(core, holds.length > 0);
      say(tail + space, goes);
    }
    return parts.map(({ text, mark }) => (mark ? make("mark", {}, text) : text));
  }

  function excerpt(zone) {
    const last = zone.shown.length - 1;
    const from = Math.max(0, zone.near.from - AROUND);
    const to = Math.min(last, Math.max(zone.near.from + AROUND, Math.min(zone.near.to, zone.near.from + 3 * AROUND)) + AROUND);
    const start = from < 4 ? 0 : from;
    const stop = last - to < 4 ? last : to;
    return [start > 0 ? "… " : "", ...marked(zone, start, stop), stop < last ? " …" : ""];
  }

  function named(anchor) {
    const number = anchor.slice(1);
    return { p: `¶ ${number}`, s: `heading ${number}`, n: `note ${number}` }[anchor[0]];
  }

  /* The words as they stand, so that the page that is opened can mark them too. */
  function standing(zone) {
    const strip = (text) => text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}\p{M}]+$/gu, "");
    const words = ({ from, to }) => zone.shown.slice(from, to + 1).map(({ text, glued }) => text + (glued ? "" : " ")).join("");
    return [...new Set(zone.found.map((place) => strip(words(place).trim())))].slice(0, 8);
  }

  const page = (id) => `../documents/${id}/index.html`;
  function hit(id, zone) {
    const marks = standing(zone).map((text) => `hl=${encodeURIComponent(text)}`).join("&");
    const link = make("a", { className: "hit", href: `${page(id)}${marks ? `?${marks}` : ""}#${zone.anchor}` });
    link.append(make("span", { className: "n" }, named(zone.anchor)), " ", ...excerpt(zone));
    return make("li", {}, link);
  }

  /* The best paragraphs of a document; where none has all clauses, first the best one for each of them. */
  function chosen(hits) {
    const ranked = [...hits].sort((one, other) => other.score - one.score);
    const clauses = new Set(ranked.flatMap((zone) => [...zone.held]));
    const telling = [...clauses].map((clause) => ranked.find((zone) => zone.held.has(clause)));
    return [...new Set([...telling, ...ranked])].slice(0, SHOWN);
  }

  const ASIDE = { summaries: "In the summary: ", remarks: "In a remark: " };
  function article({ id, dated, title, aside, hits, counted = true }) {
    const heading = make("h2", {}, make("a", { href: page(id) }, ...marked(title, 0, title.shown.length - 1)));
    const facts = [dated, counted && hits.length ? many(hits.length, "paragraph") : ""].filter(Boolean).join(" · ");
    const element = make("article", { className: "result" }, heading, make("p", { className: "facts" }, facts));
    for (const zone of aside) element.append(make("p", { className: "facts" }, ASIDE[zone.kind], ...excerpt(zone)));
    const best = chosen(hits);
    const rest = hits.filter((zone) => !best.includes(zone));
    if (best.length) element.append(make("ol", {}, ...best.map((zone) => hit(id, zone))));
    if (rest.length) {
      const folded = make("details", {}, make("summary", {}, `${many(rest.length, "more paragraph")}`));
      folded.append(make("ol", {}, ...rest.map((zone) => hit(id, zone))));
      element.append(folded);
    }
    return element;
  }

  Object.assign(search, { make, many, listed, article });
})();
