// Whose word counts: a list of stakeholders with their power, interest and stance, and beside it the grid of power
// and interest.

const STAKEHOLDER_STANCES = { supports: "supports it", undecided: "undecided", against: "against it" };

EDITORS.stakeholder_grid = async function stakeholderGrid(root, wire, { high, quarters }) {
  const table = "stakeholders";
  await wire.open([table]);
  const lists = new NameLists(wire);
  const { body, say, watch } = frame(root, wire, "Stakeholder grid");
  watch(table);
  body.classList.add("in-parts", "stakeholder-grid");
  const scored = Object.fromEntries(["power", "interest", "stance"].map((column) =>
    [column, new ScaleAnswers(wire, table, ["name"], column, say, () => draw())]));
  const key = `copkit:stakeholder_grid:${wire.place}:${wire.community}`;
  const lines = new Map(); // id to its line

  // A field of a stakeholder; a judgement is one of five in a list.
  function fieldOf(name, attributes) {
    const column = wire.column(table, name);
    const values = STAKEHOLDER_SCALE.map(String);
    return fieldFor(name in scored && name !== "stance" ? { ...column, kind: "choice", choices: values } : column, lists,
      { id: uniqueId(name), "aria-label": null, title: null, ...attributes });
  }
  const labels = { name: "Who", organisation: "Organisation", power: "Power", interest: "Interest", stance: "Stance" };
  const beside = (fields) => Object.entries(fields).map(([name, field]) => {
    const pair = labelBeside(labels[name], field);
    pair.classList.add(name);
    return pair;
  });

  const rows = () => wire.rows(table).map((row) => ({ ...row, ...Object.fromEntries(Object.entries(scored).map(([column, answers]) => [column, answers.value(row)])) }));
  const inWords = (row) => [row.name, row.organisation, `power ${row.power}`, `interest ${row.interest}`,
    STAKEHOLDER_STANCES[row.stance], quarters[stakeholderQuarter(row, high)].toLowerCase()].filter(Boolean).join(", ");

  const how = make("p", { class: "counted", id: uniqueId("how") },
    `${high} and 5 are high; ${high - 1} still counts as low. Press a point to go to its line; the arrow keys move it.`);
  const seen = make("p", { class: "part seen" }, "Point at a number, or go to it with Tab, to read whose it is.");
  const drawing = stakeholderDrawing({ high, quarters, describedBy: how.id,
    pressed: (id) => lines.get(id).focus(),
    moved: (id, column, value) => score(id, column, value),
    seen: (id) => { const row = rows().find((each) => each.id === id); seen.textContent = row ? inWords(row) : ""; } });
  const signs = make("ul", { class: "signs" }, ...[...Object.entries(STAKEHOLDER_STANCES), ["unsaid", "not said"]].map(([stance, words]) =>
    make("li", {}, make("svg", { width: 24, height: 24, viewBox: "-12 -12 24 24", "aria-hidden": true, class: "drawing" },
      make("g", { class: `point ${stance}` }, ...stakeholderMark(9))), words)));
  const list = make("ol", { class: "kept" });
  const none = make("p", {}, "Nobody yet.");
  const add = adding();
  const listed = headedPart("Who has a say", none, list, add.root);
  body.append(lists.root,
    make("p", { class: "note" }, "Write offices rather than names: what stands here is a judgement of people, and stays in the workshop."),
    make("div", { class: "beside" }, headedPart("Power by interest", how, drawing.root, seen, signs), listed));

  function score(id, column, value) {
    scored[column].choose({ name: wire.tables[table].rows.get(id).name }, value);
    draw();
  }

  function adding() {
    const fields = {};
    const typed = () => Object.fromEntries(Object.entries(fields).filter(([, field]) => field.value).map(([name, field]) => [name, field.value]));
    for (const name of Object.keys(labels)) fields[name] = fieldOf(name);
    for (const [name, value] of Object.entries(recall(key) || {})) if (fields[name]) show(fields[name], value);
    const form = make("form", { class: "adding", oninput: () => remember(key, typed()), onsubmit: async (event) => {
      event.preventDefault();
      const answer = await wire.add(table, { ...typed(), community: wire.community });
      for (const field of Object.values(fields)) field.removeAttribute("aria-invalid");
      if (!say(answer)) {
        markWrong(fields, answer.refused);
        Object.values(fields).find((field) => field.hasAttribute("aria-invalid"))?.focus();
        return;
      }
      remember(key, null);
      for (const field of Object.values(fields)) { field.value = ""; field.dataset.shown = ""; }
      fields.name.focus();
    } }, make("p", { class: "part" }, "One more"), ...beside(fields), make("button", { class: "add" }, "Add this stakeholder"));
    return { root: form, focus: () => fields.name.focus() };
  }

  function lineOf(id) {
    const fields = {};
    const change = async (name) => {
      if (name in scored && fields[name].value) { score(id, name, fields[name].value); return; }
      const answer = await wire.set(table, id, { [name]: fields[name].value });
      if (!say(answer)) markWrong(fields, answer.refused);
      draw();
    };
    for (const name of Object.keys(labels)) fields[name] = fieldOf(name, { onchange: () => change(name) });
    const legend = make("legend", { class: "unseen" });
    const quarter = make("span", { class: "counted quarter-of" });
    const deleter = button("Delete", () => remove(id), { class: "delete" });
    const line = make("li", {}, make("fieldset", {}, legend, ...beside(fields), make("span", { class: "tools" }, quarter, deleter)));
    function fill(row) {
      legend.textContent = row.name;
      for (const [name, field] of Object.entries(fields)) show(field, row[name]);
      quarter.textContent = quarters[stakeholderQuarter(row, high)];
      deleter.setAttribute("aria-label", `Delete: ${row.name}`);
      return line;
    }
    return { line, fill, focus: () => fields.power.focus() };
  }

  async function remove(id) {
    const at = [...list.children].indexOf(lines.get(id).line);
    if (!say(await wire.remove(table, id), "Deleted; Undo brings it back. Saved")) return;
    const near = list.children[Math.min(at, list.children.length - 1)];
    if (near) near.querySelector("input").focus();
    else add.focus();
  }

  function draw() {
    const all = rows();
    none.hidden = all.length > 0;
    for (const row of all) if (!lines.has(row.id)) lines.set(row.id, lineOf(row.id));
    layLines(list, all.map((row) => lines.get(row.id).fill(row)));
    drawing.draw(all.map((row, at) => ({ ...row, told: `${at + 1}: ${inWords(row)}` })));
  }

  wire.addEventListener("rows", ({ detail }) => { if (detail.table === table) draw(); });
  draw();
};
