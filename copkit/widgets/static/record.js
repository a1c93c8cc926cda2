// One row of a table at a time: a list to choose it from, a form, and boxes for what it goes with in other
// tables. Not an editor of its own.

// What is like the one that is typed already. It asks, and stops nobody. Each found one has its words, and what
// can be done with it: { words, actions: [[what stands on the button, what it does], …] }.
function alikeList(what) {
  const told = make("p", { class: "unseen", role: "status" });
  const list = make("ul", {});
  const shown = make("div", { hidden: true }, make("p", {}, "Is it one of these?"), list);
  let before = "";
  return { root: make("div", { class: "alike" }, told, shown), tell(found) {
    const now = JSON.stringify(found);
    if (now === before) return;
    before = now;
    shown.hidden = !found.length;
    told.textContent = found.length ? `Is it one of these? With such ${what}: ${found.map(({ name }) => name).join("; ")}` : "";
    list.replaceChildren(...found.map(({ name, more, actions }) => make("li", {}, make("span", {}, more ? `${name}, ${more}` : name),
      make("span", { class: "tools" }, ...actions.map(([label, action]) => button(label, action, { "aria-label": `${label}: ${name}` }))))));
  } };
}

// A box for each row of the table that `column` of `table` names; those that stand already stay where they are.
// `owner` is the column that names the record.
function tickBoxes({ wire, say }, { table, owner, column, legend, kept, drawn }) {
  const ticked = new ScaleAnswers(wire, table, [owner, column], null, say, drawn);
  const boxes = make("div", { class: "boxes" });
  const root = make("fieldset", { class: "ticks" }, make("legend", {}, legend), boxes);
  const all = () => [...boxes.querySelectorAll("input")];
  const marked = () => all().filter((box) => box.checked).map((box) => box.value);
  let name = null; // of the record; null for a new one

  function draw(record, draft) {
    name = record;
    const names = wire.names[wire.column(table, column).refers_to] || [];
    if (names.join("\n") !== all().map((box) => box.value).join("\n"))
      boxes.replaceChildren(...names.map((each) => {
        const box = make("input", { type: "checkbox", onchange: () => {
          if (name === null) kept();
          else ticked.choose({ [owner]: name, [column]: each }, box.checked ? "yes" : "");
        } });
        box.value = each;
        return make("label", {}, box, make("span", {}, each));
      }));
    root.hidden = !names.length;
    for (const box of all())
      box.checked = name === null ? draft.includes(box.value) : ticked.value({ [owner]: name, [column]: box.value }) === "yes";
  }

  return { root, table, owner, column, marked, draw };
}

