// What stops members from working as they could: what waits for an answer on top, then one barrier at a time with
// those who meet it, what it hurts, and who was asked to lift it.

// How a barrier stands, in words, from what the place has worked out.
function barrierInWords({ level, answer, days, overdue }) {
  const ago = days === null ? "" : days === 0 ? " today" : days === 1 ? " yesterday" : ` ${days} days ago`;
  const late = overdue === 1 ? "1 day" : `${overdue} days`;
  const said = { "nobody asked": days === null ? "nobody asked yet" : `nobody asked yet, named${ago}`, overdue: `asked${ago}, answer overdue by ${late}`,
    waiting: `asked${ago}, no answer yet`, answered: `answered${ago}, outcome not written` }[answer] ?? `${answer}${ago}`;
  return level ? `${level[0].toUpperCase()}${level.slice(1)} ${said}` : `${said[0].toUpperCase()}${said.slice(1)}`;
}

EDITORS.barriers_register = async function barriersRegister(root, wire) {
  const table = "barriers";
  const met = "barrier_communities";
  const tables = [table, met, "barrier_issues", "barrier_steps"];
  await wire.open(tables);
  const lists = new NameLists(wire);
  const { body, say, status, watch } = frame(root, wire, "Barriers");
  watch(...tables);
  body.classList.add("in-parts", "barriers-register");
  const key = `copkit:barriers_register:${wire.place}:${wire.community}`;
  let standings = null; // as the place works them out; none before its first answer
  const desk = { wire, lists, say, status };

  const metBy = (name) => wire.rows(met).filter((row) => row.barrier === name).map((row) => row.community);
  const isOurs = ({ name }) => !wire.community || metBy(name).includes(wire.community);
  // What another community does not share yet is not put on this screen.
  const isShown = (row) => isOurs(row) || row.may_be_shared === "yes" || !metBy(row.name).length;
  const rowCalled = (name) => wire.rows(table).find((row) => row.name === name);

  const waiting = make("ul", { class: "kept waiting" });
  const none = make("p", {});
  const alike = alikeList("words");
  let soon = null;
  const record = recordForm(desk, {
    table, key, adder: "Add this barrier", fresh: "A new barrier",
    ticks: [{ table: met, owner: "barrier", column: "community", legend: "Which communities meet it?" },
      { table: "barrier_issues", owner: "barrier", column: "issue", legend: "Which issues does it hurt?" }],
    usual: () => ({ raised: wire.today, state: "open", may_be_shared: "no" }),
    usualTicks: () => (wire.community ? { [met]: [wire.community] } : {}),
    offered, under: { name: alike.root }, also: ["barrier_steps"],
    drawn: () => { ladder.draw(); compare(); },
    typing: (name) => {
      if (name !== "name") return;
      clearTimeout(soon);
      soon = setTimeout(compare, 400);
    },
  });
  const ladder = barrierLadder(desk, { key: `${key}:step`, barrier: () => record.row(),
    next: () => standings?.find(({ barrier }) => barrier === record.row()?.name)?.next_level,
    close: async (state) => say(await wire.set(table, record.id(), { state })) });
  body.append(lists.root, headedPart("Open and waiting", none, waiting), headedPart("One barrier", record.root), ladder.root);

  function offered() {
    const rows = wire.rows(table).filter(isShown);
    if (!wire.community) return [["", rows]];
    return [[`Met by ${wire.community}`, rows.filter(isOurs)], ["Met elsewhere", rows.filter((row) => !isOurs(row))]];
  }

  const look = askAnew(async () => {
    standings = (await wire.ask({ do: "barriers_standing" })).standings || standings;
    drawWaiting();
    ladder.draw();
  });

  // Is the one that is typed there already? A new one alone is compared.
  const lookAlike = askAnew(async () => {
    const name = record.id() === null ? record.fields.name.value.trim() : "";
    const found = name ? (await wire.ask({ do: "barriers_alike", name })).alike || [] : [];
    if (record.id() !== null) alike.tell([]);
    else alike.tell(found.map(rowCalled).filter(Boolean).slice(0, 5).map(alikeOne));
  });

  function compare() {
    if (record.id() === null && record.fields.name.value.trim()) lookAlike();
    else alike.tell([]);
  }

  function alikeOne(row) {
    const where = metBy(row.name);
    const more = where.length ? `met by ${namesInWords(where)}` : "";
    if (!isShown(row)) return { name: `One that ${namesInWords(where)} ${where.length === 1 ? "does" : "do"} not share yet: ask there`, more: "", actions: [] };
    const ours = wire.community && where.includes(wire.community);
    return { name: row.name, more, actions: [
      ...(wire.community && !ours ? [[`Tick it for ${wire.community}`, () => meet(row)]] : []),
      ["Open it", () => { record.open(row.id); }]] };
  }

  async function meet(row) {
    const step = { add: met, values: { barrier: row.name, community: wire.community }, once: true };
    if (!say(await wire.write([step]), `Ticked for ${wire.community}. Saved`)) return;
    remember(key, null);
    record.choose(row.id);
    record.fields.name.focus();
  }

  const lines = new Map(); // id of a barrier to its line
  function lineOf(id) {
    if (lines.has(id)) return lines.get(id);
    const name = make("strong", {});
    const stands = make("span", {});
    const next = make("span", { class: "counted" });
    const opener = button("Open it", () => record.open(id));
    lines.set(id, { line: make("li", {}, make("span", { class: "who" }, name, stands, next), opener), name, stands, next, opener });
    return lines.get(id);
  }

  function drawWaiting() {
    const shown = (standings || []).map((standing) => [standing, rowCalled(standing.barrier)]).filter(([, row]) => row && isOurs(row));
    const overdue = shown.filter(([standing]) => standing.overdue).length;
    const many = `${shown.length} ${shown.length === 1 ? "barrier is" : "barriers are"} still there; ${overdue || "none"} with an overdue answer.`;
    none.textContent = standings === null ? "Looking …" : shown.length ? many : "No barrier is open. Write down what stops you.";
    layLines(waiting, shown.map(([standing, row]) => {
      const { line, name, stands, next, opener } = lineOf(row.id);
      line.classList.toggle("late", Boolean(standing.overdue));
      name.textContent = row.name;
      stands.textContent = barrierInWords(standing);
      next.textContent = standing.next_step;
      opener.setAttribute("aria-label", `Open it: ${row.name}`);
      return line;
    }));
  }

  wire.addEventListener("rows", ({ detail }) => {
    if (!tables.includes(detail.table)) return;
    if (detail.table !== table) record.draw();
    drawWaiting();
    look();
  });
  wire.addEventListener("back", look);
  record.choose(null);
  drawWaiting();
  await look();
};
