// What is done otherwise because of an event: a short form for a lesson, and the lessons that stand already. Not an
// editor of its own.

// `key` says where this browser keeps what is typed; `event` gives the row of the event.
function lessonForm({ wire, lists, say }, { heading, about, key, event }) {
  const table = "lessons";
  const asks = {
    name: ["The lesson", "In one sentence, without names"],
    change: ["What we do otherwise", "What others would see"],
    organisation: ["Where practice changes", "An organisation; begin to type its name"],
    state: ["How far it has come", ""],
    may_be_shared: ["May others read it?", "Outside this community; left empty, it stays here"],
  };
  const usual = { state: "learnt" };
  const draftAt = () => `${key}:${event()?.id}`;
  const typed = () => Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value]));
  const fields = {};
  const lines = Object.entries(asks).map(([name, [label, hint]]) => {
    const column = { ...wire.column(table, name), label, hint };
    fields[name] = fieldFor(column, lists, { oninput: () => remember(draftAt(), typed()), onkeydown: entered });
    return labelled(column, fields[name]);
  });
  const list = make("ul", { class: "written" });
  const none = make("p", { class: "counted" }, "No lesson of this event is written down yet.");
  const root = headedPart(heading, make("p", { class: "counted" }, about), ...lines,
    make("div", { class: "tools" }, button("Add the lesson", add, { class: "add" })),
    make("p", { class: "part" }, "Lessons of this event"), none, list);
  let shownFor = null;
  let busy = false;

  function entered(pressed) {
    if (pressed.key !== "Enter" || pressed.isComposing || pressed.target.tagName === "TEXTAREA") return;
    pressed.preventDefault();
    add();
  }

  async function add() {
    if (busy) return;
    busy = true;
    const where = draftAt();
    const { name, community, date } = event();
    const answer = await wire.add(table, { ...typed(), event: name, community, learnt: date });
    busy = false;
    if (!say(answer)) { markWrong(fields, answer.refused); return; }
    remember(where, null);
    if (where !== draftAt()) return;
    fill(usual);
    fields.name.focus();
  }

  function fill(values) {
    for (const [name, field] of Object.entries(fields)) { field.dataset.shown = field.value; show(field, values[name] ?? ""); }
  }

  function draw() {
    if (shownFor !== event().id) {
      shownFor = event().id;
      fill(recall(draftAt()) || usual);
    }
    const rows = wire.rows(table).filter((row) => row.event === event().name);
    none.hidden = rows.length > 0;
    list.hidden = !rows.length;
    list.replaceChildren(...rows.map(({ name, change, organisation, state }) => make("li", {}, make("strong", {}, name), " ",
      make("span", { class: "counted" }, [change, organisation, state].filter(Boolean).join(" · ")))));
  }

  return { root, draw };
}
