// The search over an index that Python made (copkit/functions/knowledge/offline_index.py), as `find` does it in
// copkit/functions/knowledge/search.py; but a phrase is here words that must all be there.
const K1 = 1.2, B = 0.75, LEAST = 1e-6; // of FTS5's bm25
const MOST_WORDS = 40, MOST_ENDINGS = 20, MOST_READ = 10000, FREQUENT = 4000;
const SHORTEST = 3, FIRST_MAY_BE_WRONG = 5, LONG = 8;
const PIECE = /(?<without>-(?=\S))?(?:(?<facet>\p{L}+):(?=\S))?(?:"(?<phrase>[^"]*)"?|(?<word>\S+))/gu;
const byLetters = (one, other) => (one < other ? -1 : Number(one > other));

function readIndex({ lengths, small_words, stems }) {
  const average = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  const index = { size: lengths.length, small: new Set(small_words), places: new Map(), stems: new Map(), documents: new Map() };
  index.weight = lengths.map((length) => K1 * (1 - B + (B * length) / average));
  for (const [stem, [places, ...words]] of Object.entries(stems)) {
    index.places.set(stem, places);
    words.forEach((word, at) => {
      if (typeof word === "number") return;
      index.stems.set(word, stem);
      index.documents.set(word, typeof words[at + 1] === "number" ? words[at + 1] : 1);
    });
  }
  index.words = [...index.documents.keys()].sort(byLetters);
  index.byLength = new Map();
  for (const word of index.words) {
    if (/\p{N}/u.test(word)) continue;
    if (!index.byLength.has(word.length)) index.byLength.set(word.length, []);
    index.byLength.get(word.length).push(word);
  }
  return index;
}

function knownStem(index, word) {
  const stem = index.stems.get(word) ?? stemOf(word);
  return index.places.has(stem) ? stem : null;
}

// Calls `on(row, score)` for each document that has the stem.
function score(index, stem, on) {
  const places = index.places.get(stem), having = places.length / 2;
  const worth = Math.log((index.size - having + 0.5) / (having + 0.5)), rarity = worth > 0 ? worth : LEAST;
  for (let at = 0, row = 0; at < places.length; at += 2) {
    row += places[at];
    on(row, (rarity * (places[at + 1] * (K1 + 1))) / (places[at + 1] + index.weight[row]));
  }
}

// The distance of Damerau and Levenshtein, as in typing_errors.py; letters may stand between two swapped ones.
function distance(one, other) {
  const wide = other.length + 2, cell = new Uint16Array((one.length + 2) * wide), last = new Map();
  const far = one.length + other.length;
  cell[0] = far;
  for (let i = 0; i <= one.length; i += 1) [cell[(i + 1) * wide], cell[(i + 1) * wide + 1]] = [far, i];
  for (let j = 0; j <= other.length; j += 1) [cell[j + 1], cell[wide + j + 1]] = [far, j];
  for (let i = 1; i <= one.length; i += 1) {
    let match = 0;
    for (let j = 1; j <= other.length; j += 1) {
      const k = last.get(other[j - 1]) ?? 0, l = match, same = one[i - 1] === other[j - 1];
      if (same) match = j;
      cell[(i + 1) * wide + j + 1] = Math.min(cell[i * wide + j] + (same ? 0 : 1), cell[(i + 1) * wide + j] + 1,
        cell[i * wide + j + 1] + 1, cell[k * wide + l] + (i - k - 1) + 1 + (j - l - 1));
    }
    last.set(one[i - 1], i);
  }
  return cell[(one.length + 1) * wide + other.length + 1];
}

// The word that was meant, if there is one at most one error away, or two for a long word.
function nearest(index, word) {
  if (word.length < SHORTEST || /\p{N}/u.test(word)) return null;
  const errors = word.length >= LONG ? 2 : 1;
  let best = null;
  for (let length = word.length - errors; length <= word.length + errors; length += 1)
    for (const other of index.byLength.get(length) ?? []) {
      if (index.small.has(other) || (other[0] !== word[0] && word.length < FIRST_MAY_BE_WRONG)) continue;
      const away = distance(word, other);
      if (away > errors || (other[0] !== word[0] && away > 1)) continue;
      const here = { other, away, many: index.documents.get(other) };
      if (!best || (here.away - best.away || best.many - here.many || byLetters(other, best.other)) < 0) best = here;
    }
  return best && best.other;
}

function endings(index, letters) {
  if (letters.length < 2) return [];
  let low = 0, high = index.words.length, left = MOST_READ;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (index.words[middle] < letters) low = middle + 1;
    else high = middle;
  }
  const longer = [];
  while (low < index.words.length && index.words[low].startsWith(letters)) longer.push(index.words[low++]);
  longer.sort((one, other) => index.documents.get(other) - index.documents.get(one) || byLetters(one, other));
  return longer.slice(0, MOST_ENDINGS).filter((word) => {
    const cost = index.places.get(index.stems.get(word)).length / 2;
    left -= cost > FREQUENT ? 0 : cost;
    return left >= 0;
  });
}

