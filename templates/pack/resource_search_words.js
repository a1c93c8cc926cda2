// The words of a text and their stems, as SQLite's FTS5 reads them (copkit/functions/knowledge/tokens.py).
const WORD = /[\p{L}\p{N}\p{Co}\u0300-\u0331]+/gu;

// Without case, and Latin letters without accents.
function fold(text) {
  if (!/[^\0-\x7f]/.test(text)) return text.toLowerCase();
  return [...text.normalize("NFC")].map((letter) => {
    const parts = letter.normalize("NFD");
    return /^\p{Script=Latin}\p{M}+$/u.test(parts) ? [...parts][0] : letter;
  }).join("").replace(/[\u0300-\u0331]/g, "").toLowerCase();
}

// Each word of a text, and where it begins and ends in it.
function wordsOf(text) {
  const found = [];
  for (const { 0: written, index } of text.matchAll(WORD)) {
    const word = fold(written);
    if (word) found.push({ word, start: index, end: index + written.length });
  }
  return found;
}

// Porter 1980, An algorithm for suffix stripping, Program 14: 130-137, with the two later rules of its author
// (bli, logi) and on bytes, as FTS5 has it. Each rule is an ending, what stands in its stead, and nothing else.
const rules = (text) => text.split(" ").map((rule) => rule.split(">"));
const SECOND = rules("ational>ate tional>tion enci>ence anci>ance izer>ize logi>log bli>ble alli>al entli>ent eli>e "
  + "ousli>ous ization>ize ation>ate ator>ate alism>al iveness>ive fulness>ful ousness>ous aliti>al iviti>ive biliti>ble");
const THIRD = rules("ical>ic ness> icate>ic iciti>ic ful> ative> alize>al");
const FOURTH = rules("al> ance> ence> er> ic> able> ible> ant> ement> ment> ent> ion> ou> ism> ate> iti> ous> ive> ize>");

// Consonants and vowels as c and v; a y is a vowel after a consonant.
function shape(letters) {
  let told = "";
  for (const letter of letters) told += "aeiou".includes(letter) || (letter === "y" && told.endsWith("c")) ? "v" : "c";
  return told;
}
const measure = (letters) => (shape(letters).match(/v+c+/g) ?? []).length;
const hasVowel = (letters) => /[aeiou]|.y/s.test(letters);
const endsShort = (letters) => !/[wxy]$/.test(letters) && shape(letters).endsWith("cvc");

function replaced(word, list, least, may = () => true) {
  const rule = list.find(([ending]) => word.length > ending.length && word.endsWith(ending));
  if (!rule) return word;
  const before = word.slice(0, -rule[0].length);
  return measure(before) > least && may(before, rule[0]) ? before + rule[1] : word;
}

function stemOfLetters(word) {
  if (word.length < 3 || word.length > 64) return word;
  let stem = word;
  if (/s$/.test(stem) && !/ss$/.test(stem)) stem = stem.slice(0, /.sses$|.ies$/s.test(stem) ? -2 : -1);
  const past = /^(.+)eed$/s.exec(stem), other = past ? null : /^(.+)(?:ed|ing)$/s.exec(stem);
  if (past && measure(past[1])) stem = `${past[1]}ee`;
  if (other && hasVowel(other[1])) {
    stem = other[1];
    if (/.(at|bl|iz)$/s.test(stem)) stem += "e";
    else if (/([^aeioulsz])\1$/s.test(stem)) stem = stem.slice(0, -1);
    else if (measure(stem) === 1 && endsShort(stem)) stem += "e";
  }
  if (stem.endsWith("y") && hasVowel(stem.slice(0, -1))) stem = `${stem.slice(0, -1)}i`;
  stem = replaced(stem, SECOND, 0);
  stem = replaced(stem, THIRD, 0);
  stem = replaced(stem, FOURTH, 1, (before, ending) => ending !== "ion" || /[st]$/.test(before));
  if (stem.endsWith("e")) {
    const before = stem.slice(0, -1), size = measure(before);
    if (size > 1 || (size === 1 && !endsShort(before))) stem = before;
  }
  return stem.endsWith("ll") && measure(stem.slice(0, -1)) > 1 ? stem.slice(0, -1) : stem;
}

function stemOf(word) {
  if (!/[^\0-\x7f]/.test(word)) return stemOfLetters(word);
  const bytes = String.fromCharCode(...new TextEncoder().encode(word));
  return new TextDecoder().decode(Uint8Array.from(stemOfLetters(bytes), (byte) => byte.charCodeAt(0)));
}
