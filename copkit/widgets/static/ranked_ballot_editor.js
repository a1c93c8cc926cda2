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
  const want = new Map(); // an order that is not saved yet: round and voter to names of issues

  const left = make("p", { class: "left", role: "status", "aria-live": "polite" });
  const equal = make("p", { class: "counted", hidden: true },
    "Some places are equal or left out. They are numbered anew as soon as something is moved.");
  const orderHead = make("p", { class: "part", id: uniqueId("order"), tabindex: -1 }, "Your order");
  const begin = make("p", { class: "counted" }, "Nothing yet: press 'Add' at what should come first.");
  const order = make("ol", { class: "issues", "aria-labelledby": orderHead.id });
  const restHead = make("p", { class: "part", id: uniqueId("rest"), tabindex: -1 }, "Not placed yet");
  const rest = make("ul", { class: "issues", "aria-labelledby": restHead.id });
  body.append(voting.root, choice.root, left, make("div", { class: "lists" },
    make("div", {}, orderHead, begin, equal, order), make("div", {}, restHead, rest)));

  // The rows of a participant in their order; equal ranks by name.
  function standing(inThis, by) {
    const asked = new Set(choice.all().map((issue) => issue.name));
    return voting.rowsOf(inThis, by).filter((row) => asked.has(row.issue))
      .sort((one, other) => Number(one.rank) - Number(other.rank) || one.issue.localeCompare(other.issue));
  }

  const whose = () => [voting.round, voting.code];
  const pending = () => want.get(JSON.stringify(whose()));
  const names = () => [...(pending() ?? standing(...whose()).map((row) => row.issue))];

  function arrange(changed, did) {
    const [inThis, by] = whose();
    news = did;
    want.set(JSON.stringify([inThis, by]), changed);
    draw();
    voting.queue(() => save(inThis, by, changed));
  }

  // The ranks are 1, 2, 3 … after every press: one edit, of those rows that differ.
  async function save(inThis, by, changed) {
    const rows = new Map(standing(inThis, by).map((row) => [row.issue, row]));
    const steps = [];
    changed.forEach((issue, at) => {
      const rank = `${at + 1}`;
      const row = rows.get(issue);
      if (!row) steps.push({ add: table, values: voting.newRow(JSON.stringify([inThis, by, issue]), { rank }) });
      else if (row.rank !== rank) steps.push(wire.setting(table, row.id, { rank }));
    });
    for (const [issue, row] of rows) if (!changed.includes(issue)) steps.push({ delete: table, row: row.id });
    const saved = !steps.length || say(await wire.write(steps));
    const key = JSON.stringify([inThis, by]);
    if (want.get(key) === changed || !saved) want.delete(key);
    draw();
  }

  function move(issue, by) {
    const now = names();
    const at = now.indexOf(issue);
    const to = at + by;
    if (at < 0 || to < 0 || to >= now.length) return;
    now.splice(at, 1);
    now.splice(to, 0, issue);
    arrange(now, `${issue} is number ${to + 1}`);
  }

  function add(issue) {
    if (!voting.ready()) return;
    const now = names();
    if (!now.includes(issue)) leaving(rest, restHead, issue, () => arrange([...now, issue], `${issue} is number ${now.length + 1}`));
  }

  function takeOut(issue) {
    leaving(order, orderHead, issue, () => arrange(names().filter((name) => name !== issue), `${issue} is taken out`));
  }

  // A line that leaves its list hands the focus on to the one after it, to the one before it, or to the head.
  function leaving(list, head, issue, change) {
    const at = [...list.children].findIndex((line) => line.dataset.issue === issue);
    change();
    const near = list.children[at] || list.children[at - 1];
    (near ? near.querySelector("button:last-of-type") : head).focus();
  }

  const lines = new Map(); // issue id to its lines
  function lineOf(id) {
    if (lines.has(id)) return lines.get(id);
    const nameNow = () => wire.tables.issues.rows.get(id).name;
    const number = make("span", { class: "number" });
    const name = make("span", { class: "name" });
    const up = button("Up", () => move(nameNow(), -1));
    const down = button("Down", () => move(nameNow(), 1));
    const out = button("Take out", () => takeOut(nameNow()));
    const freeName = make("span", { class: "name" });
    const put = button("Add", () => add(nameNow()));
    lines.set(id, { number, up, down, put, names: [name, freeName], buttons: { Up: up, Down: down, "Take out": out, Add: put },
      line: make("li", {}, number, name, make("span", { class: "choice" }, up, down, out)),
      free: make("li", {}, freeName, make("span", { class: "choice" }, put)) });
    return lines.get(id);
  }

  function drawLine(issue) {
    const drawn = lineOf(issue.id);
    for (const name of drawn.names) name.textContent = issue.name;
    for (const [words, each] of Object.entries(drawn.buttons)) each.setAttribute("aria-label", `${words}: ${issue.name}`);
    for (const line of [drawn.line, drawn.free]) line.dataset.issue = issue.name;
    return drawn;
  }

  function draw() {
    voting.draw();
    const now = names();
    const issues = choice.shown((name) => now.includes(name));
    const byName = new Map(issues.map((issue) => [issue.name, issue]));
    const found = now.filter((name) => byName.has(name));
    const ranks = new Map(pending() ? [] : standing(...whose()).map((row) => [row.issue, row.rank]));
    left.textContent = voting.code ? `${voting.code}: ${[`${found.length} in order`, news].filter(Boolean).join(". ")}` : "No participant chosen yet.";
    equal.hidden = found.every((name, at) => (ranks.get(name) ?? `${at + 1}`) === `${at + 1}`);
    begin.hidden = found.length > 0;
    order.hidden = !found.length;
    layLines(order, found.map((name, at) => {
      const drawn = drawLine(byName.get(name));
      drawn.number.textContent = `${ranks.get(name) ?? at + 1}.`;
      // not 'disabled': the button that was just pressed would lose the focus
      drawn.up.setAttribute("aria-disabled", at === 0);
      drawn.down.setAttribute("aria-disabled", at === found.length - 1);
      return drawn.line;
    }));
    const others = issues.filter((issue) => !now.includes(issue.name));
    rest.hidden = !others.length;
    layLines(rest, others.map((issue) => {
      const drawn = drawLine(issue);
      drawn.put.setAttribute("aria-disabled", !voting.code);
      return drawn.free;
    }));
  }

  wire.addEventListener("undone", () => { news = ""; draw(); });
  wire.addEventListener("rows", ({ detail }) => {
    if (["issues", table, "coverage"].includes(detail.table)) draw();
  });
  draw();
};
