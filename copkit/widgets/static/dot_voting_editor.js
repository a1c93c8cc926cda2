// Dot voting: one participant after the other spreads some dots over the issues.

const DOT_VOTING_SHOWN = 10; // dots drawn one by one; more are told by the number alone

EDITORS.dot_voting = async function dotVoting(root, wire) {
  await wire.open(["issues", "votes", "coverage"]);
  const { body, say, status, alarm, watch } = frame(root, wire, "Dot voting");
  watch("votes");
  body.classList.add("dot-voting");
  const kept = (word) => `copkit:dot_voting:${wire.place}:${word}`;
  const tidied = (typed) => typed.trim().replace(/\s+/g, " ");
  const same = (one, other) => one.toLowerCase() === other.toLowerCase();
  const want = new Map(); // dots pressed and not saved yet: round, voter and issue to a number
  let turn = Promise.resolve(); // one press after the other, each seeing the one before
  let offered = false; // whether the code was offered by this screen, and has no vote from it yet

  const inWords = new Date(`${wire.today}T12:00:00`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  const another = ""; // the choice of a new round
  let round = recall(kept("round")) || rounds()[0] || `Workshop, ${inWords}`;
  let voter = recall(kept("voter")) || "";

  // The rounds of the place, the newest first.
  function rounds() {
    const newest = new Map();
    for (const row of wire.rows("votes").sort((one, other) => one.id - other.id))
      newest.set(row.round, row.cast > (newest.get(row.round) || "") ? row.cast : newest.get(row.round) || "");
    return [...newest].reverse().sort((one, other) => other[1].localeCompare(one[1])).map(([name]) => name);
  }

  const inRound = () => wire.rows("votes").filter((row) => row.round === round);
  const voters = () => [...new Set(inRound().map((row) => row.voter))]
    .sort((one, other) => one.localeCompare(other, "en", { numeric: true }));

  function freeCode() {
    const used = voters().map((code) => code.toLowerCase());
    for (let number = 1; ; number += 1) {
      const code = `p${String(number).padStart(2, "0")}`;
      if (!used.includes(code) && !same(code, voter)) return code;
    }
  }

  // The parts of the screen.
  const roundChoice = make("select", { id: uniqueId("round"), onchange: () => {
    newRound.hidden = roundChoice.value !== another;
    if (newRound.hidden) setRound(roundChoice.value);
    else { roundName.value = `Workshop, ${inWords}`; roundName.focus(); roundName.select(); }
  } });
  const roundName = make("input", { type: "text", id: uniqueId("round-name"), autocomplete: "off",
    maxlength: wire.column("votes", "round").longest });
  const newRound = make("form", { class: "line", hidden: true, onsubmit: (event) => {
    event.preventDefault();
    if (tidied(roundName.value)) { newRound.hidden = true; setRound(tidied(roundName.value)); roundChoice.focus(); }
  } }, make("label", { for: roundName.id }, "Name of the new round"),
    make("span", { class: "tools" }, roundName, make("button", { class: "add" }, "Begin this round")));
  const codes = make("datalist", { id: uniqueId("codes") });
  const codeField = make("input", { type: "text", id: uniqueId("voter"), autocomplete: "off", list: codes.id, size: 8, maxlength: 20,
    onchange: () => setVoter(tidied(codeField.value), false) });
  const next = button("Next participant", () => {
    setVoter(freeCode(), true);
    status.textContent = `Now: ${voter}`;
  });
  const hint = make("small", { id: uniqueId("voter-hint") }, "A code such as p07, not a name");
  codeField.setAttribute("aria-describedby", hint.id);
  const budget = make("input", { type: "number", id: uniqueId("budget"), min: 1, max: 100, value: recall(kept("budget")) || 5,
    onchange: () => {
      if (dotsEach()) remember(kept("budget"), dotsEach());
      else budget.value = recall(kept("budget")) || 5;
      draw();
    } });
  const dotsEach = () => (Number(budget.value) >= 1 && Number(budget.value) <= 100 ? Math.round(Number(budget.value)) : 0);
  const own = make("input", { type: "checkbox", id: uniqueId("own"),
    onchange: () => { remember(kept(`own:${wire.community}`), own.checked); draw(); } });
  own.checked = recall(kept(`own:${wire.community}`)) ?? false;
  const onlyOwn = make("div", { class: "tick" }, own, make("label", { for: own.id }, `Only the issues that ${wire.community} takes`));
  const left = make("p", { class: "left", role: "status", "aria-live": "polite" });
  const none = make("p", { hidden: true }, "No issue to vote on yet. Write the issues down first.");
  const list = make("ul", { class: "issues", "aria-label": "Issues to vote on" });
  const totals = make("div", { class: "totals", id: uniqueId("totals"), hidden: true });
  const totalsButton = button("Show the totals", () => showTotals(totals.hidden), { "aria-expanded": false, "aria-controls": totals.id });
  const line = (words, field, ...more) =>
    make("div", { class: "line" }, make("label", { for: field.id }, words), make("span", { class: "tools" }, field, ...more));
  body.append(codes, line("Round", roundChoice), newRound, line("Participant", codeField, next, hint), line("Dots for each person", budget),
    onlyOwn, left, none, list,
    make("p", { class: "note" }, "Dot voting is not proportional: a majority can fill every place at the top. " +
      "Look also at what fewer people hold dear."),
    totalsButton, totals);

  function setRound(name) {
    round = rounds().find((known) => same(known, name)) || name;
    remember(kept("round"), round);
    showTotals(false);
    setVoter("", false);
  }

  function setVoter(code, byOffer) {
    const known = voters().find((each) => same(each, code));
    alarm.replaceChildren();
    codeField.removeAttribute("aria-invalid");
    if (code && !known && !/\d/.test(code)) {
      alarm.append(make("p", {}, `'${code}' may be a name. Write a code with a number, such as ${freeCode()}.`));
      codeField.setAttribute("aria-invalid", "true");
      return;
    }
    voter = known || code;
    offered = byOffer;
    remember(kept("voter"), voter || null);
    codeField.value = voter;
    showTotals(false); // so that the next does not see how the others voted
    draw();
  }

  // What is saved.
  const keyOf = (issue) => JSON.stringify([round, voter, issue]);
  const rowOf = (key) => wire.rows("votes").find((row) => JSON.stringify([row.round, row.voter, row.issue]) === key);
  const given = (issue) => want.get(keyOf(issue)) ?? Number(rowOf(keyOf(issue))?.dots || 0);
  const spent = () => wire.rows("issues").reduce((sum, issue) => sum + given(issue.name), 0);

  function press(issue, more) {
    if (!voter) {
      status.textContent = "First choose the participant: 'Next participant', or type a code.";
      return;
    }
    if (more > 0 && spent() >= dotsEach()) {
      status.textContent = "All dots are spent. Take one back first.";
      return;
    }
    const dots = given(issue) + more;
    if (dots < 0) return;
    const key = keyOf(issue);
    offered = false;
    want.set(key, dots);
    draw();
    turn = turn.then(() => save(key));
  }

  async function save(key) {
    if (!want.has(key)) return;
    const [inThis, by, issue] = JSON.parse(key);
    const dots = want.get(key);
    const row = rowOf(key);
    let answer = null;
    if (!row && dots) answer = await wire.add("votes", { round: inThis, voter: by, issue, dots: `${dots}`, cast: wire.today });
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
    const all = [...new Set([round, ...rounds()])];
    const choices = [...all.map((name) => make("option", { value: name }, name)), make("option", { value: another }, "A new round …")];
    if ([...roundChoice.options].map((option) => option.value).join("\n") !== choices.map((option) => option.value).join("\n"))
      roundChoice.replaceChildren(...choices);
    if (newRound.hidden) roundChoice.value = round;
    codes.replaceChildren(...[...voters(), freeCode()].map((value) => make("option", { value })));
    if (document.activeElement !== codeField) codeField.value = codeField.getAttribute("aria-invalid") ? codeField.value : voter;

    const over = spent() - dotsEach();
    left.textContent = !voter ? "No participant chosen yet." : over > 0 ? `${voter}: ${over} dots too many` : `${voter}, dots left: ${-over}`;
    const taken = new Set(wire.rows("coverage").map((row) => row.issue));
    onlyOwn.hidden = !wire.community || !taken.size;
    const issues = wire.rows("issues").sort((one, other) => one.name.localeCompare(other.name))
      .filter((issue) => onlyOwn.hidden || !own.checked || taken.has(issue.name) || given(issue.name));
    none.hidden = issues.length > 0;
    const drawn = issues.map((issue) => {
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
    });
    if (drawn.length !== list.children.length || drawn.some((each, at) => list.children[at] !== each)) {
      const focused = list.contains(document.activeElement) ? document.activeElement : null;
      list.replaceChildren(...drawn);
      if (focused?.isConnected) focused.focus();
    }
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
    for (const row of inRound()) {
      const sum = sums.get(row.issue) || { dots: 0, people: 0 };
      if (Number(row.dots)) sums.set(row.issue, { dots: sum.dots + Number(row.dots), people: sum.people + 1 });
    }
    const most = Math.max(1, ...[...sums.values()].map((sum) => sum.dots));
    const ranked = [...sums].sort((one, other) => other[1].dots - one[1].dots || one[0].localeCompare(other[0]));
    const people = voters().length;
    const cells = ranked.map(([issue, sum]) => make("tr", {},
      make("th", { scope: "row" }, issue), make("td", {}, `${sum.dots}`), make("td", {}, `${sum.people}`),
      make("td", { "aria-hidden": true }, make("svg", { class: "bar-of-dots", viewBox: "0 0 100 10", preserveAspectRatio: "none" },
        make("rect", { width: 100 * sum.dots / most, height: 10 })))));
    totals.replaceChildren(make("div", { class: "scroll", role: "region", tabindex: 0, "aria-label": `Totals of ${round}` },
      make("table", {}, make("caption", {}, `${round}: ${people} ${people === 1 ? "person has" : "people have"} voted.`),
        make("thead", {}, make("tr", {}, ...["Issue", "Dots", "People"].map((words) => make("th", { scope: "col" }, words)), make("td"))),
        make("tbody", {}, ...cells))));
  }

  wire.addEventListener("rows", ({ detail }) => {
    if (!["issues", "votes", "coverage"].includes(detail.table)) return;
    if (offered && voters().some((code) => same(code, voter))) {
      const before = voter;
      setVoter(freeCode(), true);
      status.textContent = `${before} has begun to vote on another screen. Here it is ${voter} now.`;
    } else draw();
  });
  draw();
};
