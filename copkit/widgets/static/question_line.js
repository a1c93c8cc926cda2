// One question of the board with its answers: what was said can be added, corrected and deleted. Not an editor of
// its own.

const ANSWER_ASKED = { answer: ["What was said", ""], answered_by: ["Who answers", ""], answered: ["When", ""],
  resource: ["It points to", "A resource"], may_be_shared: ["May others read it?", ""] };
const QUESTION_ABOUT = { issue: ["The issue", "Those who know about it are found by it"], asked_by: ["Who asks", "Who is told when there is an answer"],
  community: ["Who is asked", "A community; empty for all"], asked: ["When", "The day on which it was asked"] };

// Fields of some columns of a table, each with its label; `of` says which row they are for a screen reader.
function questionFields({ wire, lists }, table, asked, hears) {
  const fields = {};
  const root = make("div", { class: "fields" }, ...Object.entries(asked).map(([name, [label, hint]]) => {
    fields[name] = fieldFor(wire.column(table, name), lists, { id: uniqueId(name), "aria-label": null, title: hint || null, ...hears(name) });
    const pair = labelBeside(label, fields[name]);
    pair.classList.toggle("wide", ["answer", "name"].includes(name));
    return pair;
  }));
  return { root, fields, values: () => Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value])),
    fill: (row) => { for (const [name, field] of Object.entries(fields)) show(field, row[name] ?? ""); } };
}

