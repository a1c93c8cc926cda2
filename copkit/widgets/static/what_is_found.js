// What a search has found, as lines of a list: resources with the words that were sought, and people with the
// reasons to ask them. Not an editor of its own.

const FOUND_SOON = 300; // after the last letter, in milliseconds
const FOUND_BY = 15_000; // the first answer takes longest: what is searched is put together for it

// Pieces of a text, those that were sought marked.
function foundPieces(pieces) {
  return pieces.map(([text, sought]) => (sought ? make("mark", {}, text) : text));
}

function foundResource({ title, kind, snippet, link, community, open_to: openTo }) {
  const seenBy = { public: "anyone may see it", members: "for members only" }[openTo] ?? "nobody has said who may see it";
  const facts = [community ? `kept by ${community}` : "kept for all", seenBy].join(" · ");
  return make("li", {}, make("strong", {}, ...foundPieces(title)), " ", make("span", { class: "kind" }, kind),
    snippet.length ? make("p", {}, ...foundPieces(snippet)) : null,
    link ? make("p", { class: "link" }, link) : null, make("p", { class: "counted" }, facts));
}

function foundPerson({ member, at, reasons }, most = reasons.length) {
  return make("li", {}, make("strong", {}, member), at ? `, ${at}` : "",
    make("span", { class: "counted reasons" }, reasons.slice(0, most).join(" ")));
}

function foundCount(number, one, many) {
  return `${number || "no"} ${number === 1 ? one : many}`;
}
