// What the editors have in common in which one participant after the other has a say: the round, whose turn
// it is, where that person comes from, and one press after the other. Not an editor of its own.

const SECTOR_WORDS = {
  public: "a public body",
  voluntary: "a charity or voluntary group",
  business: "a business",
  resident: "a resident",
  political: "a politician",
};

// `table` holds the rows; its column `person` has the participant's code, `day` when it was said; `verb` is what
// the participant does. `moved` is told when another round or participant is chosen, `drawn` when there is
// something to draw.
function votingRound(wire, { editor, table, person, day, verb, say, status, alarm, moved = () => {}, drawn }) {
  const kept = (word) => `copkit:${editor}:${wire.place}:${word}`;
  const tidied = (typed) => typed.trim().replace(/\s+/g, " ");
  const same = (one, other) => one.toLowerCase() === other.toLowerCase();
  const inWords = new Date(`${wire.today}T12:00:00`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  const another = ""; // the choice of a new round
  let offered = false; // whether the code was offered by this screen, and nothing was said with it here yet
  let round = recall(kept("round")) || rounds()[0] || `Workshop, ${inWords}`;
  let code = recall(kept("voter")) || "";

  // The rounds of the place, the newest first.
  function rounds() {
    const newest = new Map();
    for (const row of wire.rows(table).sort((one, other) => one.id - other.id))
      newest.set(row.round, row[day] > (newest.get(row.round) || "") ? row[day] : newest.get(row.round) || "");
    return [...newest].reverse().sort((one, other) => other[1].localeCompare(one[1])).map(([name]) => name);
  }

  const rows = () => wire.rows(table).filter((row) => row.round === round);
  const participants = () => [...new Set(rows().map((row) => row[person]))]
    .sort((one, other) => one.localeCompare(other, "en", { numeric: true }));
  const rowsOf = (inThis, by) => wire.rows(table).filter((row) => row.round === inThis && row[person] === by);

  function freeCode() {
    const used = participants().map((each) => each.toLowerCase());
    for (let number = 1; ; number += 1) {
      const free = `p${String(number).padStart(2, "0")}`;
      if (!used.includes(free) && !same(free, code)) return free;
    }
  }

  // The parts of the screen.
  const roundChoice = make("select", { id: uniqueId("round"), onchange: () => {
    newRound.hidden = roundChoice.value !== another;
    if (newRound.hidden) setRound(roundChoice.value);
    else { roundName.value = `Workshop, ${inWords}`; roundName.focus(); roundName.select(); }
  } });
  const roundName = make("input", { type: "text", id: uniqueId("round-name"), autocomplete: "off",
    maxlength: wire.column(table, "round").longest });
  const newRound = make("form", { class: "line", hidden: true, onsubmit: (event) => {
    event.preventDefault();
    if (tidied(roundName.value)) { newRound.hidden = true; setRound(tidied(roundName.value)); roundChoice.focus(); }
  } }, make("label", { for: roundName.id }, "Name of the new round"),
    make("span", { class: "tools" }, roundName, make("button", { class: "add" }, "Begin this round")));
  const codes = make("datalist", { id: uniqueId("codes") });
  const codeField = make("input", { type: "text", id: uniqueId("voter"), autocomplete: "off", list: codes.id, size: 8, maxlength: 20,
    onchange: () => setCode(tidied(codeField.value), false) });
  const next = button("Next participant", () => {
    setCode(freeCode(), true);
    status.textContent = `Now: ${code}`;
  });
  const hint = make("small", { id: uniqueId("voter-hint") }, "A code such as p07, not a name");
  codeField.setAttribute("aria-describedby", hint.id);
  const sector = sectorChoice({ wire, table, kept, rowsOf, follow, say, drawn, ready,
    whose: () => [round, code] });
  const line = (words, field, ...more) =>
    make("div", { class: "line" }, make("label", { for: field.id }, words), make("span", { class: "tools" }, field, ...more));
  const root = make("div", {}, codes, line("Round", roundChoice), newRound, line("Participant", codeField, next, hint),
    sector.field && line("Comes from", sector.field));

  function setRound(name) {
    round = rounds().find((known) => same(known, name)) || name;
    remember(kept("round"), round);
    setCode("", false);
  }

  function setCode(wanted, byOffer) {
    const known = participants().find((each) => same(each, wanted));
    alarm.replaceChildren();
    codeField.removeAttribute("aria-invalid");
    if (wanted && !known && !/\d/.test(wanted)) {
      alarm.append(make("p", {}, `'${wanted}' may be a name. Write a code with a number, such as ${freeCode()}.`));
      codeField.setAttribute("aria-invalid", "true");
      return;
    }
    code = known || wanted;
    offered = byOffer;
    remember(kept("voter"), code || null);
    codeField.value = code;
    moved(); // so that the next does not see what the others said
    drawn();
  }

  // Whether somebody is chosen; if not, it is said.
  function ready() {
    if (!code) status.textContent = "First choose the participant: 'Next participant', or type a code.";
    return Boolean(code);
  }

  function follow(action) {
    wire.inTurn(editor, action); // one press after the other, each seeing the one before
  }

  function queue(action) {
    offered = false;
    follow(action);
  }

  wire.addEventListener("rows", ({ detail }) => {
    if (detail.table !== table || !offered || !participants().some((each) => same(each, code))) return;
    const before = code;
    const free = freeCode();
    sector.carry(round, before, free);
    setCode(free, true);
    status.textContent = `${before} has begun to ${verb} on another screen. Here it is ${code} now.`;
  });

  function draw() {
    const all = [...new Set([round, ...rounds()])];
    const choices = [...all.map((name) => make("option", { value: name }, name)), make("option", { value: another }, "A new round …")];
    if ([...roundChoice.options].map((option) => option.value).join("\n") !== choices.map((option) => option.value).join("\n"))
      roundChoice.replaceChildren(...choices);
    if (newRound.hidden) roundChoice.value = round;
    codes.replaceChildren(...[...participants(), freeCode()].map((value) => make("option", { value })));
    if (document.activeElement !== codeField) codeField.value = codeField.getAttribute("aria-invalid") ? codeField.value : code;
    sector.draw();
  }

  return {
    root, draw, kept, rows, rowsOf, participants, ready, queue,
    get round() { return round; },
    get code() { return code; },
    // What the participant says of an issue is told apart by this key.
    keyOf: (issue) => JSON.stringify([round, code, issue]),
    rowOf: (key) => wire.rows(table).find((row) => JSON.stringify([row.round, row[person], row.issue]) === key),
    newRow: (key, values) => {
      const [inThis, by, issue] = JSON.parse(key);
      return { round: inThis, [person]: by, issue, ...values, [day]: wire.today, ...sector.values(inThis, by) };
    },
  };
}

// Where the participant comes from: written on each row of that person in the round. Without a column for it
// there is no field.
function sectorChoice({ wire, table, kept, rowsOf, follow, say, drawn, ready, whose }) {
  const column = wire.column(table, "sector");
  if (!column) return { field: null, draw: () => {}, carry: () => {}, values: () => ({}) };
  const keyOf = (inThis, by) => JSON.stringify([inThis, by]);
  const wanted = new Map(); // what was chosen and is not saved yet
  const known = new Map(recall(kept("sector")) || []); // of those who have no row yet, or none any more

  function sectorOf(inThis, by) {
    const key = keyOf(inThis, by);
    if (wanted.has(key)) return wanted.get(key);
    const standing = rowsOf(inThis, by);
    return standing.length ? standing.map((row) => row.sector).find(Boolean) || "" : known.get(key) || "";
  }

  const field = make("select", { id: uniqueId("sector"), onchange: () => {
    if (ready()) choose(...whose(), field.value);
    draw();
  } }, ...["", ...column.choices].map((value) => make("option", { value }, value ? SECTOR_WORDS[value] || value : "not said")));

  function choose(inThis, by, value) {
    const key = keyOf(inThis, by);
    wanted.set(key, value);
    note(key, value);
    follow(async () => {
      const steps = rowsOf(inThis, by).filter((row) => row.sector !== value)
        .map((row) => wire.setting(table, row.id, { sector: value }));
      if (steps.length) say(await wire.write(steps));
      if (wanted.get(key) === value) wanted.delete(key);
      drawn();
    });
  }

  function note(key, value) {
    known.set(key, value);
    remember(kept("sector"), [[key, value]]);
  }

  // The same person goes on with another code.
  function carry(inThis, before, now) {
    note(keyOf(inThis, now), known.get(keyOf(inThis, before)) || "");
  }

  function draw() {
    const [inThis, by] = whose();
    field.value = by ? sectorOf(inThis, by) : "";
    if (by && rowsOf(inThis, by).length) known.set(keyOf(inThis, by), field.value);
  }

  return { field, draw, carry, values: (inThis, by) => ({ sector: sectorOf(inThis, by) }) };
}
