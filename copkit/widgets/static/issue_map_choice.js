// Whose map: the one that the room agrees on, or a group's own; and where the links of each are kept.

// One map, of a group or ("") the agreed one: in which table its links stand, what they have in common there,
// and which they are. Nothing else here knows.
function issueMapOf(wire, group) {
  const table = group ? "map_links" : "issue_links";
  const common = group ? { map: group, drawn: wire.today } : {};
  return {
    group,
    title: group ? `The map of ${group}` : "The map we agree on",
    rows: () => wire.rows(table).filter((row) => !group || row.map === group),
    row: (id) => wire.tables[table].rows.get(id),
    add: (link) => wire.add(table, { ...common, ...link }),
    set: (id, values) => wire.set(table, id, values),
    remove: (id) => wire.remove(table, id),
  };
}

// Asks whose map it is, and remembers it. `changed(byUndo)` is called when another one is shown.
function issueMapChoice(wire, kept, changed) {
  const agreed = "";
  const another = " "; // no group is called so: names are trimmed
  const folded = (name) => name.trim().replace(/\s+/g, " ").toLowerCase();
  const groups = () => [...new Set(wire.rows("map_links").map((row) => row.map))]
    .sort((one, other) => one.localeCompare(other, "en", { numeric: true }));
  const known = (name) => groups().find((group) => group === name) || groups().find((group) => folded(group) === folded(name));
  let map = issueMapOf(wire, recall(kept("group")) || agreed);

  const select = make("select", { id: uniqueId("whose"), onchange: () => {
    naming.hidden = select.value !== another;
    if (!naming.hidden) { name.focus(); return; }
    forget();
    choose(select.value);
  } });
  const hint = make("small", { id: uniqueId("group-hint") }, "A group or a code, not a person's name");
  const name = make("input", { type: "text", id: uniqueId("group"), autocomplete: "off", "aria-describedby": hint.id,
    maxlength: wire.column("map_links", "map").longest, oninput: () => {
      name.removeAttribute("aria-invalid");
      remember(kept("new-group"), name.value || null);
    } });
  name.value = recall(kept("new-group")) || "";
  const naming = make("form", { class: "line naming", hidden: !name.value, onsubmit: (event) => {
    event.preventDefault();
    const typed = name.value.trim().replace(/\s+/g, " ");
    if (!typed) { name.setAttribute("aria-invalid", "true"); name.focus(); return; }
    forget();
    naming.hidden = true;
    choose(typed);
    select.focus();
  } }, make("label", { for: name.id }, "Name of the group"),
    make("span", { class: "tools" }, name, make("button", { class: "add" }, "Draw this map")), hint);

  function forget() {
    name.value = "";
    name.removeAttribute("aria-invalid");
    remember(kept("new-group"), null);
  }

  function choose(group, byUndo = false) {
    map = issueMapOf(wire, group && (known(group) || group));
    remember(kept("group"), map.group || null);
    changed(byUndo);
  }

  // Undo takes back the last change made on this screen: if that was on another map, that map is shown.
  const drawnBy = new Map(); // link id to its group, also of links that are gone
  let undone = "";
  wire.addEventListener("undone", ({ detail }) => { undone = detail.undone; });
  wire.addEventListener("rows", ({ detail: { table, ids } }) => {
    if (!["issue_links", "map_links"].includes(table) || !undone.endsWith(` in ${wire.tables[table].sheet}`)) return;
    undone = "";
    const of = (id) => (table === "issue_links" ? agreed : wire.tables.map_links.rows.get(id)?.map || drawnBy.get(id));
    const [group, ...others] = new Set(ids.map(of));
    if (group !== undefined && !others.length && group !== map.group) choose(group, true);
  });

  function draw() {
    for (const row of wire.rows("map_links")) drawnBy.set(row.id, row.map);
    const named = groups();
    // a name that nothing stands under yet, or that another screen spells otherwise
    if (map.group && !named.includes(map.group) && known(map.group)) map = issueMapOf(wire, known(map.group));
    if (map.group && !named.includes(map.group)) named.push(map.group);
    const choices = [[agreed, issueMapOf(wire, agreed).title], ...named.map((group) => [group, group]), [another, "A group's own map …"]];
    if (JSON.stringify(choices) !== select.dataset.choices) {
      select.replaceChildren(...choices.map(([value, words]) => make("option", { value }, words)));
      select.dataset.choices = JSON.stringify(choices);
    }
    select.value = naming.hidden ? map.group : another;
  }

  const line = make("div", { class: "line" }, make("label", { for: select.id }, "Whose map"), select);
  return { elements: [line, naming], map: () => map, choose, draw };
}
