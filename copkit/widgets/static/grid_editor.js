// A table that is edited in place: add, change, delete, undo, sort, find, paste from a spreadsheet.

const GRID_ROWS = 50;

EDITORS.grid = async function grid(root, wire, { table, preset = {} }) {
  await wire.open([table]);
  const declared = wire.tables[table];
  const columns = declared.columns.filter((column) => !(column.name in preset));
  const lists = new NameLists(wire);
  const { body, say, alarm, watch } = frame(root, wire, declared.sheet);
  watch(table);
  const order = { by: null, down: false };
  let most = GRID_ROWS;

  const find = make("input", { type: "search", id: uniqueId("find"), oninput: () => { most = GRID_ROWS; draw(); } });
  const counted = make("span", { class: "counted", "aria-live": "polite" });
  const heads = columns.map((column) => make("th", { scope: "col" },
    button(column.required ? `${column.label} *` : column.label, () => sortBy(column.name), { title: `${column.hint}. Sort by this` })));
  const entry = make("tbody", { class: "entry" });
  const rows = make("tbody");
  const more = button("Show all", () => { most = Infinity; draw(); }, { class: "more", hidden: true });
  body.append(
    lists.root,
    make("div", { class: "tools" }, make("label", { for: find.id }, "Find"), find, counted),
    make("div", { class: "scroll", role: "region", tabindex: 0, "aria-label": `${declared.sheet}, a table to fill in` },
      make("table", { class: "grid" },
        make("caption", {}, `${declared.sheet}. The first line is for a new row; each change is saved at once. Needed: *`),
        make("thead", {}, make("tr", {}, ...heads, make("th", { scope: "col" }, make("span", { class: "unseen" }, "Delete")))),
        entry, rows)),
    more);

  // The line for a new row: it is added once all that is needed is there and the line is left.
  const draftKey = `copkit:draft:${wire.place}:${table}`;
  const usual = () => ({ ...(columns.some((c) => c.name === "community") ? { community: wire.community } : {}), ...(recall(draftKey) || {}) });
  const fresh = {};
  for (const column of columns)
    fresh[column.name] = fieldFor(column, lists, { placeholder: column.kind === "text" ? "New" : false,
      oninput: () => remember(draftKey, typed()) });
  const adder = button("Add", () => add(true), { class: "add" });
  entry.append(make("tr", {}, ...columns.map((column) => make("td", {}, fresh[column.name])), make("td", {}, adder)));
  const typed = () => Object.fromEntries(Object.entries(fresh).filter(([, field]) => field.value !== "").map(([name, field]) => [name, field.value]));
  const begin = () => { for (const [name, field] of Object.entries(fresh)) { field.value = usual()[name] ?? ""; field.removeAttribute("aria-invalid"); } };
  const complete = () => columns.every((column) => !column.required || fresh[column.name].value.trim());
  let adding = false;

  async function add(asked) {
    const values = typed();
    const said = Object.keys(values).some((name) => name !== "community" || values[name] !== wire.community);
    if (adding || (!asked && (!complete() || !said))) return;
    adding = true;
    const answer = await wire.add(table, { ...values, ...preset });
    adding = false;
    if (!say(answer)) { markWrong(fresh, answer.refused); return; }
    remember(draftKey, null);
    begin();
    const moved = document.activeElement !== document.body && !entry.contains(document.activeElement);
    if (asked && !moved) Object.values(fresh)[0].focus(); // who has gone on to another field stays there
  }
  entry.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.tagName === "INPUT") { event.preventDefault(); add(true); }
  });
  entry.addEventListener("focusout", (event) => { if (!entry.contains(event.relatedTarget)) add(false); });

  // Rows pasted from a spreadsheet: a first line of headers says which column is which.
  entry.addEventListener("paste", async (event) => {
    const cells = cellsOf(event.clipboardData.getData("text/plain"));
    if (cells.length < 2 && (cells[0] || []).length < 2) return;
    event.preventDefault();
    await paste(cells, columns.findIndex((column) => column.name === event.target.dataset.column));
  });

  async function paste(cells, from) {
    const plain = (word) => word.trim().toLowerCase().replaceAll("_", " ").replace(/\s*\*$/, "");
    const named = cells[0].map((word) => columns.find((column) => plain(column.label) === plain(word)));
    const headed = named.every(Boolean);
    const which = headed ? named : columns.slice(from);
    const steps = (headed ? cells.slice(1) : cells).map((row) => ({
      add: table,
      values: { ...(columns.some((c) => c.name === "community") && wire.community ? { community: wire.community } : {}),
        ...Object.fromEntries(row.slice(0, which.length).map((value, at) => [which[at].name, value])), ...preset } }));
    const answer = await wire.write(steps);
    if (say(answer, `${steps.length} ${steps.length === 1 ? "row" : "rows"} saved`)) return;
    const text = make("textarea", { rows: 8, "aria-label": "What was pasted; put it right here" });
    text.value = cells.map((row) => row.join("\t")).join("\n");
    alarm.append(make("p", {}, "What you pasted is here. Put it right, then try again."), text,
      button("Try again", () => paste(cellsOf(text.value), from)));
  }

  function sortBy(name) {
    order.down = order.by === name && !order.down;
    order.by = name;
    heads.forEach((head, at) => head.setAttribute("aria-sort",
      columns[at].name === name ? (order.down ? "descending" : "ascending") : "none"));
    draw();
  }

  const lines = new Map(); // row id to { line, fields }

  function lineOf(id) {
    if (lines.has(id)) return lines.get(id);
    const fields = {};
    for (const column of columns) {
      const field = fieldFor(column, lists, { onchange: () => change(id, column.name) });
      fields[column.name] = field;
    }
    const remove = button("✕", async () => {
      if (say(await wire.remove(table, id), "Deleted; Undo brings it back. Saved")) find.focus();
    }, { class: "delete" });
    const line = make("tr", {}, ...columns.map((column) => make("td", {}, fields[column.name])), make("td", {}, remove));
    lines.set(id, { line, fields, remove });
    return lines.get(id);
  }

  async function change(id, name) {
    const { fields } = lines.get(id);
    const answer = await wire.set(table, id, { [name]: fields[name].value });
    if (say(answer)) fields[name].dataset.shown = wire.tables[table].rows.get(id)?.[name] ?? "";
    else markWrong(fields, answer.refused);
  }

  function draw() {
    const wanted = find.value.trim().toLowerCase();
    let found = wire.rows(table).filter((row) =>
      Object.entries(preset).every(([name, value]) => row[name] === value) &&
      (!wanted || columns.some((column) => row[column.name].toLowerCase().includes(wanted))));
    if (order.by) {
      const numeric = ["number", "whole"].includes(wire.column(table, order.by).kind);
      found.sort((one, other) => (numeric ? one[order.by] - other[order.by] : one[order.by].localeCompare(other[order.by])));
      if (order.down) found.reverse();
    } else found.reverse(); // the newest first
    counted.textContent = `${found.length} ${found.length === 1 ? "row" : "rows"}`;
    more.hidden = found.length <= most;
    more.textContent = `Show all ${found.length}`;
    found = found.slice(0, most);
    const drawn = found.map((row) => {
      const { line, fields, remove } = lineOf(row.id);
      for (const column of columns) show(fields[column.name], row[column.name]);
      remove.setAttribute("aria-label", `Delete ${rowName(wire, table, row)}`);
      return line;
    });
    if (drawn.length !== rows.children.length || drawn.some((line, at) => rows.children[at] !== line)) {
      const focused = rows.contains(document.activeElement) ? document.activeElement : null;
      rows.replaceChildren(...drawn);
      if (focused && focused.isConnected) focused.focus();
    }
  }

  wire.addEventListener("rows", ({ detail }) => { if (detail.table === table) draw(); });
  begin();
  draw();
};
