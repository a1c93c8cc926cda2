// The board of questions: one is asked, those that wait stand below it with those who may know, then the answered.

const QUESTIONS_SHOWN = 10; // answered ones, before more are asked for

EDITORS.question_board = async function questionBoard(root, wire) {
  const tables = ["questions", "answers"];
  await wire.open(tables);
  const { body, say, status, watch } = frame(root, wire, "Question board");
  watch(...tables);
  body.classList.add("in-parts", "question-board");
  const key = `copkit:question_board:${wire.place}:${wire.community}`;
  const desk = { wire, lists: new NameLists(wire), say, status, key };
  let standings = new Map(); // name of a question to what the place has worked out of it

  const asking = questionAsking(desk, { open: goTo, here: (name) => wire.rows("questions").find((row) => row.name === name) });
  const waiting = make("ul", { class: "kept" });
  const answered = make("ul", { class: "kept" });
  const dropped = make("ul", { class: "kept" });
  const many = make("p", { tabindex: -1 });
  const none = make("p", {}, "No question is answered yet.");
  const more = button("", () => { all = true; draw(); answered.children[QUESTIONS_SHOWN]?.querySelector("strong").focus(); });
  const away = make("details", {}, make("summary", {}), dropped);
  let all = false; // whether all that are answered are shown
  body.append(desk.lists.root, asking.root, headedPart("Open questions", many, waiting), headedPart("Answered questions", none, answered, more, away));

  function stateOf(row) {
    return row.state === "open" && wire.rows("answers").some((each) => each.question === row.name) ? "answered" : row.state;
  }

  const lines = new Map(); // id of a question to its line
  function lineOf(row) {
    if (!lines.has(row.id)) lines.set(row.id, questionLine(desk, row.id, () => many.focus()));
    return lines.get(row.id);
  }

  function goTo(id) {
    const row = { id, ...wire.tables.questions.rows.get(id) };
    if (stateOf(row) === "answered") all = true;
    if (stateOf(row) === "dropped") away.open = true;
    draw();
    lineOf(row).focus();
  }

  function draw() {
    const rows = wire.rows("questions");
    const of = (state) => rows.filter((row) => stateOf(row) === state);
    const order = [...standings.keys()];
    const place = (row) => (standings.has(row.name) ? order.indexOf(row.name) : order.length + row.id);
    const newest = (row) => wire.rows("answers").filter((each) => each.question === row.name).map((each) => each.answered).sort().at(-1) ?? "";
    const lay = (list, some, state) => layLines(list, some.map((row) => lineOf(row).fill(state, standings.get(row.name) ?? null)));
    const open = of("open").sort((one, other) => place(one) - place(other));
    const done = of("answered").sort((one, other) => newest(other).localeCompare(newest(one)) || other.id - one.id);
    const gone = of("dropped");
    many.textContent = !open.length ? "No question is open." : open.length === 1 ? "1 question waits for an answer."
      : `${open.length} questions wait for an answer, those that wait longest first.`;
    lay(waiting, open, "open");
    none.hidden = done.length > 0;
    lay(answered, all ? done : done.slice(0, QUESTIONS_SHOWN), "answered");
    more.hidden = all || done.length <= QUESTIONS_SHOWN;
    more.textContent = `Show all ${done.length} that are answered`;
    away.hidden = !gone.length;
    away.firstChild.textContent = `Dropped: ${gone.length}`;
    lay(dropped, gone, "dropped");
    for (const id of lines.keys()) if (!wire.tables.questions.rows.has(id)) lines.delete(id);
  }

  const look = askAnew(async () => {
    const told = (await wire.ask({ do: "questions_standing" }, FOUND_BY)).standings;
    if (!told) return;
    standings = new Map(told.map((standing) => [standing.question, standing]));
    draw();
  });

  wire.addEventListener("rows", ({ detail }) => {
    if (!tables.includes(detail.table)) return;
    draw();
    look();
  });
  wire.addEventListener("back", () => { look(); asking.look(); });
  draw();
  await look();
  await asking.look();
};
