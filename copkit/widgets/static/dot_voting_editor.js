// Dot voting: one participant after the other spreads some dots over the issues.

const DOT_VOTING_SHOWN = 10; // dots drawn one by one; more are told by the number alone

EDITORS.dot_voting = async function dotVoting(root, wire) {
  await wire.open(["issues", "votes", "coverage"]);
  const { body, say, status, alarm, watch } = frame(root, wire, "Dot voting");
  watch("votes");
  body.classList.add("by-participant", "dot-voting");
  const voting = votingRound(wire, { editor: "dot_voting", table: "votes", person: "voter", day: "cast", verb: "vote",
    say, status, alarm, moved: () => showTotals(false), drawn: () => draw() });
  const choice = issueChoice(wire, voting.kept, () => draw());
  const { kept } = voting;
  const want = new Map(); // dots pressed and not saved yet: round, voter and issue to a number

  const budget = make("input", { type: "number", id: uniqueId("budget"), min: 1, max: 100, value: recall(kept("budget")) || 5,
    onchange: () => {
      if (dotsEach()) remember(kept("budget"), dotsEach());
      else budget.value = recall(kept("budget")) || 5;
      draw();
    } });
  const dotsEach = () => (Number(budget.value) >= 1 && Number(budget.value) <= 100 ? Math.round(Number(budget.value)) : 0);
  const left = make("p", { class: "left", role: "status", "aria-live": "polite" });
  const list = make("ul", { class: "issues", "aria-label": "Issues to vote on" });
  const totals = make("div", { class: "totals", id: uniqueId("totals"), hidden: true });
  const totalsButton = button("Show the totals", () => showTotals(totals.hidden), { "aria-expanded": false, "aria-controls": totals.id });
  body.append(voting.root, make("div", { class: "line" }, make("label", { for: budget.id }, "Dots for each person"), budget),
    choice.root, left, list,
    make("p", { class: "note" }, "Dot voting is not proportional: a majority can fill every place at the top. " +
      "Look also at what fewer people hold dear."),
    totalsButton, totals);

  // What is saved.
  const given = (issue) => want.get(voting.keyOf(issue)) ?? Number(voting.rowOf(voting.keyOf(issue))?.dots || 0);
  const spent = () => choice.all().reduce((sum, issue) => sum + given(issue.name), 0);

  function press(issue, more) {
    if (!voting.ready()) return;
    if (more > 0 && spent() >= dotsEach()) {
      status.textContent = "All dots are spent. Take one back first.";
      return;
    }
    const dots = given(issue) + more;
    if (dots < 0) return;
    const key = voting.keyOf(issue);
    want.set(key, dots);
    draw();
    voting.queue(() => save(key));
  }

  async function save(key) {
    if (!want.has(key)) return;
    const dots = want.get(key);
    const row = voting.rowOf(key);
    let answer = null;
    if (!row && dots) answer = await wire.add("votes", voting.newRow(key, { dots: `${dots}` }));
    else if (row && !dots) answer = await wire.remove("votes", row.id);
    else if (row && Number(row.dots) !== dots) answer = await wire.set("votes", row.id, { dots: `${dots}` });
    if (want.get(key) === dots) want.delete(key);
    if (answer && !say(answer)) want.delete(key);
    draw();
  }

  const lines = new Map(); // issue id to its line
  function lineOf(id) {
    if (!lines.has(id)) {
      const name = make("span", { class: "name" });
      const dots = make("span", { class: "dots", "aria-hidden": true });
      const number = make("span", { class: "count" });
      const less = button("−", () => press(wire.tables.issues.rows.get(id).name, -1));
      const more = button("+", () => press(wire.tables.issues.rows.get(id).name, 1));
      lines.set(id, { name, dots, number, less, more,
        line: make("li", {}, name, make("span", { class: "choice" }, less, dots, number, more)) });
    }
    return lines.get(id);
  }

  function draw() {
    voting.draw();
    const voter = voting.code;
    const over = spent() - dotsEach();
    left.textContent = !voter ? "No participant chosen yet." : over > 0 ? `${voter}: ${over} dots too many` : `${voter}, dots left: ${-over}`;
    layLines(list, choice.shown(given).map((issue) => {
      const { line, name, dots, number, less, more } = lineOf(issue.id);
      const count = given(issue.name);
      const filled = Math.min(count, DOT_VOTING_SHOWN);
      const hollow = Math.min(Math.max(-over, 0), DOT_VOTING_SHOWN - filled); // the dots that are left
      name.textContent = issue.name;
      dots.textContent = "●".repeat(filled) + "○".repeat(hollow);
      dots.style.minWidth = `${Math.min(dotsEach(), DOT_VOTING_SHOWN) * 1.02}em`; // so that the buttons stay where they are
      number.textContent = `${count}`;
      less.setAttribute("aria-label", `One dot less for ${issue.name}`);
      more.setAttribute("aria-label", `One dot more for ${issue.name}`);
      // not 'disabled': the button that was just pressed would lose the focus
      less.setAttribute("aria-disabled", !voter || count === 0);
      more.setAttribute("aria-disabled", !voter || over >= 0);
      return line;
    }));
    if (!totals.hidden) drawTotals();
  }

  function showTotals(shown) {
    totals.hidden = !shown;
    totalsButton.textContent = shown ? "Hide the totals" : "Show the totals";
    totalsButton.setAttribute("aria-expanded", shown);
    if (shown) drawTotals();
  }

  function drawTotals() {
    const sums = new Map();
    const asked = new Set(choice.all().map((issue) => issue.name));
    for (const row of voting.rows()) {
      const sum = sums.get(row.issue) || { dots: 0, people: 0 };
      if (Number(row.dots) && asked.has(row.issue)) sums.set(row.issue, { dots: sum.dots + Number(row.dots), people: sum.people + 1 });
    }
    const most = Math.max(1, ...[...sums.values()].map((sum) => sum.dots));
    const ranked = [...sums].sort((one, other) => other[1].dots - one[1].dots || one[0].localeCompare(other[0]));
    const people = voting.participants().length;
    const cells = ranked.map(([issue, sum]) => make("tr", {},
      make("th", { scope: "row" }, issue), make("td", {}, `${sum.dots}`), make("td", {}, `${sum.people}`),
      make("td", { "aria-hidden": true }, make("svg", { class: "bar-of-dots", viewBox: "0 0 100 10", preserveAspectRatio: "none" },
        make("rect", { width: 100 * sum.dots / most, height: 10 })))));
    totals.replaceChildren(make("div", { class: "scroll", role: "region", tabindex: 0, "aria-label": `Totals of ${voting.round}` },
      make("table", {}, make("caption", {}, `${voting.round}: ${people} ${people === 1 ? "person has" : "people have"} voted.`),
        make("thead", {}, make("tr", {}, ...["Issue", "Dots", "People"].map((words) => make("th", { scope: "col" }, words)), make("td"))),
        make("tbody", {}, ...cells))));
  }

  wire.addEventListener("rows", ({ detail }) => {
    if (["issues", "votes", "coverage"].includes(detail.table)) draw();
  });
  draw();
};