//   adder    what stands on the button that adds
//   fresh    what the list says for a new one
//   ticks    the sets of boxes, as `tickBoxes` has them
//   usual    gives values that a new one begins with; `usualTicks` the names ticked for it, by table
//   offered  gives what the list offers: [[a part's name, its rows], …]; a part without a name stands by itself
//   under    elements that stand under a field, by its column
//   also     tables whose rows name the record in the column `owner` of the boxes, and go with it
//   folded   the columns that are seldom filled in: they stand under `More about it`, closed at first
//   drawn    hears that another is chosen, or that something changed; `typing` hears each letter in a field
function recordForm({ wire, lists, say, status }, { table, key, adder, fresh, ticks, usual, usualTicks = () => ({}),
  offered, under = {}, also = [], folded = [], drawn = () => {}, typing = () => {} }) {
  const { columns } = wire.tables[table];
  let chosen = null;
  const rowOf = (id) => wire.tables[table].rows.get(id);
  const chooser = make("select", { id: uniqueId("which"), onchange: () => choose(chooser.value ? Number(chooser.value) : null) });
  const fields = {};
  const lineOf = (column) => {
    fields[column.name] = fieldFor(column, lists, { onchange: () => change(column.name) });
    const line = labelled(column, fields[column.name]);
    if (under[column.name]) line.append(under[column.name]);
    return line;
  };
  const [inSight, closed] = [false, true].map((whether) => columns.filter(({ name }) => folded.includes(name) === whether).map(lineOf));
  const filledIn = make("span", {});
  const more = make("details", { class: "more" }, make("summary", {}, "More about it", filledIn), ...closed);
  const sets = ticks.map((each) => tickBoxes({ wire, say }, { ...each, kept: keep, drawn: () => drawTicks() }));
  const add = button(adder, addIt, { class: "add" });
  const emptier = button("Empty the form", () => { remember(key, null); choose(null); fields.name.focus(); });
  const remover = button("Delete", removeIt, { class: "delete" });
  const root = make("div", {}, make("div", { class: "line" }, make("label", { for: chooser.id }, "Which one"), chooser),
    ...inSight, ...sets.map((set) => set.root), ...(closed.length ? [more] : []), make("div", { class: "tools" }, add, emptier, remover));
  root.addEventListener("input", (event) => {
    const name = Object.keys(fields).find((each) => fields[each] === event.target);
    if (!name) return;
    countFolded();
    if (chosen === null) keep();
    typing(name);
  });

  const typed = () => Object.fromEntries(Object.entries(fields).filter(([, field]) => field.value !== "").map(([name, field]) => [name, field.value]));
  const draft = () => ({ values: {}, ticks: usualTicks(), ...recall(key) });

  function keep() {
    remember(key, { values: typed(), ticks: Object.fromEntries(sets.map((set) => [set.table, set.marked()])) });
  }

  function countFolded() {
    const filled = folded.filter((name) => fields[name].value.trim()).length;
    filledIn.textContent = filled ? ` (${filled} filled in)` : "";
  }

  // Where something folded is wrong, it is opened before the focus goes there.
  function showWrong(refused) {
    if (refused.some((fault) => folded.includes(fault.column))) more.open = true;
    markWrong(fields, refused);
  }

  async function change(name) {
    if (chosen === null) return;
    const answer = await wire.set(table, chosen, { [name]: fields[name].value });
    if (!say(answer)) showWrong(answer.refused);
    else fields[name].dataset.shown = rowOf(chosen)?.[name] ?? "";
  }

  // Faults without the numbers of the steps, which nobody sees here; those of the record come first.
  function told(answer) {
    if (!answer.refused) return answer;
    const first = answer.refused.filter((fault) => fault.line === 1);
    return { refused: (first.length ? first : answer.refused).map((fault) => ({ ...fault, line: null })) };
  }

  async function addIt() {
    const values = typed();
    const answer = told(await wire.write([{ add: table, values }, ...sets.flatMap((set) =>
      set.marked().map((each) => ({ add: set.table, values: { [set.owner]: values.name ?? "", [set.column]: each } })))]));
    if (!say(answer)) { showWrong(answer.refused); return; }
    remember(key, null);
    choose(null);
    fields.name.focus();
  }

  async function removeIt() {
    if (chosen === null) return;
    const { name } = rowOf(chosen);
    const { owner } = sets[0];
    const steps = [...sets.map((set) => set.table), ...also].flatMap((each) =>
      wire.rows(each).filter((row) => row[owner] === name).map((row) => wire.removing(each, row.id)));
    if (!say(told(await wire.write([...steps, { delete: table, row: chosen }])), "Deleted; Undo brings it back. Saved")) return;
    choose(null);
    chooser.focus();
  }

  function choose(id) {
    chosen = id;
    const row = id === null ? { ...usual(), ...draft().values } : rowOf(id) || {};
    for (const [name, field] of Object.entries(fields)) { field.dataset.shown = field.value; show(field, row[name] ?? ""); }
    add.hidden = id !== null;
    emptier.hidden = id !== null;
    remover.hidden = id === null;
    draw();
  }

  function open(id) {
    choose(id);
    fields.name.focus();
    status.textContent = `Opened: ${rowOf(id).name}`;
  }

  function drawTicks() {
    const row = chosen === null ? null : rowOf(chosen);
    for (const set of sets) set.draw(row ? row.name : null, draft().ticks[set.table] || []);
  }

  function draw() {
    const option = ({ id, name }) => make("option", { value: id }, name);
    chooser.replaceChildren(make("option", { value: "" }, fresh), ...offered().flatMap(([label, rows]) => !rows.length ? []
      : label ? [make("optgroup", { label }, ...rows.map(option))] : rows.map(option)));
    if (chosen !== null && !rowOf(chosen)) { choose(null); return; }
    chooser.value = chosen ?? "";
    if (chosen !== null)
      for (const [name, field] of Object.entries(fields)) show(field, rowOf(chosen)[name]);
    countFolded();
    drawTicks();
    drawn();
  }

  wire.addEventListener("rows", ({ detail }) => { if (detail.table === table) draw(); });
  wire.addEventListener("names", drawTicks);
  return { root, fields, id: () => chosen, row: () => (chosen === null ? null : rowOf(chosen)), choose, open, draw };
}
