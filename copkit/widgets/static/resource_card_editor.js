// One resource at a time, with the issues and the skills that it helps with, and a word when there is one like it already.

const RESOURCE_ALIKE = 0.6; // from which likeness of two titles on to ask
const RESOURCE_MOST = 5; // how many like it are listed
const RESOURCE_SELDOM = ["creator", "contributor", "publisher", "made", "licence", "language", "identifier", "source", "relation",
  "coverage", "format", "full_text"]; // the rest of Dublin Core, and the words of the document
const RESOURCE_SMALL_WORDS = new Set(
  "a an and at by do for from how in is it its of on or our the to what when with you your".split(" "));

// The pairs of letters of a title's words, without case, signs and small words.
function resourcePairs(title) {
  const plain = title.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/['’]/g, "");
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const telling = words.filter((word) => !RESOURCE_SMALL_WORDS.has(word));
  return (telling.length ? telling : words).flatMap((word) =>
    word.length < 2 ? [word] : Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2)));
}

// How alike two titles are, from 0 to 1: Dice's coefficient of their pairs of letters (Dice 1945).
function resourceLikeness(one, other) {
  if (!one.length || !other.length) return 0;
  const left = new Map();
  for (const pair of one) left.set(pair, (left.get(pair) || 0) + 1);
  let shared = 0;
  for (const pair of other) {
    if (!left.get(pair)) continue;
    left.set(pair, left.get(pair) - 1);
    shared += 1;
  }
  return (2 * shared) / (one.length + other.length);
}

// A link without what makes no difference to where it leads.
function resourceLink(link) {
  const plain = link.trim();
  const bare = plain.replace(/^[a-z][a-z0-9+.-]*:\/\//i, "");
  if (!/^[^\s/]+\.[^\s/]+/.test(bare)) return bare.toLowerCase().split(/\s+/).join(" ");
  let there;
  try {
    there = new URL(`https://${bare}`);
  } catch {
    return bare.toLowerCase();
  }
  for (const name of [...there.searchParams.keys()]) if (name.toLowerCase().startsWith("utm_")) there.searchParams.delete(name);
  const host = there.host.replace(/^www\./, "");
  return `${host}${there.pathname.replace(/\/+$/, "")}${there.search}`;
}

EDITORS.resource_card = async function resourceCard(root, wire) {
  const table = "resources";
  const helps = "resource_issues";
  const teaches = "resource_skills";
  await wire.open([table, helps, teaches]);
  const lists = new NameLists(wire);
  const { body, say, status, watch } = frame(root, wire, "A resource, with what it helps with");
  watch(table, helps, teaches);
  const alike = { name: alikeList("a title"), link: alikeList("a link") };
  let soon = null;
  const record = recordForm({ wire, lists, say, status }, {
    table, key: `copkit:resource_card:${wire.place}`, adder: "Add this resource", fresh: "A new resource",
    ticks: [{ table: helps, owner: "resource", column: "issue", legend: "Which issues does it help with?" },
      { table: teaches, owner: "resource", column: "skill", legend: "Which skills can one learn from it?" }],
    folded: RESOURCE_SELDOM,
    usual: () => ({ community: wire.community }), offered: () => [["", wire.rows(table).reverse()]],
    under: { name: alike.name.root, link: alike.link.root }, drawn: compare,
    typing: (name) => {
      if (!(name in alike)) return;
      clearTimeout(soon);
      soon = setTimeout(compare, 300);
    },
  });
  body.append(lists.root, record.root);

  function compare() {
    const { name, link } = record.fields;
    const others = wire.rows(table).filter((row) => row.id !== record.id());
    const known = new Set(wire.rows(table).map((row) => row.name));
    const elsewhere = (wire.names[table] || []).filter((each) => !known.has(each)).map((each) => ({ id: null, name: each }));
    const title = resourcePairs(name.value);
    const near = [...others, ...elsewhere].map((row) => [resourceLikeness(title, resourcePairs(row.name)), row])
      .filter(([likeness]) => likeness >= RESOURCE_ALIKE).sort(([one], [other]) => other - one).slice(0, RESOURCE_MOST);
    alike.name.tell(near.map(([, row]) => found(row)));
    const there = resourceLink(link.value);
    const linked = there ? others.filter((row) => resourceLink(row.link) === there) : [];
    alike.link.tell(linked.slice(0, RESOURCE_MOST).map(found));
  }

  const found = ({ id, name, kind }) => ({ name, more: id === null ? "kept by another community" : kind,
    actions: id === null ? [] : [["Open it", () => record.open(id)]] });

  record.choose(null);
};
