// A ranked ballot: one participant after the other puts issues in order, the first at the top.

EDITORS.ranked_ballot = async function rankedBallot(root, wire) {
  const table = "ballots";
  await wire.open(["issues", table, "coverage"]);
  const { body, say, status, alarm, watch } = frame(root, wire, "Ranked ballot");
  watch(table);
  body.classList.add("by-participant", "ranked-ballot");
  const voting = votingRound(wire, { editor: "ranked_ballot", table, person: "voter", day: "cast", verb: "rank",
    say, status, alarm, moved: () => { news = ""; }, drawn: () => draw() });
  const choice = issueChoice(wire, voting.kept, () => draw());
  let news = ""; // what the last press did
  const orders = rankedOrders({ wire, table, column: "issue", say, standing: (key) => standing(...JSON.parse(key)),
    newRow: (key, issue, rank) => voting.newRow(JSON.stringify([...JSON.parse(key), issue]), { rank }),
    queue: (_, action) => voting.queue(action), drawn: () => draw() });

  const left = make("p", { class: "left", role: "status", "aria-live": "polite" });
  const equal = make("p", { class: "counted", hidden: true },
    "Some places are equal or left out. They are numbered anew as soon as something is moved.");
  const orderHead = make("p", { class: "part", id: uniqueId("order"), tabindex: -1 }, "Your order");
  const begin = make("p", { class: "counted" }, "Nothing yet: press 'Add' at what should come first.");
  const order = make("ol", { class: "in-order", "aria-labelledby": orderHead.id });
  const restHead = make("p", { class: "part", id: uniqueId("rest"), tabindex: -1 }, "Not placed yet");
  const rest = make("ul", { class: "in-order", "aria-labelledby": restHead.id });
  body.append(voting.root, choice.root, left, make("div", { class: "lists" },
    make("div", {}, orderHead, begin, equal, order), make("div", {}, restHead, rest)));

  // The rows of a participant in their order; equal ranks by name.
  function standing(inThis, by) {
    const asked = new Set(choice.all().map((issue) => issue.name));
    return voting.rowsOf(inThis, by).filter((row) => asked.has(row.issue))
      .sort((one, other) => Number(one.rank) - Number(other.rank) || one.issue.localeCompare(other.issue));
  }

  const whose = () => JSON.stringify([voting.round, voting.code]);
  const names = () => orders.names(whose());

  function arrange(changed, did) {
    news = did;
    orders.arrange(whose(), changed);
  }

  function move(issue, by) {
    const moved = namesMoved(names(), issue, by);
    if (moved) arrange(moved, `${issue} is number ${moved.indexOf(issue) + 1}`);
  }

  function add(issue) {
    if (!voting.ready()) return;
    const now = names();
    if (!now.includes(issue)) leaveList(rest, restHead, issue, () => arrange([...now, issue], `${issue} is number ${now.length + 1}`));
  }

  function takeOut(issue) {
    leaveList(order, orderHead, issue, () => arrange(names().filter((name) => name !== issue), `${issue} is taken out`));
  }

  const lines = new Map(); // issue id to its lines
  function lineOf(id) {
    if (lines.has(id)) return lines.get(id);
    const nameNow = () => wire.tables.issues.rows.get(id).name;
    const name = make("span", { class: "name" });
    const put = button("Add", () => add(nameNow()));
    const free = make("li", {}, name, make("span", { class: "choice" }, put));
    lines.set(id, { placed: rankedLine(nameNow, { move, takeOut }), fillFree() {
      free.dataset.name = name.textContent = nameNow();
      put.setAttribute("aria-label", `Add: ${nameNow()}`);
      put.setAttribute("aria-disabled", !voting.code);
      return free;
    } });
    return lines.get(id);
  }

  function draw() {
    voting.draw();
    const now = names();
    const issues = choice.shown((name) => now.includes(name));
    const byName = new Map(issues.map((issue) => [issue.name, issue]));
    const found = now.filter((name) => byName.has(name));
    const ranks = new Map(orders.pending(whose()) ? [] : standing(voting.round, voting.code).map((row) => [row.issue, row.rank]));
    left.textContent = voting.code ? `${voting.code}: ${[`${found.length} in order`, news].filter(Boolean).join(". ")}` : "No participant chosen yet.";
    equal.hidden = found.every((name, at) => (ranks.get(name) ?? `${at + 1}`) === `${at + 1}`);
    begin.hidden = found.length > 0;
    order.hidden = !found.length;
    layLines(order, found.map((name, at) => lineOf(byName.get(name).id).placed.fill(ranks.get(name) ?? at + 1, at, found.length)));
    const others = issues.filter((issue) => !now.includes(issue.name));
    rest.hidden = !others.length;
    layLines(rest, others.map((issue) => lineOf(issue.id).fillFree()));
  }

  wire.addEventListener("undone", () => { news = ""; draw(); });
  wire.addEventListener("rows", ({ detail }) => {
    if (["issues", table, "coverage"].includes(detail.table)) draw();
  });
  draw();
};
