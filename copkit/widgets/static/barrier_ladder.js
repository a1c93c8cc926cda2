// The ladder of a barrier: who was asked to lift it, step by step upwards, and what each said. Not an editor of its
// own.

const BARRIER_WEEKS = 3; // by when an answer is asked for, unless another day is written

function dayAfter(date, days) {
  const there = new Date(`${date}T12:00`);
  there.setDate(there.getDate() + days);
  return there.toISOString().slice(0, 10);
}

// `barrier` gives the row that is open, or null; `next` the level that is to be asked, or null where the place has
// not said; `close` writes the barrier down as lifted or eased.
function barrierLadder({ wire, say, lists }, { key, barrier, next, close }) {
  const table = "barrier_steps";
  const levels = wire.column(table, "level").choices;
  const asked = ["asked_of", "asked", "answer_due"];
  const answered = ["answered", "outcome", "answer"];
  const names = { level: "Who is asked now", asked_of: "Asked of (an office)", asked: "Asked on", answer_due: "Answer due by",
    answered: "Answered on", outcome: "Outcome", answer: "What was said" };
  const fieldOf = (name, more) => fieldFor(wire.column(table, name), lists, { id: uniqueId(name), "aria-label": null, title: null, ...more });
  const beside = (fields, some) => make("span", { class: "tools" }, ...some.map((name) => {
    const pair = labelBeside(names[name], fields[name]);
    pair.classList.add(name.replace("_", "-"));
    return pair;
  }));
  const steps = () => wire.rows(table).filter((row) => row.barrier === barrier()?.name).sort((one, other) =>
    one.asked.localeCompare(other.asked) || levels.indexOf(one.level) - levels.indexOf(other.level));
  const last = () => steps().at(-1);
  const cap = (words) => words[0].toUpperCase() + words.slice(1);

  const told = make("p", { tabindex: -1 });
  const list = make("ol", { class: "kept steps" });
  const adding = newStep();
  const closer = button("", () => close(last().outcome), { class: "add" });
  const closing = make("p", { class: "note" }, closer);
  const root = headedPart("Who was asked to lift it?", told, list, closing, adding.root);
  const lines = new Map(); // id of a step to its line

  // The level to offer: as the place works it out, else the one above the last.
  function offer() {
    const above = last() ? Math.min(levels.indexOf(last().level) + 1, levels.length - 1) : 0;
    return next() || levels[above];
  }

  function newStep() {
    const fields = Object.fromEntries(["level", ...asked].map((name) => [name, fieldOf(name)]));
    let of = null; // the barrier for which it was filled
    const usual = () => ({ level: offer(), asked_of: "", asked: wire.today, answer_due: dayAfter(wire.today, BARRIER_WEEKS * 7) });
    const values = () => Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value]));
    let touched = false;
    const form = make("form", { class: "adding", oninput: () => { touched = true; remember(key, { of, values: values() }); }, onsubmit: async (event) => {
      event.preventDefault();
      const answer = await wire.add(table, { barrier: of, ...values() });
      for (const field of Object.values(fields)) field.removeAttribute("aria-invalid");
      if (!say(answer)) { markWrong(fields, answer.refused); return; }
      remember(key, null);
      fill(usual());
      touched = false;
      told.focus();
    } }, make("p", { class: "part" }, "The next step"), beside(fields, Object.keys(fields)), make("button", { class: "add" }, "Add this step"));

    function fill(row) {
      for (const [name, field] of Object.entries(fields)) { field.dataset.shown = field.value; show(field, row[name] ?? ""); }
    }

    function draw() {
      const now = barrier()?.name ?? null;
      if (now === of && touched) return;
      const kept = recall(key);
      touched = Boolean(kept && kept.of === now && now);
      of = now;
      fill(touched ? kept.values : usual());
    }
    return { root: form, draw };
  }

  function lineOf(id) {
    const fields = {};
    const set = async (name) => {
      const answer = await wire.set(table, id, { [name]: fields[name].value });
      if (!say(answer)) markWrong(fields, answer.refused);
      else fields[name].dataset.shown = wire.tables[table].rows.get(id)?.[name] ?? "";
    };
    for (const name of [...asked, ...answered]) fields[name] = fieldOf(name, { onchange: () => set(name) });
    const level = make("legend", { class: "part" });
    const deleter = button("Delete", async () => {
      if (say(await wire.remove(table, id), "Deleted; Undo brings it back. Saved")) told.focus();
    }, { class: "delete" });
    const line = make("li", {}, make("fieldset", {}, level, beside(fields, asked), beside(fields, answered), make("span", { class: "tools" }, deleter)));
    function fill(row) {
      level.textContent = cap(row.level);
      deleter.setAttribute("aria-label", `Delete the step: ${row.level}`);
      for (const [name, field] of Object.entries(fields)) show(field, row[name]);
      return line;
    }
    return { fill };
  }

  function draw() {
    const row = barrier();
    root.hidden = !row;
    if (!row) return;
    const all = steps();
    told.textContent = all.length ? `“${row.name}”: ${all.length} ${all.length === 1 ? "step" : "steps"} so far.`
      : `“${row.name}”: nobody was asked yet. Begin with whoever is nearest.`;
    for (const step of all) if (!lines.has(step.id)) lines.set(step.id, lineOf(step.id));
    layLines(list, all.map((step) => lines.get(step.id).fill(step)));
    const outcome = last()?.outcome;
    closing.hidden = !(["lifted", "eased"].includes(outcome) && ["open", "eased"].includes(row.state) && row.state !== outcome);
    closer.textContent = `Write this barrier down as ${outcome}`;
    adding.draw();
  }

  return { root, draw };
}
