/* What a word is to the search: how what is typed is cut and folded, and how the notation of the index is read back.
   Both are those of regesta/search/words.py; a test compares the two letter by letter. */
(() => {
  "use strict";
  const search = (window.regestaSearch ||= {});

  const APOSTROPHES = "'’‘‛`´′＇ʹʺʻʼʽʾʿˈ";
  const ENDINGS = ["s", "t", "d", "m", "ll", "re", "ve"];
  const UNSPACED =
    "[\\u0e01-\\u0e5b\\u0e81-\\u0edf\\u0f00-\\u0fff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3041-\\u30ff" +
    "\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\uff66-\\uff9f\\u{1b000}-\\u{1b16f}\\u{20000}-\\u{323af}]";
  const FOLDED = { ß: "ss", ς: "σ", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ħ: "h", ı: "i" };
  const INVISIBLE =
    /[\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ue000]/g;
  const PIECES = new RegExp(
    `(?<join>[${APOSTROPHES}[\\]]+)|(?<alone>(?=[\\p{L}\\p{N}])${UNSPACED}\\p{M}*)|` +
      `(?<word>(?:(?![${APOSTROPHES}]|${UNSPACED})[\\p{L}\\p{N}]\\p{M}*)+)|(?<other>[^])`,
    "gu",
  );
  const JOINS = new RegExp(`^[${APOSTROPHES}[\\]]+$`, "u");
  const bare = (text) => text.replace(/[^\p{L}\p{N}]/gu, "");

  function fold(text) {
    if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase().replace(/[^a-z0-9]/g, "");
    const letters = Array.from(bare(text.normalize("NFKD"))).filter((char) => !APOSTROPHES.includes(char));
    const lower = letters.join("").toLowerCase();
    return bare(lower.replace(/[ßςøłđðþæœħı]/g, (char) => FOLDED[char]).normalize("NFKD"));
  }

  /* Whether two words and what stands between them may be written as one: com[munist, Ch'ing, U.S., but not we'll. */
  function one(before, between, text) {
    if (!before || !between) return false;
    if (/^[[\]]$/.test(between)) return true;
    if (between === ".") return /^\p{L}$/u.test(before) && /^\p{L}$/u.test(text);
    return JOINS.test(between) && !ENDINGS.includes(fold(text));
  }

  /* The words of what was typed: folded, and as they were written. */
  function cut(typed) {
    const found = [];
    let before = "";
    let between = "";
    for (const { 0: text, groups } of typed.normalize("NFC").replace(INVISIBLE, "").matchAll(PIECES)) {
      if (groups.join || groups.other) {
        between += text;
        continue;
      }
      const form = fold(text);
      if (groups.word && one(before, between, text)) {
        const last = found.at(-1);
        found[found.length - 1] = { form: last.form + form, text: last.text + text };
      } else if (form) found.push({ form, text });
      before = groups.word ?? "";
      between = "";
    }
    return found;
  }
  const words = (typed) => cut(typed).map(({ form }) => form);

  /* A stretch of the index notation as words to show, each with the forms it begins and how many words they span. */
  function read(pieces) {
    const shown = [];
    const starts = []; /* for every word with a form, the forms that begin there */
    for (const piece of pieces) {
      const hidden = /^(\|+)(.+)$/u.exec(piece);
      if (hidden) {
        const length = hidden[1].length;
        starts[starts.length - length]?.forms.push({ form: hidden[2], length });
        continue;
      }
      const glued = piece.endsWith("|");
      const text = (glued ? piece.slice(0, -1) : piece).replaceAll("\ue000", "|");
      const form = fold(text);
      if (form) starts.push({ at: shown.length, forms: [{ form, length: 1 }] });
      shown.push({ text, glued });
    }
    return { shown, starts };
  }

  /* Whether words as they stand may be those of a name as far as capitals go: "us" is not US, but GAO is Gao. */
  function capitalsAgree(zone, at, length, name) {
    if (!name || name === name.toLowerCase()) return true;
    const last = zone.starts[at + length - 1].at;
    const text = bare(zone.shown.slice(zone.starts[at].at, last + 1).map((word) => word.text).join(""));
    const upper = text === text.toUpperCase();
    return upper || (!(name.length > 1 && name === name.toUpperCase()) && /^\p{Lu}/u.test(text));
  }

  /* The words at which a form that begins at a word ends: none where it does not stand there. A form is a list of
     {form, text, prefix}; a text is a word of a name, whose capitals count. */
  function end(zone, at, tokens, done = 0) {
    if (done === tokens.length) return at;
    const { form: wanted, text, prefix } = tokens[done];
    for (const { form, length } of zone.starts[at]?.forms ?? []) {
      if (prefix ? !form.startsWith(wanted) : form !== wanted) continue;
      if (!capitalsAgree(zone, at, length, text)) continue;
      const ends = end(zone, at + length, tokens, done + 1);
      if (ends >= 0) return ends;
    }
    return -1;
  }

  Object.assign(search, { fold, cut, words, read, end });
})();
