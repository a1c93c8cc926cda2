// A change that is wanted, and the forces on it: what drives it on the left, what holds it back on the right, each
// as an arrow that points at the middle and is as long as the force is strong (Lewin 1951).

const FORCE_SIDES = {
  driving: { heading: "Drives it", label: "What drives it?", many: "What drives it" },
  restraining: { heading: "Holds it back", label: "What holds it back?", many: "What holds it back" },
};
const FORCE_POINTS = ["1", "2", "3", "4", "5"].map((value) => [value, ""]);
const FORCE_AT_FIRST = "3";

EDITORS.force_field = async function forceField(root, wire) {
  const table = "forces";
  await wire.open([table]);
  const lists = new NameLists(wire);
  const { body, say, status, watch } = frame(root, wire, "Force field");
  watch(table);
  body.classList.add("in-parts", "force-field");
  const strengths = new ScaleAnswers(wire, table, ["community", "change", "force"], "strength", say, () => draw());
  const kept = (what) => `copkit:force_field:${wire.place}:${wire.community}:${what}`;
  let chosen = recall(kept("change")) || null; // { community, change }; no change for a new one
  let drawnIds = new Set(); // of the forces that are shown

  const chooser = make("select", { id: uniqueId("which"), onchange: () => choose(chooser.value ? JSON.parse(chooser.value) : { change: "" }) });
  const column = wire.column(table, "change");
  const wanted = fieldFor({ ...column, label: "The change that is wanted", hint: "In a few words. Then press Enter" }, lists, {
    onchange: named, onkeydown: (event) => { if (event.key === "Enter") { event.preventDefault(); named(); } } });
  const totals = make("p", { class: "part", role: "status" });
  const sides = Object.fromEntries(Object.keys(FORCE_SIDES).map((direction) => [direction, sideOf(direction)]));
  const first = make("ol", {});
  const weaken = headedPart("Weaken first what holds it back",
    make("p", { class: "counted" }, "Lewin: to weaken what holds back meets less resistance than to push harder. The strongest first:"), first);
  const field = make("div", {}, make("div", { class: "field" }, sides.driving.root, sides.restraining.root), totals, weaken);
  body.append(lists.root, make("div", { class: "line" }, make("label", { for: chooser.id }, "Which change"), chooser),
    labelled({ ...column, label: "The change that is wanted", required: false, hint: "In a few words. Then press Enter" }, wanted), field);

  const same = (one, other) => scaleFold(one) === scaleFold(other);
  const isOf = ({ community, change }) => (row) => same(row.change, change) && same(row.community, community);
  const rows = () => (chosen?.change ? wire.rows(table).filter(isOf(chosen)) : []);

  // The changes that have a force, in the order in which they were written down.
  function changes() {
    const found = new Map();
    for (const { community, change } of wire.rows(table)) {
      const key = JSON.stringify([scaleFold(community), scaleFold(change)]);
      if (!found.has(key)) found.set(key, { community, change });
    }
    return [...found.values()];
  }

  function choose(one) {
    chosen = { community: wire.community, ...one };
    remember(kept("change"), chosen);
    drawnIds = new Set();
    wanted.dataset.shown = wanted.value;
    draw();
    if (!chosen.change) wanted.focus();
  }

  // A new change gets its words here, and one that has forces gets other words in all of them.
  async function named() {
    const change = wanted.value.trim().replace(/\s+/g, " ");
    if (change === chosen.change) return;
    const before = rows();
    if (before.length) {
      if (!change) { wanted.value = chosen.change; return; }
      if (!say(await wire.write(before.map((row) => wire.setting(table, row.id, { change }))))) return;
    }
    const there = before.length ? null : changes().find(isOf({ ...chosen, change }));
    choose(there || { ...chosen, change });
    if (change) sides.driving.focus();
  }

  function sideOf(direction) {
    const { heading, label } = FORCE_SIDES[direction];
    const key = kept(`new ${direction}`);
    const words = make("input", { id: uniqueId("force"), type: "text", autocomplete: "off", maxlength: wire.column(table, "force").longest,
      oninput: () => remember(key, words.value || null) });
    words.value = recall(key) || "";
    const list = make("ul", { class: "kept" });
    const adding = make("form", { class: "adding", onsubmit: (event) => { event.preventDefault(); add(); } },
      make("label", { for: words.id }, label), make("span", { class: "tools" }, words, make("button", { class: "add" }, "Add")));
    const lines = new Map(); // id of a force to its line
    const root = headedPart(heading, list, adding);
    root.classList.add(direction);

    async function add() {
      const force = words.value.trim();
      if (!force) { words.focus(); return; }
      const { community, change } = chosen;
      if (!say(await wire.add(table, { change, force, direction, strength: FORCE_AT_FIRST, community }))) return;
      words.value = "";
      remember(key, null);
      words.focus();
    }

    async function remove(id) {
      const at = [...list.children].indexOf(lines.get(id).line);
      if (!say(await wire.remove(table, id), "Deleted; Undo brings it back. Saved")) return;
      (list.children[Math.min(at, list.children.length - 1)]?.querySelector("input") || words).focus();
    }

    return { root, focus: () => words.focus(), draw(some) {
      for (const row of some) if (!lines.has(row.id)) lines.set(row.id, forceLine(row.id, remove));
      layLines(list, some.map((row) => lines.get(row.id).fill(row)));
    } };
  }

  function forceLine(id, remove) {
    const rowNow = () => wire.tables[table].rows.get(id);
    const name = make("legend", { class: "unseen" });
    const strength = scaleFor("Strength, 1 weak to 5 strong", (value) => {
      const { community, change, force } = rowNow();
      strengths.choose({ community, change, force }, value);
      draw();
    }, FORCE_POINTS);
    const fields = {};
    const set = async (column) => {
      const answer = await wire.set(table, id, { [column]: fields[column].value });
      if (!say(answer)) markWrong(fields, answer.refused);
    };
    for (const column of ["force", "organisation"])
      fields[column] = fieldFor(wire.column(table, column), lists, { id: uniqueId(column), "aria-label": null, title: null, onchange: () => set(column) });
    const arrow = make("span", { class: "arrow", "aria-hidden": true });
    const deleter = button("Delete", () => remove(id), { class: "delete" });
    const line = make("li", {}, make("fieldset", {}, name,
      make("label", { for: fields.force.id, class: "unseen" }, "In words"), fields.force, arrow, strength.root,
      make("div", { class: "tools" }, labelBeside("Where it acts, if not everywhere", fields.organisation), deleter)));

    function fill(row) {
      const value = strengths.value(row);
      name.textContent = row.force;
      deleter.setAttribute("aria-label", `Delete: ${row.force}`);
      show(fields.force, row.force);
      show(fields.organisation, row.organisation);
      strength.show(value);
      arrow.style.width = `${Number(value) * 20}%`;
      arrow.textContent = value;
      return line;
    }
    return { line, fill };
  }

  const total = (some) => some.reduce((sum, row) => sum + Number(strengths.value(row)), 0);
  const inWords = (direction, some) =>
    `${FORCE_SIDES[direction].many}: ${some.length} ${some.length === 1 ? "force" : "forces"}, ${total(some)} in all.`;

  // Stays with the forces that are shown when the change gets other words on another screen.
  function follow() {
    if (!chosen?.change || rows().length) return;
    const moved = [...drawnIds].map((id) => wire.tables[table].rows.get(id)).find(Boolean);
    if (moved) chosen = { community: moved.community, change: moved.change };
  }

  function draw() {
    follow();
    const offered = changes();
    if (!chosen) chosen = { community: wire.community, change: "", ...offered[0] };
    const standing = chosen.change && offered.find(isOf(chosen));
    if (standing) chosen = standing;
    else if (chosen.change) offered.push(chosen); // its first force is still to come
    const told = ({ community, change }) => (community && community !== wire.community ? `${change} (${community})` : change);
    const choices = [...offered.map((one) => [JSON.stringify(one), told(one)]), ["", "Another change …"]];
    if (JSON.stringify(choices) !== chooser.dataset.choices) {
      chooser.replaceChildren(...choices.map(([value, words]) => make("option", { value }, words)));
      chooser.dataset.choices = JSON.stringify(choices);
    }
    chooser.value = chosen.change ? JSON.stringify(chosen) : "";
    show(wanted, chosen.change);
    field.hidden = !chosen.change;
    const some = Object.fromEntries(Object.keys(FORCE_SIDES).map((direction) =>
      [direction, rows().filter((row) => row.direction === direction)]));
    for (const [direction, side] of Object.entries(sides)) side.draw(some[direction]);
    const balance = total(some.driving) - total(some.restraining);
    const said = [inWords("driving", some.driving), inWords("restraining", some.restraining),
      balance > 0 ? "As judged here, more drives it." : balance < 0 ? "As judged here, more holds it back." : "As judged here, the two are even.",
      "The sums put the talk in order; they measure nothing."].join(" ");
    if (totals.textContent !== said) totals.textContent = said;
    totals.hidden = !rows().length;
    weaken.hidden = !some.restraining.length;
    drawnIds = new Set(rows().map((row) => row.id));
    const order = some.restraining.sort((one, other) => strengths.value(other) - strengths.value(one) || one.force.localeCompare(other.force));
    first.replaceChildren(...order.map((row) => make("li", {}, `${row.force} (${strengths.value(row)})`)));
  }

  wire.addEventListener("rows", ({ detail }) => { if (detail.table === table) draw(); });
  draw();
};
