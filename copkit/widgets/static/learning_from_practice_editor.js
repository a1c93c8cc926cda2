// Learn from what was done: an event, a way of learning, its questions one under the other with what was said, and
// what is done otherwise because of it.

EDITORS.learning_from_practice = async function learningFromPractice(root, wire, { ways, questions }) {
  const table = "practice_notes";
  await wire.open(["events", table, "lessons"]);
  const lists = new NameLists(wire);
  const { body, say, status, alarm, watch } = frame(root, wire, "Learn from what was done");
  watch(table, "lessons");
  body.classList.add("in-parts", "from-practice");
  const key = `copkit:learning_from_practice:${wire.place}`;
  const before = recall(key)?.today === wire.today ? recall(key) : {};
  const same = (one, other) => scaleFold(one ?? "") === scaleFold(other ?? "");
  const cap = (words) => words[0].toUpperCase() + words.slice(1);
  // One record is what was said at one event, in one way of learning, about one case: { event, practice, which, fresh,
  // shared, moving }. The event is an id; `fresh` is one that waits for its name; `shared` is meant until there is a
  // note; `wanted` is the tick until the notes have it; `moving` is promised while it gets another name.
  let record = null;
  let drawnIds = []; // of the notes that are shown
  let picked = Boolean(before.event); // whether somebody works on it: what is only offered is not kept

  const choice = eventChoice(wire, {
    offered: () => [["", nearestFirst(wire, wire.rows("events").filter((row) => row.cancelled !== "yes" && row.date <= wire.today))]],
    usual: (rows) => rows.find(({ name }) => name === before.event) || nearestFirst(wire, rows)[0],
    about: ({ date, venue }) => [dayInWords(date), venue],
    onchoose: () => openFirst(record?.practice),
  });
  const none = make("p", { hidden: true }, "No event was held yet. On its day it stands here.");

  const group = uniqueId("way");
  const wayOf = Object.fromEntries(Object.entries(ways).map(([practice, when]) => {
    const input = make("input", { type: "radio", name: group, onchange: () => openFirst(practice) });
    const written = make("span", { class: "counted" });
    const root = make("label", {}, input, make("span", {}, make("strong", {}, cap(practice)), " ", written, make("br"), when));
    return [practice, { input, written, root }];
  }));
  const chooseWay = make("fieldset", { class: "learning-ways" }, make("legend", {}, "Which way of learning?"),
    ...Object.values(wayOf).map(({ root: label }) => label));
  const todo = make("p", { class: "note", role: "status" });

  const chooser = make("select", { id: uniqueId("which"), onchange: () => {
    const which = chooser.value ? JSON.parse(chooser.value) : "";
    open({ ...record, which, fresh: !chooser.value, shared: "no", moving: null });
    if (record.fresh) named.focus();
  } });
  const chooseWhich = make("div", { class: "line" }, make("label", { for: chooser.id }, "Written already"), chooser);
  const which = { ...wire.column(table, "which"), label: "Which one is it?",
    hint: "Only if the event has more than one: ‘The flat without heating’. Write no names of people." };
  const named = fieldFor(which, null, { onchange: rename,
    onkeydown: (event) => { if (event.key === "Enter" && !event.isComposing) { event.preventDefault(); rename(); } } });

  const title = make("h4", { id: uniqueId("part") });
  const counted = make("p", { class: "counted" });
  const list = make("ol", { class: "questions" });
  const own = make("input", { id: uniqueId("own"), type: "text", autocomplete: "off", maxlength: wire.column(table, "prompt").longest,
    oninput: () => remember(ownAt(), own.value || null) });
  const adding = make("form", { class: "adding", onsubmit: (event) => { event.preventDefault(); addOwn(); } },
    make("label", { for: own.id }, "A question of our own"),
    make("span", { class: "tools" }, own, make("button", { class: "add" }, "Add the question")));
  const warning = make("small", { id: uniqueId("warning") });
  const shares = make("input", { type: "checkbox", id: uniqueId("shares"), "aria-describedby": warning.id, onchange: share });
  const sharing = make("div", { class: "sharing" }, shares, make("label", { for: shares.id }, "May be shared outside the community"), warning);
  const source = make("p", { class: "counted" });
  const asked = make("section", { "aria-labelledby": title.id }, title, counted, list, adding, sharing, source);
  const lessons = lessonForm({ wire, lists, say }, { heading: "What do we do otherwise because of it?",
    about: "A lesson is learnt when something is done otherwise. Follow it up under ‘From lesson to change’.",
    key: `${key}:lesson`, event: choice.row });
  const whichLine = labelled({ ...which, required: false }, named);
  body.append(choice.line, none, chooseWay, todo, chooseWhich, whichLine, asked, lessons.root, lists.root);

  for (const news of ["input", "change"])
    body.addEventListener(news, () => { if (!picked) { picked = true; keep(); } }, { capture: true });

  const eventOf = ({ event }) => wire.tables.events.rows.get(event)?.name;
  const isOf = (one) => (row) => row.event === eventOf(one) && row.practice === one.practice && same(row.which, one.which);
  const rowsOf = (one) => wire.rows(table).filter(isOf(one)).sort((row, other) => row.position - other.position || row.id - other.id);
  const listed = () => questions.filter(({ practice }) => practice === record.practice);
  const ownAt = (of = record) => `${key}:own:${JSON.stringify([of.event, of.practice, of.which])}`;
  const sharedNow = (one) => {
    const some = rowsOf(one);
    if (one.wanted) return one.wanted;
    return some.length ? (some.every((row) => row.may_be_shared === "yes") ? "yes" : "no") : one.shared;
  };

  // The names of what was written at an event in one way, in the order in which it was begun.
  function writtenAt(event, practice) {
    const rows = wire.rows(table).filter((row) => row.event === eventOf({ event }) && row.practice === practice);
    return [...new Map(rows.map((row) => [scaleFold(row.which), row.which])).values()];
  }

  function keep() {
    remember(key, { today: wire.today, event: picked ? choice.row()?.name : null, practice: record?.practice, which: record?.which, shared: record?.shared });
  }

  function open(one) {
    record = one;
    lines.clear();
    drawnIds = [];
    alarm.replaceChildren();
    named.dataset.shown = named.value;
    keep();
    draw();
    own.value = (record && recall(ownAt())) || "";
  }

  // What is written at the event comes first: the one without a name, or the newest.
  function openFirst(practice) {
    if (!practice) { open(null); return; }
    const written = writtenAt(choice.id(), practice);
    open({ event: choice.id(), practice, which: written.includes("") ? "" : written.at(-1) ?? "", fresh: false, shared: "no" });
  }

  // A new one gets its name here, and one that stands gets another name in all its notes.
  async function rename() {
    const name = named.value.trim().replace(/\s+/g, " ");
    const of = record;
    if (name === of.which && !of.fresh) return;
    const there = writtenAt(of.event, of.practice).find((each) => same(each, name));
    if (of.fresh) {
      if (name) open({ ...of, which: there ?? name, fresh: false });
      list.querySelector("textarea")?.focus();
      return;
    }
    if (there !== undefined && !same(name, of.which)) {
      named.value = of.which;
      alarm.replaceChildren(make("p", {}, name ? `There is one called '${there}' already. Choose it from the list, or give this one another name.`
        : "There is one without a name already. Keep the name, so that the two stand apart."));
      return;
    }
    of.moving = moved(of, name);
    if (!(await of.moving)) named.setAttribute("aria-invalid", "true");
    else if (of === record) { keep(); draw(); }
  }

  // Gives all notes of a record its new name. What is written to it meanwhile waits for that.
  async function moved(of, name) {
    await of.moving;
    await wire.flush();
    const some = rowsOf(of);
    if (some.length && !say(await wire.write(some.map((row) => wire.setting(table, row.id, { which: name }))))) return false;
    moveTo(of, name);
    return true;
  }

  // The record goes by another name from now on, and what is not saved yet with it.
  function moveTo(of, name) {
    if (of === record && of.which !== name) {
      const typed = own.value;
      remember(ownAt(), null);
      of.which = name;
      remember(ownAt(), typed || null);
      for (const { note } of lines.values()) note.moved();
    } else of.which = name;
  }

  async function share() {
    const want = shares.checked ? "yes" : "no";
    const of = record;
    of.shared = of.wanted = want;
    keep();
    await of.moving;
    await wire.flush();
    const steps = rowsOf(of).filter((row) => (row.may_be_shared || "no") !== want).map((row) => wire.setting(table, row.id, { may_be_shared: want }));
    if (steps.length) say(await wire.write(steps));
    if (of.wanted === want) of.wanted = null;
    draw();
  }

  async function addOwn() {
    const prompt = own.value.trim().replace(/\s+/g, " ");
    if (!prompt) { own.focus(); return; }
    const there = [...lines.values()].find((line) => same(line.prompt(), prompt));
    if (there) {
      status.textContent = "This question is there already.";
      there.note.field.focus();
      return;
    }
    const of = record;
    await of.moving;
    const where = ownAt(of);
    const last = Math.max(...listed().map(({ position }) => Number(position)), 0, ...rowsOf(of).map(({ position }) => Number(position)));
    if (!say(await wire.add(table, { ...valuesOf(of), position: last + 1, prompt }))) return;
    remember(where, null);
    if (of !== record) return;
    own.value = "";
    draw();
    [...lines.values()].find((line) => same(line.prompt(), prompt))?.note.field.focus();
  }

  const valuesOf = (of) => ({ event: eventOf(of), practice: of.practice, which: of.which, may_be_shared: sharedNow(of) });
  const lines = new Map(); // what tells a question from the others of the record, to its line

  function lineOf(of, at, { position, prompt, hint, minutes }, id) {
    const isOwn = id !== null;
    const row = () => {
      const some = rowsOf(of);
      return (isOwn && some.find((each) => each.id === id)) || some.find((each) => same(each.prompt, prompt)) || null;
    };
    const words = () => (isOwn && row()?.prompt) || prompt;
    const note = practiceNote({ wire, say, status }, { row, own: isOwn, ready: () => of.moving,
      values: () => ({ ...valuesOf(of), position, prompt: words() }),
      draftAt: () => `${key}:note:${JSON.stringify([of.event, of.practice, scaleFold(of.which), scaleFold(words())])}` });
    if (!isOwn) return { note, prompt: words, root: listedQuestion(note, at + 1, { prompt, hint, minutes }), draw: note.draw };
    const whole = ownQuestion({ wire, say }, note, { row, removed: () => own.focus() });
    return { note, prompt: words, root: whole.root, draw: () => { whole.draw(); note.draw(); } };
  }

  // The questions of the list, then those that stand in the place alone; one in which somebody types stays.
  function drawQuestions() {
    const rows = rowsOf(record);
    const theirs = new Set();
    const wanted = listed().map((question, at) => {
      const row = rows.find((each) => same(each.prompt, question.prompt));
      if (row) theirs.add(row.id);
      return [`listed ${at}`, at, question, null];
    });
    for (const row of rows) if (!theirs.has(row.id)) wanted.push([`own ${row.id}`, 0, row, row.id]);
    const names = wanted.map(([name]) => name);
    for (const [name, line] of lines) if (!names.includes(name) && !line.note.waits()) lines.delete(name);
    for (const [name, ...of] of wanted) if (!lines.has(name)) lines.set(name, lineOf(record, ...of));
    layLines(list, [...new Set([...names, ...lines.keys()])].map((name) => {
      lines.get(name).draw();
      return lines.get(name).root;
    }));
    drawnIds = rows.map(({ id }) => id);
    const noted = rows.filter(({ note }) => note).length;
    const minutes = listed().reduce((sum, each) => sum + Number(each.minutes), 0);
    const more = wanted.length - listed().length;
    counted.textContent = `${listed().length} questions, about ${minutes} minutes in all${more ? `, and ${more} of our own` : ""}. ${noted || "None"} ${noted === 1 ? "has" : "have"} a note so far; each is saved when you leave it.`;
    const sources = [...new Set(listed().map((each) => each.source))];
    source.textContent = `The questions follow ${sources.join("; ")}.`;
    source.hidden = !sources.length;
    const some = new Set(rows.map((row) => row.may_be_shared || "no"));
    shares.indeterminate = some.size > 1;
    shares.checked = sharedNow(record) === "yes";
    warning.textContent = `${some.size > 1 ? "Some of these notes may be shared and others not; tick it for all. " : ""}` +
      "It goes for all notes of this record. Write no names, of members or of those they work for: whoever reads it was not in the room.";
  }

  // Stays with the notes that are shown when they get another name on another screen.
  function follow() {
    if (record.fresh || !drawnIds.length || rowsOf(record).length) return;
    const moved = drawnIds.map((id) => wire.tables[table].rows.get(id)).find((row) => row && isOf({ ...record, which: row.which })(row));
    if (moved) { moveTo(record, moved.which); keep(); }
  }

  function drawWhich() {
    const written = writtenAt(record.event, record.practice);
    if (!record.fresh && !written.some((each) => same(each, record.which))) written.push(record.which); // its first note is still to come
    const choices = [...written.map((each) => [JSON.stringify(each), each || "The one without a name"]), ["", "Another one …"]];
    if (JSON.stringify(choices) !== chooser.dataset.choices) {
      chooser.replaceChildren(...choices.map(([value, words]) => make("option", { value }, words)));
      chooser.dataset.choices = JSON.stringify(choices);
    }
    chooser.value = record.fresh ? "" : JSON.stringify(written.find((each) => same(each, record.which)));
    chooseWhich.hidden = !rowsOf(record).length && written.length < 2 && !record.fresh;
    show(named, record.which);
  }

  function draw() {
    const gone = choice.draw();
    const some = choice.id() !== null;
    if (gone && record && record.event !== choice.id()) { openFirst(some ? record.practice : null); return; }
    none.hidden = some;
    for (const part of [choice.line, chooseWay]) part.hidden = !some;
    lessons.root.hidden = !record;
    if (record) lessons.draw();
    for (const [practice, way] of Object.entries(wayOf)) {
      const many = some ? wire.rows(table).filter((row) => row.event === choice.row().name && row.practice === practice && row.note).length : 0;
      way.written.textContent = many ? `${many} ${many === 1 ? "note" : "notes"}` : "";
      way.input.checked = record?.practice === practice;
    }
    if (record) follow();
    todo.hidden = !some || Boolean(record && !record.fresh);
    todo.textContent = record ? "Give it a name first, so that it stands apart from the others; then its questions appear."
      : "Choose a way of learning; then its questions appear.";
    whichLine.hidden = !record;
    chooseWhich.hidden = !record;
    asked.hidden = !record || record.fresh;
    if (!record) return;
    drawWhich();
    title.textContent = [cap(record.practice), record.which].filter(Boolean).join(": ");
    if (!record.fresh) drawQuestions();
  }

  // On the day, the record that was open goes on; else what was written last at the event.
  choice.draw();
  const newest = wire.rows(table).filter((row) => row.event === choice.row()?.name).at(-1)?.practice;
  if (before.practice && before.practice in ways && choice.row()?.name === before.event)
    open({ event: choice.id(), practice: before.practice, which: before.which ?? "", fresh: false, shared: before.shared || "no" });
  else openFirst(choice.row() && newest);
  wire.addEventListener("rows", ({ detail }) => { if (["events", table, "lessons"].includes(detail.table)) draw(); });
};
