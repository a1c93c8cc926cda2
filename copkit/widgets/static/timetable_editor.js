// The timetable of an open space: time slots down, rooms across, and a place for every session.

EDITORS.timetable = async function timetable(root, wire) {
  const looksAt = ["events", "sessions", "rooms", "time_slots", "session_clashes", "session_choices"];
  await wire.open(looksAt);
  const { body, say, status, alarm, workedOut, watch } = frame(root, wire, "Timetable");
  watch("sessions");
  body.classList.add("timetable");
  const NOWHERE = { starts: "", room: "" };
  let proposal = null; // what the place has worked out and nobody has kept yet: where each session would be
  let amiss = null; // what the place finds wrong with what stands, in sentences

  const choice = eventChoice(wire, {
    offered: () => {
      const known = offering();
      const [some, others] = [true, false].map((has) => newestFirst(wire.rows("events")).filter(({ name }) => known.has(name) === has));
      return some.length ? [["With sessions", some], ["Without sessions", others]] : [["", others]];
    },
    usual: (rows) => {
      const known = offering();
      return nearestFirst(wire, rows).sort((one, other) => known.has(other.name) - known.has(one.name))[0];
    },
    about: ({ date, starts, venue }) => [dayInWords(date), starts, venue],
    onchoose: () => { alarm.replaceChildren(); status.textContent = ""; close(); },
  });
  const none = make("p", { hidden: true }, "Put the event into the calendar first; then its timetable can be made here.");
  const missing = make("p", { hidden: true });
  const worker = button("Work out the timetable", workOut, { class: "add" });
  const head = make("p", { class: "part", tabindex: -1, id: uniqueId("proposal") });
  const notes = make("div", {});
  const keeper = button("Keep it", keep, { class: "add" });
  const closer = button("Not now", () => { close(); worker.focus(); });
  const panel = make("div", { class: "proposal", role: "group", "aria-labelledby": head.id, hidden: true }, head, notes,
    make("div", { class: "tools" }, keeper, closer));
  // The roles are told again as a narrow screen lays the table out in one column.
  const rooms = make("tr", { role: "row" });
  const slots = make("tbody", { role: "rowgroup" });
  const grid = make("div", { class: "scroll", role: "region", tabindex: 0, "aria-label": "Timetable, times down and rooms across" },
    make("table", { role: "table" }, make("thead", { role: "rowgroup" }, rooms), slots));
  const waitingHead = make("p", { class: "part", id: uniqueId("waiting") });
  const waiting = make("div", { class: "waiting", role: "group", "aria-labelledby": waitingHead.id });
  const wrong = make("div", { class: "amiss", role: "status" });
  body.append(choice.line, none, missing, make("div", { class: "tools" }, worker), panel, grid, wrong, waitingHead, waiting);

  const offering = () => new Set(wire.rows("sessions").map((row) => row.event));
  const ofEvent = (table) => wire.rows(table).filter((row) => row.event === choice.row()?.name);
  const sessions = () => ofEvent("sessions").sort((one, other) => one.name.localeCompare(other.name));
  const times = () => ofEvent("time_slots").sort((one, other) => one.starts.localeCompare(other.starts));
  const keyOf = ({ starts, room }) => (starts && room ? JSON.stringify([starts, room]) : "");
  const words = ({ starts, room }) => [starts, room].filter(Boolean).join(" · ");

  const pending = new Map(); // session id to a place that is not saved yet
  const stands = ({ id, starts, room }) => pending.get(id) || { starts, room };
  const placeOf = (session) => (proposal ? proposal.get(session.id) || NOWHERE : stands(session));

  // Gives sessions their places, all in one edit. Edits follow one another, so that quick moves do not meet.
  function put(places, told) {
    for (const [id, place] of places) pending.set(id, place);
    draw();
    return wire.inTurn("timetable", async () => {
      const answer = await wire.write(places.map(([id, place]) => wire.setting("sessions", id, place)));
      for (const [id, place] of places) if (pending.get(id) === place) pending.delete(id);
      say(answer, `${told} Saved`);
      draw();
    });
  }

  // To a place that is free; or, where one stands there, the two change places.
  function move(id, key) {
    const session = sessions().find((each) => each.id === id);
    const [starts, room] = key ? JSON.parse(key) : ["", ""];
    const other = key && sessions().find((each) => each.id !== id && keyOf(stands(each)) === key);
    const places = [[id, { starts, room }], ...(other ? [[other.id, stands(session)]] : [])];
    put(places, other ? `“${session.name}” and “${other.name}” have changed places.`
      : key ? `“${session.name}” is at ${starts} in ${room}.` : `“${session.name}” has no place.`);
  }

  let working = false;
  async function workOut() {
    if (working) return;
    working = true;
    const id = choice.id();
    close();
    status.textContent = "Working it out…";
    const answer = await workedOut({ do: "timetable", event: choice.row().name });
    working = false;
    status.textContent = "";
    if (answer && choice.id() === id) propose(answer);
    draw();
  }

  function propose({ placed, notes: told, cannot }) {
    const found = new Map(placed.map(({ id, starts, room }) => [id, { starts, room }]));
    const changes = sessions().filter((session) => found.has(session.id) && keyOf(found.get(session.id)) !== keyOf(stands(session)));
    if (changes.length) proposal = found;
    head.textContent = cannot.length ? cannot[0].text : !changes.length ? "Nothing would change: this timetable stands already."
      : `A proposal, not saved yet: ${changes.length} of ${placed.length} sessions would move.`;
    notes.replaceChildren(...(cannot.length ? cannot : [{ points: told }]).flatMap(({ text, points }, at) =>
      [at ? make("p", {}, text) : null, make("ul", {}, ...points.map((point) => make("li", {}, point)))].filter(Boolean)));
    panel.dataset.cannot = cannot.length ? "yes" : "";
    keeper.hidden = !changes.length;
    closer.textContent = changes.length ? "Not now" : "Close";
    panel.hidden = false;
    if ([worker, document.body].includes(document.activeElement)) head.focus();
  }

  async function keep() {
    const places = [...proposal].filter(([id]) => wire.tables.sessions.rows.has(id));
    close();
    grid.focus();
    await put(places, "The timetable is kept; Undo brings back the one before.");
  }

  function close() {
    proposal = null;
    panel.hidden = true;
    draw();
    look();
  }

  // Asks the place what is amiss with what stands. The newest question counts.
  let asked = 0;
  async function look() {
    asked += 1;
    const mine = asked;
    if (!choice.row()) return;
    try {
      const answer = await wire.ask({ do: "standing_timetable", event: choice.row().name });
      if (mine === asked) amiss = answer.amiss || amiss;
    } catch { /* asked again when the connection is back */ }
    draw();
  }

  const cards = new Map(); // session id to what is drawn for it
  function cardOf(id) {
    if (cards.has(id)) return cards.get(id);
    const name = make("strong", {});
    const about = make("span", { class: "counted" });
    const change = make("span", { class: "change" });
    const chooser = make("select", { onchange: () => move(id, chooser.value), onkeydown: openList });
    const card = make("div", { class: "card" }, name, about, change, chooser);
    cards.set(id, { card, name, about, change, chooser });
    return cards.get(id);
  }

  // An arrow or a letter opens the list: in a closed list each of them would move the session at once.
  function openList(pressed) {
    const changes = pressed.key.startsWith("Arrow") || (pressed.key.length === 1 && pressed.key !== " ");
    if (!changes || pressed.ctrlKey || pressed.metaKey || pressed.altKey || !pressed.target.showPicker) return;
    pressed.preventDefault();
    pressed.target.showPicker();
  }

  function drawCard(session, chosenBy) {
    const { card, name, about, change, chooser } = cardOf(session.id);
    name.textContent = session.name;
    about.textContent = [session.host, chosenBy.size && `chosen\u00a0by\u00a0${chosenBy.get(session.name) || 0}`].filter(Boolean).join(" · ");
    const stays = keyOf(placeOf(session)) === keyOf(stands(session));
    change.hidden = !proposal;
    change.textContent = stays ? "stays" : keyOf(stands(session)) ? `now at ${words(stands(session))}` : "has no place now";
    card.dataset.moves = proposal && !stays ? "yes" : "";
    chooser.hidden = Boolean(proposal);
    chooser.setAttribute("aria-label", `Where and when: ${session.name}`);
    drawChoices(session, chooser);
    return card;
  }

  function drawChoices(session, chooser) {
    const here = keyOf(stands(session));
    const taken = new Map(sessions().map((each) => [keyOf(stands(each)), each.name]));
    const places = times().flatMap(({ starts }) => wire.rows("rooms").map(({ name }) => ({ starts, room: name })))
      .map((place) => ({ key: keyOf(place), words: words(place) })).filter(({ key }) => key !== here);
    const free = places.filter(({ key }) => !taken.has(key)).map((each) => [each.key, each.words]);
    const others = places.filter(({ key }) => taken.has(key)).map((each) => [each.key, `${each.words}: ${taken.get(each.key)}`]);
    const known = JSON.stringify([here, free, others]);
    if (known !== chooser.dataset.known) {
      chooser.dataset.known = known;
      const options = (some) => some.map(([value, label]) => make("option", { value }, label));
      const part = (label, some) => (some.length ? [make("optgroup", { label }, ...options(some))] : []);
      chooser.replaceChildren(...options(here ? [[here, words(stands(session))]] : []), make("option", { value: "" }, "not placed"),
        ...part("Free", free), ...part("Change places with", others));
    }
    chooser.value = here;
  }

  const cells = new Map(); // a place to the cell that is drawn for it
  function drawGrid() {
    const known = JSON.stringify([times(), wire.rows("rooms")]);
    if (known === grid.dataset.known) return;
    grid.dataset.known = known;
    cells.clear();
    rooms.replaceChildren(make("th", { role: "columnheader", scope: "col" }, "Starts"), ...wire.rows("rooms").map(({ name, seats }) =>
      make("th", { role: "columnheader", scope: "col" }, name, " ", make("small", {}, `seats ${seats}`))));
    slots.replaceChildren(...times().map(({ starts, minutes }) => make("tr", { role: "row" },
      make("th", { role: "rowheader", scope: "row" }, starts, " ", make("small", {}, inMinutes(Number(minutes)))),
      ...wire.rows("rooms").map(({ name: room, seats }) => {
        const held = make("div", { class: "held" });
        cells.set(keyOf({ starts, room }), held);
        return make("td", { role: "cell" }, make("span", { class: "where", "aria-hidden": "true" }, `${room}, seats ${seats}`), held);
      }))));
  }

  function draw() {
    const focused = body.contains(document.activeElement) ? document.activeElement : null;
    choice.draw();
    const offered = sessions();
    const lacks = [!offered.length && "sessions", !wire.rows("rooms").length && "rooms", !times().length && "time slots"].filter(Boolean);
    none.hidden = Boolean(choice.row());
    missing.hidden = !choice.row() || !lacks.length;
    missing.textContent = `Write the ${lacks.join(" and the ")} into the tables above first.`;
    worker.hidden = !offered.length || proposal !== null;
    worker.textContent = working ? "Working it out…" : "Work out the timetable";
    worker.setAttribute("aria-disabled", working);
    grid.hidden = !times().length || !wire.rows("rooms").length;
    drawGrid();
    const chosenBy = new Map();
    const own = new Set(offered.map(({ name }) => name));
    for (const { session } of wire.rows("session_choices")) if (own.has(session)) chosenBy.set(session, (chosenBy.get(session) || 0) + 1);
    const held = new Map();
    for (const session of offered) {
      const cell = cells.get(keyOf(placeOf(session))) || waiting;
      held.set(cell, [...(held.get(cell) || []), drawCard(session, chosenBy)]);
    }
    for (const cell of [...cells.values(), waiting]) layLines(cell, held.get(cell) || []);
    const without = held.get(waiting)?.length || 0;
    waitingHead.hidden = !offered.length;
    waitingHead.textContent = without ? `No place yet: ${without}` : "Every session has a place.";
    drawAmiss(offered.length > without);
    if (focused && focused !== document.activeElement && focused.isConnected) focused.focus();
  }

  function drawAmiss(any) {
    wrong.hidden = !any || proposal !== null || amiss === null;
    const told = JSON.stringify([wrong.hidden, amiss]);
    if (told === wrong.dataset.told) return;
    wrong.dataset.told = told;
    wrong.dataset.found = amiss?.length ? "yes" : "";
    wrong.replaceChildren(...(wrong.hidden ? [] : amiss.length ? [make("p", { class: "part" }, "Look at these again:"),
      make("ul", {}, ...amiss.map((text) => make("li", {}, text)))] : [make("p", {}, "No rule is broken, and no room is too small.")]));
  }

  wire.addEventListener("rows", ({ detail }) => {
    if (!looksAt.includes(detail.table)) return;
    if (proposal && !["events", "session_choices"].includes(detail.table)) {
      close();
      status.textContent = "Something was changed meanwhile: work it out again.";
    } else draw();
    look();
  });
  wire.addEventListener("back", look);
  draw();
  await look();
};