// A query taken apart, as in query_language.py. `kinds` are those that there are.
function parse(query, kinds) {
  const parts = { words: [], phrases: [], without: [], kinds: [], open: false };
  const text = query.replace(/[“”„«»‟]/g, '"');
  for (const { 0: piece, index: at, groups } of text.matchAll(PIECE)) {
    let said = groups.phrase ?? groups.word;
    parts.open = false;
    if (groups.facet) {
      const kind = groups.facet.toLowerCase() === "kind"
        && kinds.find((one) => one.toLowerCase() === said.trim().toLowerCase());
      if (kind && !groups.without) { parts.kinds.push(kind); continue; }
      said = `${groups.facet} ${said}`;
    }
    if (groups.without) parts.without.push(said);
    else if (groups.phrase !== undefined && !groups.facet) parts.phrases.push(said);
    else {
      parts.words.push(said);
      parts.open = groups.word !== undefined && at + piece.length === text.length;
    }
  }
  return parts;
}

// How a query was read: what is to be found, what was put right, what no document has.
function understand(index, parts, typing) {
  const words = (text) => wordsOf(text).map(({ word }) => word), right = new Map(), unknown = [], terms = [];
  const typed = parts.words.flatMap(words), phrases = parts.phrases.map(words).filter((phrase) => phrase.length);
  let meant = typed.filter((word) => !index.small.has(word));
  if (!meant.length && !phrases.length) meant = typed;
  const last = typing && parts.open ? typed.at(-1) : undefined;
  if (last && !meant.includes(last)) meant = [...meant, last];
  const correct = (word) => { // as it was meant, if it is not known
    const near = right.has(word) || knownStem(index, word) ? null : nearest(index, word);
    if (near) right.set(word, near);
    return right.get(word) ?? word;
  };
  for (const word of [...new Set(meant)].slice(0, MOST_WORDS)) {
    const known = knownStem(index, word), longer = word === last || !known ? endings(index, word) : [];
    const stems = new Set([...(known ? [known] : []), ...longer.map((other) => index.stems.get(other))]);
    if (stems.size) terms.push({ said: stems.size > 1 || !known ? `${word}…` : word, stems: [...stems].sort(byLetters) });
    else if (correct(word) !== word) terms.push({ said: right.get(word), stems: [index.stems.get(right.get(word))] });
    else unknown.push(word);
  }
  const required = phrases.slice(0, MOST_WORDS).map((phrase) => phrase.map(correct));
  const said = [...typed.map((word) => right.get(word) ?? word), ...required.map((phrase) => `"${phrase.join(" ")}"`)].join(" ");
  return { terms, required, without: parts.without.map(words).filter((phrase) => phrase.length), right, unknown, said };
}

// The rows of the documents found, the best first; `kindOf` has the kind of each, `chosen` those asked for.
function search(index, query, kindOf, { typing = false, chosen = [] } = {}) {
  const parts = parse(query, [...new Set(kindOf)]), read = understand(index, parts, typing);
  const scores = new Float64Array(index.size), having = new Uint16Array(index.size), mark = new Int32Array(index.size).fill(-1);
  let asked = 0;
  const add = (stems) => {
    for (const stem of stems) score(index, stem, (row, worth) => {
      scores[row] += worth;
      if (mark[row] !== asked) having[row] += 1;
      mark[row] = asked;
    });
    asked += 1;
  };
  for (const term of read.terms) add(term.stems);
  const all = (phrase) => { // the documents that have every word
    const stems = new Set(phrase.map((word) => knownStem(index, word))), times = new Uint16Array(index.size);
    for (const stem of stems) if (stem) score(index, stem, (row) => { times[row] += 1; });
    return (row) => times[row] === stems.size;
  };
  const must = read.required.map(all), mustNot = read.without.map(all);
  for (const phrase of read.required) add(new Set(phrase.map((word) => knownStem(index, word)).filter(Boolean)));
  const anything = asked || read.unknown.length, wanted = [...chosen, ...parts.kinds], counts = new Map(), rows = [];
  for (let row = 0; row < index.size; row += 1) {
    scores[row] = Math.round(scores[row] * 1e12) / 1e12;
    if ((anything && !having[row]) || must.some((has) => !has(row)) || mustNot.some((has) => has(row))) continue;
    counts.set(kindOf[row], (counts.get(kindOf[row]) ?? 0) + 1);
    if (!wanted.length || wanted.includes(kindOf[row])) rows.push(row);
  }
  rows.sort((one, other) => scores[other] - scores[one] || one - other);
  const every = asked + read.unknown.length;
  const sought = new Set([...read.terms.flatMap((term) => term.stems),
    ...read.required.flat().map((word) => knownStem(index, word))]);
  return { ...read, rows, counts, sought, wanted, withAll: rows.filter((row) => having[row] >= every).length };
}
