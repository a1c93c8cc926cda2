// After an event: what was learnt, what is left for the knowledge base, and who does what by when.

EDITORS.after_event = async function afterEvent(root, wire) {
  await wire.open(["events", "lessons", "resources", "actions", "members"]);
  const { body, say, watch } = frame(root, wire, "After the event");
  watch("lessons", "resources", "actions");
  body.classList.add("in-parts", "after-event");
  const lists = new NameLists(wire);

  const choice = eventChoice(wire, {
    offered: () => [["", nearestFirst(wire, wire.rows("events").filter((row) => row.cancelled !== "yes" && row.date <= wire.today))]],
    about: ({ date, venue }) => [dayInWords(date), venue],
    onchoose: () => draw(),
  });
  const none = make("p", { hidden: true }, "No event was held yet. On its day it stands here.");

  // One part: a short form to add a row of a table, and what stands already. Rows keep the names of their columns.
  function part({ table, heading, about, columns, fixed, adds, line }) {
    const fields = {};
    const asked = (name) => ({ ...wire.column(table, name), label: columns[name][0], hint: columns[name][1] });
    const drafts = () => `copkit:after:${wire.place}:${table}:${choice.row()?.name}`;
    const typed = () => Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value]));
    for (const name of Object.keys(columns)) {
      fields[name] = fieldFor(asked(name), lists, {
        oninput: () => remember(drafts(), typed()),
        onkeydown: (pressed) => {
          if (pressed.key === "Enter" && !pressed.isComposing && pressed.target.tagName !== "TEXTAREA") { pressed.preventDefault(); add(); }
        },
      });
    }
    const list = make("ul", { class: "written" });
    const section = headedPart(heading, make("p", { class: "counted" }, about), list,
      ...Object.entries(fields).map(([name, field]) => labelled(asked(name), field)),
      make("div", { class: "tools" }, button(adds, add, { class: "add" })));

    async function add() {
      const where = drafts();
      const answer = await wire.add(table, { ...typed(), ...fixed(choice.row()) });
      if (!say(answer)) { markWrong(fields, answer.refused); return; }
      remember(where, null);
      fill({});
      Object.values(fields)[0].focus();
    }

    function fill(values) {
      for (const [name, field] of Object.entries(fields)) { field.dataset.shown = field.value; show(field, values[name] ?? ""); }
    }

    let shownFor = null;
    function drawPart() {
      if (shownFor !== choice.id()) {
        shownFor = choice.id();
        fill(recall(drafts()) || {});
      }
      const rows = wire.rows(table).filter((row) => row.event === choice.row().name);
      list.replaceChildren(...rows.map((row) => make("li", {}, make("strong", {}, row.name), " ", make("span", { class: "counted" }, line(row)))));
      list.hidden = !rows.length;
    }
    return { section, drawPart };
  }

  const learnt = lessonForm({ wire, lists, say }, { heading: "What did we learn?",
    about: "A lesson is learnt when something is done otherwise. Follow it up in ‘Build knowledge’. Write no names.",
    key: `copkit:after:${wire.place}:lessons`, event: () => choice.row() });
  const parts = [
    { section: learnt.root, drawPart: learnt.draw },
    part({ table: "resources", heading: "What does it leave for others?", adds: "Add it to the knowledge base",
      about: "Slides, a recording, a list, a story: whatever the next community would look for.",
      columns: { name: ["What it is called", "A few words by which somebody would look for it"],
        kind: ["Of which kind", ""], link: ["Where it is", "A web address or a shelf"],
        open_to: ["Who may see it", "Left empty, it stays with the members"] },
      fixed: (event) => ({ event: event.name, community: event.community, made: event.date }),
      line: (row) => [row.kind, row.link || row.description].filter(Boolean).join(" · ") }),
    part({ table: "actions", heading: "Who does what by when?", adds: "Add the action",
      about: "One name and one date for each: what everybody does, nobody does.",
      columns: { name: ["What will be done", "Something that can be seen when it is done"], who: ["Who does it", "One name"],
        due: ["By when", "A date before the next event"] },
      fixed: (event) => ({ event: event.name, community: event.community, function: "plan events", agreed: event.date, state: "open" }),
      line: (row) => [row.who || "nobody yet", row.due ? `by ${dayInWords(row.due)}` : "no date yet", row.state].join(" · ") }),
  ];
  body.append(choice.line, none, ...parts.map(({ section }) => section), lists.root);

  function draw() {
    choice.draw();
    const some = choice.id() !== null;
    none.hidden = some;
    for (const each of [choice.line, ...parts.map(({ section }) => section)]) each.hidden = !some;
    if (some) parts.forEach(({ drawPart }) => drawPart());
  }

  wire.addEventListener("rows", ({ detail }) => { if (["events", "lessons", "resources", "actions"].includes(detail.table)) draw(); });
  draw();
};