// `left` is called when the question goes to another list, and is gone or stands elsewhere.
function questionLine(desk, id, left) {
  const { wire, say, key } = desk;
  const row = () => wire.tables.questions.rows.get(id);
  const answers = () => wire.rows("answers").filter((each) => each.question === row()?.name)
    .sort((one, other) => one.answered.localeCompare(other.answered) || one.id - other.id);
  const drafted = `${key}:answer:${id}`;

  const name = make("strong", { tabindex: -1 });
  const facts = make("p", { class: "counted" });
  const people = make("ul", { class: "found" });
  const mayKnow = make("div", { class: "may-know" }, make("p", { class: "part" }, "Who may know:"), people);
  const shared = make("input", { type: "checkbox", id: uniqueId("shared"), onchange: () => set({ may_be_shared: shared.checked ? "yes" : "no" }) });
  const dropper = button("", async () => {
    const state = row().state === "dropped" ? "open" : "dropped";
    if (await set({ state }, state === "dropped" ? "Dropped; Undo brings it back. Saved" : "Open again. Saved")) left();
  });
  const forIt = () => make("span", { class: "unseen" });
  const unseen = { answers: forIt(), correct: forIt(), shared: forIt() };
  const summary = make("span", {});
  const said = make("ul", { class: "answers" });
  const another = make("p", { class: "part" });
  const adder = button("Add the answer", add, { class: "add" });
  const fresh = questionFields(desk, "answers", ANSWER_ASKED, () => ({ oninput: () => remember(drafted, fresh.values()) }));
  const answering = make("details", { class: "its-answers" }, make("summary", {}, summary, unseen.answers), said, another, fresh.root, make("div", { class: "tools" }, adder));
  const own = questionFields(desk, "questions", { name: ["The question", ""], ...QUESTION_ABOUT }, (column) => ({ onchange: () => correct(column) }));
  const deleter = button("Delete the question", remove, { class: "delete" });
  const root = make("li", {}, make("p", {}, name), facts, mayKnow,
    make("div", { class: "tools" }, dropper, make("label", { class: "shared" }, shared, make("span", {}, "It may be shared outside the community"), unseen.shared)),
    answering, make("details", { class: "correcting" }, make("summary", {}, "Correct the question", unseen.correct), own.root, make("div", { class: "tools" }, deleter)));

  async function set(values, words) {
    return say(await wire.set("questions", id, values), words);
  }

  async function correct(column) {
    const answer = await wire.set("questions", id, { [column]: own.fields[column].value });
    if (!say(answer)) markWrong(own.fields, answer.refused);
    else own.fields[column].dataset.shown = row()?.[column] ?? "";
  }

  const usual = () => ({ answered: wire.today });

  async function add() {
    const values = fresh.values();
    for (const field of Object.values(fresh.fields)) field.removeAttribute("aria-invalid");
    if (!values.answer.trim() && !values.resource.trim()) {
      const fault = { column: "answer", text: "write what was said, or choose a resource that it points to" };
      say({ refused: [fault] });
      markWrong(fresh.fields, [fault]);
      return;
    }
    const first = row().state !== "answered";
    const steps = [{ add: "answers", values: { question: row().name, ...values } }, ...(first ? [wire.setting("questions", id, { state: "answered" })] : [])];
    const answer = await wire.write(steps);
    if (answer.refused) {
      say({ refused: answer.refused.map((fault) => ({ ...fault, line: null })) });
      markWrong(fresh.fields, answer.refused);
      return;
    }
    say(answer, first ? "Answered. Saved" : "Saved");
    remember(drafted, null);
    for (const field of Object.values(fresh.fields)) field.dataset.shown = field.value;
    fresh.fill(usual());
    if (first) left();
    else fresh.fields.answer.focus();
  }

  async function remove() {
    const steps = [...answers().map((each) => wire.removing("answers", each.id)), { delete: "questions", row: id }];
    if (say(await wire.write(steps), "Deleted; Undo brings it back. Saved")) left();
  }

  const lines = new Map(); // id of an answer to its line
  function lineOf(answer) {
    if (lines.has(answer)) return lines.get(answer);
    const its = questionFields(desk, "answers", ANSWER_ASKED, (column) => ({ onchange: async () => {
      const told = await wire.set("answers", answer, { [column]: its.fields[column].value });
      if (!say(told)) markWrong(its.fields, told.refused);
      else its.fields[column].dataset.shown = wire.tables.answers.rows.get(answer)?.[column] ?? "";
    } }));
    const gone = button("Delete the answer", async () => {
      const last = answers().length === 1 && row().state === "answered";
      const steps = [{ delete: "answers", row: answer }, ...(last ? [wire.setting("questions", id, { state: "open" })] : [])];
      if (!say(await wire.write(steps), "Deleted; Undo brings it back. Saved")) return;
      if (last) left();
      else fresh.fields.answer.focus();
    }, { class: "delete" });
    const legend = make("legend", { class: "part" });
    lines.set(answer, { its, gone, legend, line: make("li", {}, make("fieldset", {}, legend, its.root, gone)) });
    return lines.get(answer);
  }

  let state = null;
  // `standing` is what the place has worked out of it; null before its first answer.
  function fill(now, standing) {
    const { name: words, may_be_shared: may, asked, asked_by: by, issue, community } = row();
    const all = answers();
    name.textContent = words;
    for (const each of Object.values(unseen)) each.textContent = `: ${words}`;
    const waits = standing?.waits ?? null;
    const days = waits === null ? "" : waits === 0 ? "asked today" : waits === 1 ? "waits since yesterday" : `waits ${waits} days`;
    facts.textContent = [now === "open" ? days || (asked ? "" : "no day is written") : "", by && `${by} asks`, issue && `about ${issue}`,
      wire.community && community === wire.community ? "" : community ? `asks ${community}` : "asks all", asked && `asked ${dayInWords(asked)}`].filter(Boolean).join(" · ");
    facts.hidden = !facts.textContent;
    const may_know = now === "open" ? standing?.people ?? [] : [];
    mayKnow.hidden = !may_know.length;
    const drawn = JSON.stringify(may_know);
    if (people.dataset.drawn !== drawn) {
      people.dataset.drawn = drawn;
      people.replaceChildren(...may_know.map((person) => foundPerson(person, 2)));
    }
    shared.checked = may === "yes";
    dropper.textContent = now === "dropped" ? "Open it again" : "Drop it";
    dropper.hidden = now === "answered";
    dropper.setAttribute("aria-label", `${dropper.textContent}: ${words}`);
    deleter.setAttribute("aria-label", `Delete the question: ${words}`);
    adder.setAttribute("aria-label", `Add the answer: ${words}`);
    summary.textContent = all.length ? foundCount(all.length, "answer", "answers") : "Answer";
    another.textContent = all.length ? "Another answer" : "";
    another.hidden = !all.length;
    said.hidden = !all.length;
    layLines(said, all.map((each, at) => {
      const { its, gone, legend, line } = lineOf(each.id);
      its.fill(each);
      legend.textContent = `Answer ${at + 1}${each.answered_by ? `, by ${each.answered_by}` : ""}`;
      gone.setAttribute("aria-label", `Delete the answer ${at + 1}: ${words}`);
      return line;
    }));
    own.fill(row());
    if (state !== null && state !== now) answering.open = false;
    state = now;
    return root;
  }

  const draft = recall(drafted);
  fresh.fill({ ...usual(), ...draft });
  answering.open = Boolean(draft);
  return { fill, focus: () => name.focus() };
}
