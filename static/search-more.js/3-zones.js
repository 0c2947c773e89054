/* Which part of a document words belong to. What stands in square brackets inside a paragraph is not the source's: a name
   explained, a word of the original, a remark; it counts as a note. A word completed by the translator, com[munist], is
   a word of the text all the same. */
(() => {
  "use strict";
  const search = (window.regestaSearch ||= {});
  const letter = /[\p{L}\p{N}]/u;

  /* For every word of a zone whether it is an insertion as a whole. */
  function insertions(shown) {
    let text = "";
    const ends = shown.map((word) => {
      const from = text.length;
      text += word.text + (word.glued ? "" : " ");
      return [from, from + word.text.length];
    });
    const open = [];
    const ranges = [];
    for (let at = 0; at < text.length; at += 1) {
      if (text[at] === "[") open.push(at);
      if (text[at] !== "]" || !open.length) continue;
      const from = open.pop();
      const inside = letter.test(text[from - 1] ?? "") || letter.test(text[at + 1] ?? "");
      if (!inside && !open.length) ranges.push([from, at + 1]);
    }
    return ends.map(([from, to]) => ranges.some(([first, last]) => first <= from && to <= last + 1));
  }

  /* Whether a place of a zone is in the part that is searched: text, notes, summaries or titles. */
  function within(zone, wanted) {
    if (zone.kind !== "text") return () => zone.kind === wanted;
    const inserted = insertions(zone.shown);
    return ({ from, to }) => inserted.slice(from, to + 1).every(Boolean) === (wanted === "notes") && ["text", "notes"].includes(wanted);
  }

  Object.assign(search, { within });
})();
