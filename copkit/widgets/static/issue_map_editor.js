// The map of issues: a drawing to move about and to link in, and the same links as a list. It is the map that
// the room agrees on, or the map of one group.

const ISSUE_MAP_STRENGTHS = Array.from({ length: 21 }, (_, at) => `${(10 - at) / 10}`);

function issueMapSigned(strength) {
  const size = `${Math.abs(strength)}`;
  return strength > 0 ? `+${size}` : strength < 0 ? `−${size}` : "0";
}

function issueMapWords(strength) {
  const size = Math.abs(strength);
  if (!size) return "no effect";
  const how = size < 0.35 ? "slightly " : size < 0.7 ? "" : "strongly ";
  return `${how}${strength > 0 ? "worsens" : "lessens"}`;
}

EDITORS.issue_map = async function issueMap(root, wire) {
  await wire.open(["issues", "issue_links", "map_links", "coverage"]);
  const { body, say, status, watch } = frame(root, wire, "The map of issues");
  watch("issues", "issue_links", "map_links");
  const kept = (word) => `copkit:issue_map:${wire.place}:${word}`;
  let added = recall(kept("added")) || []; // issues first written on this screen
  let chosen = null; // the link that is being changed

  // What is on the map: all issues, or those of the community with their neighbours.
  const everything = make("input", { type: "checkbox", id: uniqueId("all"),
    onchange: () => { remember(scope(), everything.checked); view(); } });
  const scope = () => kept(`all:${wire.community}`);
  everything.checked = recall(scope()) ?? false;
  function shown() {
    const issues = wire.rows("issues").sort((one, other) => one.name.localeCompare(other.name));
    const links = whose.map().rows();
    const own = new Set(wire.rows("coverage").map((row) => row.issue));
    for (const issue of issues) if (added.includes(issue.id)) own.add(issue.name);
    if (!wire.community || everything.checked || !own.size) return { issues, links };
    const near = new Set(own);
    for (const link of links) {
      if (own.has(link.cause)) near.add(link.effect);
      if (own.has(link.effect)) near.add(link.cause);
    }
    return { issues: issues.filter((issue) => near.has(issue.name)),
      links: links.filter((link) => near.has(link.cause) && near.has(link.effect)) };
  }

  const whose = issueMapChoice(wire, kept, (byUndo) => {
    chosen = null;
    lines.clear();
    view();
    status.textContent = `${byUndo ? `${status.textContent} ` : ""}${whose.map().title} is shown now.`;
  });

  // The parts of the screen.
  const naming = make("input", { type: "text", id: uniqueId("new-issue"), autocomplete: "off",
    maxlength: wire.column("issues", "name").longest,
    oninput: () => remember(kept("draft"), naming.value || null) });
  naming.value = recall(kept("draft")) || "";
  const counted = make("span", { class: "counted", "aria-live": "polite" });
  const how = make("p", { id: uniqueId("how") }, "Drag an issue to move it. Drag from its round handle to another issue to draw a link. " +
    "Choose the number on a link to change it. With the keys: the arrow keys move an issue (with Shift, further); Enter begins a link, " +
    "and on another issue ends it; Escape gives it up.");
  const empty = make("p", { class: "empty", hidden: true }, "No issue yet. Write the first one above.");
  const drawing = issueMapDrawing({
    now: () => ({ ...shown(), title: whose.map().title, chosen, graded: graded(), scope: wire.community && !everything.checked ? wire.community : "" }),
    joined: (from, to) => link(from, to, "0.5", false),
    picked: (id) => choose(id),
    tell: (said) => { status.textContent = said; },
    key: kept("places"),
    describedBy: how.id,
  });
  const cause = make("select", { id: uniqueId("from") });
  const effect = make("select", { id: uniqueId("to") });
  const strengths = () => ISSUE_MAP_STRENGTHS.map((value) => make("option", { value }, `${issueMapSigned(value)} ${issueMapWords(value)}`));
  const strength = make("select", { id: uniqueId("strength") }, ...strengths());
  strength.value = "0.5";
  const range = make("input", { type: "range", min: -1, max: 1, step: 0.1, id: uniqueId("range"),
    oninput: () => { told.textContent = words(graded()); drawing.draw(); }, onchange: () => grade(chosen, range.value) });
  const told = make("output", { for: range.id });
  const between = make("p", { class: "between" });
  const chooser = make("div", { class: "chosen", role: "group", "aria-label": "The chosen link", hidden: true },
    make("h4", {}, "The chosen link"), between, make("label", { for: range.id }, "Strength"), range,
    make("p", { class: "ends", "aria-hidden": true }, make("span", {}, "−1 strongly lessens"),
      make("span", {}, "strongly worsens +1")), told,
    make("div", { class: "tools" }, button("Delete link", () => drop(chosen, true), { class: "delete" }), button("Done", done)));
  const list = make("ul", { class: "links" });
  const noLinks = make("p", {}, "No link yet.");
  const title = make("h4", { class: "whose" });
  const alone = make("p", { class: "alone" }, "Only the links that this group drew. The map we agree on is not shown here, and stays as it is.");
  const doubled = make("p", {}, "An issue with a double border is the outcome.");
  const field = (words, input) => make("div", { class: "field" }, make("label", { for: input.id }, words), input);
  body.classList.add("issue-map");
  body.append(...whose.elements,
    make("form", { class: "tools", onsubmit: (event) => { event.preventDefault(); addIssue(); } },
      make("label", { for: naming.id }, "New issue"), naming, make("button", { class: "add" }, "Add issue")),
    make("div", { class: "tools" }, button("Tidy up", tidy),
      make("span", { class: "tick", hidden: !wire.community }, everything, make("label", { for: everything.id }, "Show all issues")), counted),
    how, make("p", {}, "A solid line with + : the one worsens the other. A dashed line with − : it lessens it. The thicker, the more."), doubled,
    make("div", { class: "side-by-side" }, make("div", { class: "left" }, title, alone, empty, drawing.element),
      make("div", { class: "side" }, chooser,
        make("form", { class: "linking", onsubmit: (event) => {
          event.preventDefault();
          link(cause.value, effect.value, strength.value, true);
        } },
          make("h4", {}, "Add a link"), field("From", cause), field("To", effect), field("Strength", strength),
          make("button", { class: "add" }, "Add link")),
        make("h4", {}, "All links on the map"), noLinks,
        make("div", { class: "scroll", role: "region", tabindex: 0, "aria-label": "All links on the map" }, list))));

  function tidy() {
    drawing.tidy();
    drawing.draw();
    status.textContent = "The map is laid out anew.";
  }

  // The strength of the chosen link: as it is being set, or else as it is saved.
  const graded = () => (range.value !== range.dataset.shown ? range.value : whose.map().row(chosen)?.strength);
  const words = (value) => `${issueMapSigned(value)}: ${issueMapWords(value)}`;
  const named = (row) => `${row.cause} → ${row.effect}`;

  // What is saved.
  async function addIssue() {
    const answer = await wire.add("issues", { name: naming.value, raised: wire.today });
    if (!say(answer)) { naming.setAttribute("aria-invalid", "true"); naming.focus(); return; }
    added.push(...answer.written);
    remember(kept("added"), added);
    naming.removeAttribute("aria-invalid");
    naming.value = "";
    remember(kept("draft"), null);
    view();
  }

  async function link(from, to, value, byForm) {
    const map = whose.map();
    const there = map.rows().find((row) => row.cause === from && row.effect === to);
    if (there) {
      choose(there.id);
      status.textContent = "This link is there already. Change its strength here.";
      return;
    }
    const answer = await map.add({ cause: from, effect: to, strength: value });
    if (!say(answer) || map !== whose.map()) return;
    if (byForm) { effect.value = ""; effect.focus(); } else choose(answer.written[0]);
  }

  function grade(id, value) {
    const map = whose.map();
    wire.inTurn("issue map", async () => { // one change of a link after the other, each seeing the one before
      if (!map.row(id)) return;
      if (say(await map.set(id, { strength: value })) && id === chosen && map === whose.map()) range.dataset.shown = value;
      view();
    });
  }

  async function drop(id, onMap) {
    const map = whose.map();
    const from = map.row(id)?.cause;
    const next = lines.get(id)?.line.nextElementSibling?.querySelector(".delete") || cause;
    if (!say(await map.remove(id), "Deleted; Undo brings it back. Saved")) return;
    if (onMap) drawing.focus(from);
    else next.focus();
  }

  function done() {
    const from = whose.map().row(chosen)?.cause;
    choose(null);
    drawing.focus(from);
  }

  function choose(id) {
    chosen = id;
    range.dataset.shown = range.value;
    view();
    if (id !== null) range.focus();
  }

  // The list, which says all that the drawing says.
  const lines = new Map(); // link id to { line, grader, remove }
  function lineOf(id) {
    if (!lines.has(id)) {
      const grader = make("select", { onchange: () => grade(id, grader.value) }, ...strengths());
      const remove = button("✕", () => drop(id), { class: "delete" });
      const text = make("span", { class: "text" });
      lines.set(id, { text, grader, remove, line: make("li", {}, text, grader, remove) });
    }
    return lines.get(id);
  }

  function options(select, issues) {
    const names = issues.map((issue) => issue.name);
    if ([...select.options].slice(1).map((option) => option.value).join("\n") === names.join("\n") && select.options.length) return;
    const before = select.value;
    select.replaceChildren(make("option", { value: "" }, "Choose an issue"), ...names.map((name) => make("option", { value: name }, name)));
    select.value = names.includes(before) ? before : "";
  }

  function view() {
    whose.draw();
    title.textContent = whose.map().title;
    alone.hidden = !whose.map().group;
    const { issues, links } = shown();
    doubled.hidden = !issues.some((issue) => issue.is_outcome === "yes");
    const all = wire.rows("issues").sort((one, other) => one.name.localeCompare(other.name));
    options(cause, all);
    options(effect, all);
    if (chosen !== null && !links.some((row) => row.id === chosen)) chosen = null;
    chooser.hidden = chosen === null;
    if (chosen !== null) {
      const row = links.find((each) => each.id === chosen);
      between.textContent = named(row);
      if (range.value === range.dataset.shown || document.activeElement !== range) {
        range.value = row.strength;
        range.dataset.shown = range.value;
      }
      told.textContent = words(graded());
    }
    counted.textContent = `${issues.length} ${issues.length === 1 ? "issue" : "issues"}, ` +
      `${links.length} ${links.length === 1 ? "link" : "links"}`;
    empty.hidden = issues.length > 0;
    noLinks.hidden = links.length > 0;
    links.sort((one, other) => named(one).localeCompare(named(other)));
    const drawn = links.map((row) => {
      const { line, text, grader, remove } = lineOf(row.id);
      text.textContent = named(row);
      grader.setAttribute("aria-label", `Strength of ${named(row)}`);
      remove.setAttribute("aria-label", `Delete ${named(row)}`);
      show(grader, row.strength);
      return line;
    });
    issueMapReplace(list, drawn);
    drawing.draw();
  }

  const mine = new Set(["issues", "issue_links", "map_links", "coverage"]);
  wire.addEventListener("rows", ({ detail }) => { if (mine.has(detail.table)) view(); });
  view();
};
