// One record at a time: a form with labels and hints, and a list to choose the record from.

EDITORS.card = async function card(root, wire, { table, preset = {} }) {
  await wire.open([table]);
  const declared = wire.tables[table];
  const columns = declared.columns.filter((column) => !(column.name in preset));
  const lists = new NameLists(wire);
  const { body, say, watch } = frame(root, wire, declared.sheet);
  watch(table);
  let chosen = null;

  const chooser = make("select", { id: uniqueId("which"), onchange: () => choose(chooser.value ? Number(chooser.value) : null) });
  const fields = {};
  for (const column of columns) fields[column.name] = fieldFor(column, lists, { onchange: () => change(column.name) });
  const adder = button(`Add this ${declared.singular}`, add, { class: "add" });
  const remover = button("Delete", remove, { class: "delete" });
  const draftKey = `copkit:card:${wire.place}:${table}`;
  body.append(lists.root,
    make("div", { class: "line" }, make("label", { for: chooser.id }, "Which one"), chooser),
    ...columns.map((column) => labelled(column, fields[column.name])),
    make("div", { class: "tools" }, adder, remover));
  body.addEventListener("input", () => { if (chosen === null) remember(draftKey, typed()); });

  const typed = () => Object.fromEntries(Object.entries(fields).filter(([, field]) => field.value !== "").map(([name, field]) => [name, field.value]));
  const usual = () => ({ ...(fields.community ? { community: wire.community } : {}), ...(recall(draftKey) || {}) });

  async function change(name) {
    if (chosen === null) return;
    const answer = await wire.set(table, chosen, { [name]: fields[name].value });
    if (!say(answer)) markWrong(fields, answer.refused);
  }

  async function add() {
    const answer = await wire.add(table, { ...typed(), ...preset });
    if (!say(answer)) { markWrong(fields, answer.refused); return; }
    remember(draftKey, null);
    choose(null);
    Object.values(fields)[0].focus();
  }

  async function remove() {
    if (chosen !== null && say(await wire.remove(table, chosen), "Deleted; Undo brings it back. Saved")) choose(null);
  }

  function choose(id) {
    chosen = id;
    const row = id === null ? usual() : wire.tables[table].rows.get(id) || {};
    for (const [name, field] of Object.entries(fields)) { field.dataset.shown = field.value; show(field, row[name] ?? ""); }
    adder.hidden = id !== null;
    remover.hidden = id === null;
    draw();
  }

  function draw() {
    const rows = wire.rows(table).filter((row) => Object.entries(preset).every(([name, value]) => row[name] === value));
    chooser.replaceChildren(make("option", { value: "" }, `A new ${declared.singular}`),
      ...rows.reverse().map((row) => make("option", { value: row.id }, rowName(wire, table, row))));
    if (chosen !== null && !wire.tables[table].rows.has(chosen)) { choose(null); return; }
    chooser.value = chosen ?? "";
    if (chosen !== null)
      for (const [name, field] of Object.entries(fields)) show(field, wire.tables[table].rows.get(chosen)[name]);
  }

  wire.addEventListener("rows", ({ detail }) => { if (detail.table === table) draw(); });
  choose(null);
};
