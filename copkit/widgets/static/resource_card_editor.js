// One resource at a time, with the issues that it helps with, and a word when there is one like it already.

const RESOURCE_ALIKE = 0.6; // from which likeness of two titles on to ask
const RESOURCE_MOST = 5; // how many like it are listed
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
  await wire.open([table, helps]);
  const { columns } = wire.tables[table];
  const lists = new NameLists(wire);
  const { body, say, status, watch } = frame(root, wire, "A resource, with the issues that it helps with");
  watch(table, helps);
  const ticked = new ScaleAnswers(wire, helps, ["resource", "issue"], null, say, () => drawTicks());
  const draftKey = `copkit:resource_card:${wire.place}`;
  let chosen = null;

  const chooser = make("select", { id: uniqueId("which"), onchange: () => choose(chooser.value ? Number(chooser.value) : null) });
  const fields = {};
  for (const column of columns) fields[column.name] = fieldFor(column, lists, { onchange: () => change(column.name) });
  const alike = { name: alikeList("a title"), link: alikeList("a link") };
  const lines = columns.map((column) => {
    const line = labelled(column, fields[column.name]);
    if (column.name in alike) line.append(alike[column.name].root);
    return line;
  });
  const boxes = make("div", { class: "boxes" });
  const ticks = make("fieldset", { class: "ticks" }, make("legend", {}, "Which issues does it help with?"), boxes);
  const adder = button("Add this resource", add, { class: "add" });
  const emptier = button("Empty the form", () => { remember(draftKey, null); choose(null); fields.name.focus(); });
  const remover = button("Delete", remove, { class: "delete" });
  body.append(lists.root,
    make("div", { class: "line" }, make("label", { for: chooser.id }, "Which one"), chooser),
    ...lines, ticks, make("div", { class: "tools" }, adder, emptier, remover));

  let soon = null;
  body.addEventListener("input", (event) => {
    if (chosen === null && event.target !== chooser) keep();
    if (event.target === fields.name || event.target === fields.link) {
      clearTimeout(soon);
      soon = setTimeout(compare, 300);
    }
  });

  const typed = () => Object.fromEntries(Object.entries(fields).filter(([, field]) => field.value !== "").map(([name, field]) => [name, field.value]));
  const draft = () => recall(draftKey) || { values: {}, issues: [] };
  const rowOf = (id) => wire.tables[table].rows.get(id);

  function keep() {
    remember(draftKey, { values: typed(), issues: marked() });
  }

  // What is like this one already. It asks, and stops nobody.
  function alikeList(what) {
    const told = make("p", { class: "unseen", role: "status" });
    const list = make("ul", {});
    const shown = make("div", { hidden: true }, make("p", {}, "Is it one of these?"), list);
    const root = make("div", { class: "alike" }, told, shown);
    let before = "";
    return { root, tell(found) {
      const now = JSON.stringify(found);
      if (now === before) return;
      before = now;
      shown.hidden = !found.length;
      told.textContent = found.length ? `Is it one of these? With such ${what}: ${found.map(([name]) => name).join("; ")}` : "";
      list.replaceChildren(...found.map(([name, id, more]) => make("li", {}, make("span", {}, more ? `${name}, ${more}` : name),
        id === null ? null : button("Open it", () => open(id), { "aria-label": `Open it: ${name}` }))));
    } };
  }

  function compare() {
    const others = wire.rows(table).filter((row) => row.id !== chosen);
    const known = new Set(wire.rows(table).map((row) => row.name));
    const elsewhere = (wire.names[table] || []).filter((name) => !known.has(name)).map((name) => ({ id: null, name }));
    const title = resourcePairs(fields.name.value);
    const near = [...others, ...elsewhere].map((row) => [resourceLikeness(title, resourcePairs(row.name)), row])
      .filter(([likeness]) => likeness >= RESOURCE_ALIKE).sort(([one], [other]) => other - one).slice(0, RESOURCE_MOST);
    alike.name.tell(near.map(([, { id, name, kind }]) => [name, id, id === null ? "kept by another community" : kind]));
    const link = resourceLink(fields.link.value);
    const linked = link ? others.filter((row) => resourceLink(row.link) === link) : [];
    alike.link.tell(linked.slice(0, RESOURCE_MOST).map(({ id, name, kind }) => [name, id, kind]));
  }

  function open(id) {
    choose(id);
    fields.name.focus();
    status.textContent = `Opened: ${rowOf(id).name}`;
  }

  async function change(name) {
    if (chosen === null) return;
    const answer = await wire.set(table, chosen, { [name]: fields[name].value });
    if (!say(answer)) markWrong(fields, answer.refused);
    else fields[name].dataset.shown = rowOf(chosen)?.[name] ?? "";
  }

  // Faults without the numbers of the steps, which nobody sees here; those of the resource come first.
  function told(answer) {
    if (!answer.refused) return answer;
    const first = answer.refused.filter((fault) => fault.line === 1);
    return { refused: (first.length ? first : answer.refused).map((fault) => ({ ...fault, line: null })) };
  }

  async function add() {
    const values = typed();
    const answer = told(await wire.write([{ add: table, values },
      ...marked().map((issue) => ({ add: helps, values: { resource: values.name ?? "", issue } }))]));
    if (!say(answer)) { markWrong(fields, answer.refused); return; }
    remember(draftKey, null);
    choose(null);
    fields.name.focus();
  }

  async function remove() {
    if (chosen === null) return;
    const { name } = rowOf(chosen);
    const steps = wire.rows(helps).filter((row) => row.resource === name).map((row) => ({ delete: helps, row: row.id }));
    const answer = told(await wire.write([...steps, { delete: table, row: chosen }]));
    if (!say(answer, "Deleted; Undo brings it back. Saved")) return;
    choose(null);
    chooser.focus();
  }

  function choose(id) {
    chosen = id;
    const row = id === null ? { community: wire.community, ...draft().values } : rowOf(id) || {};
    for (const [name, field] of Object.entries(fields)) { field.dataset.shown = field.value; show(field, row[name] ?? ""); }
    adder.hidden = id !== null;
    emptier.hidden = id !== null;
    remover.hidden = id === null;
    const issues = draft().issues;
    for (const box of boxes.querySelectorAll("input")) box.checked = id === null && issues.includes(box.value);
    draw();
  }

  const marked = () => [...boxes.querySelectorAll("input:checked")].map((box) => box.value);

  async function tick(box) {
    if (chosen === null) { keep(); return; }
    await ticked.choose({ resource: rowOf(chosen).name, issue: box.value }, box.checked ? "yes" : "");
  }

  // A box for each issue of the place; those that stand already stay where they are.
  function drawTicks() {
    const issues = wire.names.issues || [];
    const standing = [...boxes.querySelectorAll("input")].map((box) => box.value);
    if (issues.join("\n") !== standing.join("\n")) {
      const before = chosen === null ? new Set([...marked(), ...draft().issues]) : new Set();
      boxes.replaceChildren(...issues.map((issue) => {
        const box = make("input", { type: "checkbox", onchange: () => tick(box) });
        box.value = issue;
        box.checked = before.has(issue);
        return make("label", {}, box, make("span", {}, issue));
      }));
    }
    ticks.hidden = !issues.length;
    const row = chosen === null ? null : rowOf(chosen);
    if (row) for (const box of boxes.querySelectorAll("input"))
      box.checked = ticked.value({ resource: row.name, issue: box.value }) === "yes";
  }

  function draw() {
    chooser.replaceChildren(make("option", { value: "" }, "A new resource"),
      ...wire.rows(table).reverse().map((row) => make("option", { value: row.id }, row.name)));
    if (chosen !== null && !rowOf(chosen)) { choose(null); return; }
    chooser.value = chosen ?? "";
    if (chosen !== null)
      for (const [name, field] of Object.entries(fields)) show(field, rowOf(chosen)[name]);
    drawTicks();
    compare();
  }

  wire.addEventListener("rows", ({ detail }) => { if (detail.table === table) draw(); });
  wire.addEventListener("names", ({ detail }) => { if (detail.tables.includes("issues")) drawTicks(); });
  choose(null);
};
