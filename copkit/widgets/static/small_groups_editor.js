// Small groups for an event: made for those who come, shown on the wall, with a place for who is late.

EDITORS.small_groups = async function smallGroups(root, wire) {
  await wire.open(["events", "members", "attendance", "group_places"]);
  const { body, say, status, alarm, workedOut, watch } = frame(root, wire, "Small groups");
  watch("group_places");
  body.classList.add("small-groups");
  let proposal = null; // what the place has worked out and nobody has kept yet
  let shownRound = 1;
  let moving = false;

  const choice = eventChoice(wire, {
    offered: () => [["", nearestFirst(wire, wire.rows("events").filter((row) => row.cancelled !== "yes"))]],
    about: ({ date, starts, venue }) => [dayInWords(date), starts, venue],
    onchoose: () => { proposal = null; draw(); },
  });
  const none = make("p", { hidden: true }, "Put the event into the calendar first; then its groups can be made here.");

  // What is asked for
  const number = (word, value, most) => make("input", { type: "number", id: uniqueId(word), min: 1, max: most, value, inputmode: "numeric" });
  const rounds = number("rounds", 3, 20);
  const size = number("size", 5, 100);
  const who = make("select", { id: uniqueId("who") },
    make("option", { value: "expected" }, "all who are expected"), make("option", { value: "here" }, ""));
  const maker = button("Make the groups", () => work(propose), { class: "add" });
  const asked = make("div", { class: "tools" }, labelBeside("Groups of", who), labelBeside("Rounds", rounds),
    labelBeside("People in a group", size), maker);

  // What stands, or is proposed
  const notes = make("ul", { class: "notes", "aria-live": "polite" });
  const keeper = button("Keep these groups", keep, { class: "add" });
  const decide = make("div", { class: "tools" }, keeper, button("Not these", () => { proposal = null; draw(); maker.focus(); }));
  const tabs = make("div", { class: "tools", role: "group", "aria-label": "Round" });
  const mover = button("Move people", () => { moving = !moving; draw(); }, { "aria-pressed": "false" });
  const whole = button("Show on the wall", fullScreen, { hidden: !document.fullscreenEnabled });
  const title = make("p", { class: "title" });
  const groups = make("div", { class: "groups" });
  const stage = make("div", { class: "wall" }, make("div", { class: "tools" }, tabs, mover, whole), title, groups);

  // Who is late
  const lists = new NameLists(wire);
  const late = make("input", { type: "text", id: uniqueId("late"), list: lists.idFor("members"), autocomplete: "off",
    onkeydown: (pressed) => { if (pressed.key === "Enter" && !pressed.isComposing) { pressed.preventDefault(); seatTyped(); } } });
  const from = make("select", { id: uniqueId("from") });
  const waiting = make("div", { class: "tools" });
  const latecomers = make("div", { class: "late" }, make("p", { class: "part" }, "Somebody comes late"),
    make("div", { class: "tools" }, labelBeside("Name", late), labelBeside("From round", from), button("Find a place", seatTyped)), waiting);
  body.append(choice.line, none, asked, notes, decide, stage, latecomers, lists.root);

  const standing = () => wire.rows("group_places").filter((row) => row.event === choice.row()?.name);
  const places = () => (proposal ? proposal.places : standing());
  const numbers = (rows, column) => [...new Set(rows.map((row) => Number(row[column])))].sort((one, other) => one - other);
  const came = () => wire.rows("attendance").filter((row) => row.event === choice.row().name && row.presence === "came").map((row) => row.member);

  // One thing at a time is worked out; the page goes on meanwhile.
  let busy = false;
  async function work(what) {
    if (busy || choice.id() === null) return;
    busy = true;
    draw();
    await what();
    busy = false;
    draw();
  }

  const told = (question) => workedOut({ event: choice.row().name, ...question });

  async function propose() {
    status.textContent = "Working it out …";
    const answer = await told({ do: "groups", rounds: Number(rounds.value) || 1, size: Number(size.value) || 1, here: who.value === "here" });
    status.textContent = "";
    if (!answer) return;
    proposal = answer;
    shownRound = 1;
  }

  async function keep() {
    const event = choice.row().name;
    const steps = standing().map(({ id }) => wire.removing("group_places", id));
    for (const place of proposal.places)
      steps.push({ add: "group_places", values: { ...place, event, hosts: place.hosts ? "yes" : "" } });
    if (say(await wire.write(steps), "The groups are kept. Saved")) proposal = null;
    draw();
    tabs.querySelector("button")?.focus();
  }

  function seatTyped() {
    const member = memberKnown(wire, late.value);
    if (!member) {
      alarm.replaceChildren(late.value.trim() ? `Nobody here is called ‘${late.value.trim()}’. Choose a name from the list, or add them in ‘Tick off who is here’.` : "Type a name first.");
      late.focus();
      return;
    }
    work(() => seat(member));
  }

  async function seat(member) {
    const event = choice.row().name;
    const answer = await told({ do: "late", member, from: Number(from.value) });
    if (!answer) return;
    const where = answer.places.map(({ round, group }) => `group ${group} in round ${round}`).join(", ");
    const steps = answer.places.map((place) => ({ add: "group_places", values: { ...place, event, hosts: "" } }));
    if (say(await wire.write(steps), `${member} sits in ${[where, ...answer.notes].join(". ")}. Saved`)) late.value = "";
    late.focus();
  }

  function fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else stage.requestFullscreen().catch(() => { status.textContent = "This browser shows no full screen here."; });
  }

  async function move(row, group) {
    if (!group) say(await wire.remove("group_places", row.id), `${row.member} has left round ${row.round}. Saved`);
    else say(await wire.set("group_places", row.id, { group }), `${row.member} sits in group ${group} in round ${row.round}. Saved`);
  }

  function person(row, known) {
    const words = make("span", {}, row.member, isHost(row) ? make("small", {}, " host") : null);
    if (!moving || proposal) return make("li", {}, words);
    const field = make("select", { "aria-label": `Where ${row.member} sits in round ${row.round}`, onchange: () => move(row, field.value), "data-row": row.id },
      ...known.map((group) => make("option", { value: group }, `Group ${group}`)),
      make("option", { value: known.at(-1) + 1 }, "A new group"), make("option", { value: "" }, "Nowhere: has left"));
    field.value = row.group;
    return make("li", {}, words, field);
  }

  const isHost = (row) => row.hosts === true || row.hosts === "yes";

  function drawStage() {
    const rows = places();
    const known = numbers(rows, "round");
    if (!known.includes(shownRound)) shownRound = known[0] ?? 1;
    stage.hidden = !known.length;
    const pressed = tabs.contains(document.activeElement) ? shownRound : null;
    tabs.replaceChildren(...known.map((round) => button(`Round ${round}`, () => { shownRound = round; draw(); }, { "aria-pressed": String(round === shownRound) })));
    if (pressed) tabs.children[known.indexOf(pressed)]?.focus();
    mover.hidden = Boolean(proposal);
    mover.setAttribute("aria-pressed", moving);
    const seated = rows.filter((row) => Number(row.round) === shownRound);
    title.textContent = `${proposal ? "Proposed, not kept yet: round" : "Round"} ${shownRound}`;
    const all = numbers(seated, "group");
    const focused = groups.contains(document.activeElement) ? document.activeElement.dataset.row : null;
    groups.replaceChildren(...all.map((group) => {
      const inside = seated.filter((row) => Number(row.group) === group)
        .sort((one, other) => Number(isHost(other)) - Number(isHost(one)) || one.member.localeCompare(other.member));
      const head = make("h4", { id: uniqueId("group") }, `Group ${group}`, make("small", {}, inside.length === 1 ? " 1 person" : ` ${inside.length} people`));
      return make("section", { "aria-labelledby": head.id }, head, make("ul", {}, ...inside.map((row) => person(row, all))));
    }));
    if (focused) groups.querySelector(`[data-row="${focused}"]`)?.focus();
  }

  function drawLate() {
    const rows = standing();
    latecomers.hidden = Boolean(proposal) || !rows.length;
    const known = numbers(rows, "round");
    const chosen = from.value;
    from.replaceChildren(...known.map((round) => make("option", { value: round }, String(round))));
    from.value = known.includes(Number(chosen)) ? chosen : String(known[0] ?? 1);
    const seated = new Set(rows.filter((row) => Number(row.round) >= Number(from.value)).map((row) => row.member));
    const without = came().filter((name) => !seated.has(name)).sort((one, other) => one.localeCompare(other));
    waiting.hidden = !without.length;
    waiting.replaceChildren(make("span", {}, "Here, and without a place: "),
      ...without.slice(0, 12).map((name) => button(name, () => work(() => seat(name)), { "aria-label": `Find a place for ${name}` })),
      without.length > 12 ? make("span", {}, `and ${without.length - 12} more`) : null);
  }

  function draw() {
    if (choice.draw()) proposal = null;
    const some = choice.id() !== null;
    none.hidden = some;
    for (const part of [choice.line, asked]) part.hidden = !some;
    if (!some) {
      for (const part of [notes, decide, stage, latecomers]) part.hidden = true;
      return;
    }
    const ticked = came().length;
    who.options[1].textContent = `the ${ticked} ticked as here`;
    who.options[1].disabled = !ticked;
    if (!ticked) who.value = "expected";
    maker.disabled = busy;
    maker.textContent = busy ? "Working it out …" : standing().length ? "Make the groups anew" : "Make the groups";
    notes.hidden = decide.hidden = !proposal;
    notes.replaceChildren(...(proposal?.notes || []).map((note) => make("li", {}, note)));
    drawStage();
    drawLate();
  }

  from.addEventListener("change", draw);
  document.addEventListener("fullscreenchange", () => { whole.textContent = document.fullscreenElement === stage ? "Leave the wall" : "Show on the wall"; });
  wire.addEventListener("rows", ({ detail }) => {
    if (["events", "members", "attendance", "group_places"].includes(detail.table)) draw();
  });
  draw();
};
