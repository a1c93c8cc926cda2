// Mentors and mentees: planned, kept, ended; how many mentees each would take, and whom each would like.

EDITORS.mentor_matching = async function mentorMatching(root, wire, settings) {
  await wire.open(["mentoring", "mentor_choices", "members", "memberships"]);
  const { body, say, status, workedOut, watch } = frame(root, wire, "Mentors and mentees");
  watch("mentoring", "mentor_choices", "members");
  body.classList.add("by-member", "in-parts", "mentor-matching");
  const desk = { wire, lists: new NameLists(wire), say, status, workedOut };
  const pairs = mentorPairs(desk);
  const parts = [mentorPlan(desk, pairs.goTo), pairs, mentorLimits(desk, settings.usual), mentorChoices(desk)];
  body.append(...parts.map((part) => part.root), desk.lists.root);

  const draw = () => parts.forEach((part) => part.draw());
  for (const news of ["rows", "names", "back"]) wire.addEventListener(news, draw);
  draw();
};

// The pairs of this community that have not ended: those who are to begin as well.
function mentorPairsNow(wire) {
  const own = new Set(wire.rows("memberships").map((one) => one.member));
  return wire.rows("mentoring").filter((row) => (!row.until || row.until > wire.today) &&
    (!wire.community || own.has(row.mentor) || own.has(row.mentee)))
    .sort((one, other) => one.mentor.localeCompare(other.mentor) || one.mentee.localeCompare(other.mentee));
}

// Asks for a plan, shows it with a tick for each pair, and keeps those that are ticked.
function mentorPlan(desk, kept) {
  const { wire, status } = desk;
  const key = `copkit:mentor_matching:${wire.place}:${wire.community}`;
  const chosen = { way: "stable", favour: "mentees", ...recall(key) };
  const choose = (news) => {
    Object.assign(chosen, news);
    remember(key, chosen);
    draw();
  };
  const favour = oneOf("If several plans do that, whose wishes come first?", "favour", chosen.favour, choose, { mentees: "The mentees'", mentors: "The mentors'" });
  let lines = []; // the pairs that are proposed

  // Whoever got a mentor meanwhile, on another screen, is not ticked any more.
  function untick() {
    const taken = new Set(mentorPairsNow(wire).map((row) => row.mentee));
    for (const each of lines) each.draw(taken);
  }

  function fill({ pairs, rows, without }) {
    lines = pairs.map((pair, at) => mentorProposal(pair, rows[at]));
    untick();
    const alone = ({ member, why, offer }) => make("li", {}, make("strong", {}, member), make("span", {}, why, make("span", { class: "offer" }, offer)));
    const part = (heading, list) => make("div", {}, make("h5", {}, heading), list);
    return {
      title: pairs.length ? "Proposed, not kept yet" : "Nobody can be paired now.",
      shown: [
        pairs.length > 0 && part(`Pairs: ${pairs.length}`, make("ul", { class: "kept" }, ...lines.map(({ line }) => line))),
        without.length > 0 && part(`Stay without a mentor: ${without.length}`, make("ul", { class: "groups" }, ...without.map(alone))),
      ].filter(Boolean),
      some: pairs.length > 0,
    };
  }

  function steps() {
    const rows = lines.filter(({ tick }) => tick.checked).map(({ row }) => row);
    if (!rows.length) status.textContent = "No pair is ticked.";
    return rows.map((values) => ({ add: "mentoring", values }));
  }

  const plan = planPart(desk, {
    heading: "Plan who could be whose mentor",
    asks: (planner) => [
      make("p", { class: "counted" }, "Members who have no mentor and want to learn are paired with those who teach it and have room. Nothing is kept before you say so."),
      oneOf("How should the pairs be chosen?", "way", chosen.way, choose, { stable: "So that no two would rather have each other", total: "So that all together fit best" }),
      favour, make("div", { class: "tools" }, planner)],
    words: { plan: "Plan the pairs", keep: "Keep the ticked pairs", kept: "The ticked pairs are kept. Saved", notes: "About this plan" },
    question: () => ({ do: "mentors", way: chosen.way, favour: chosen.favour }),
    fill, steps, kept,
  });

  function draw() {
    favour.hidden = chosen.way !== "stable";
    plan.draw();
    untick();
  }

  return { root: plan.root, draw };
}

// A pair that is proposed, with its tick and the row to be kept.
function mentorProposal({ mentor, mentee, skill, why, choice_of_mentee, choice_of_mentor }, row) {
  const tick = make("input", { type: "checkbox", checked: true });
  const place = (choice) => (choice ? `number ${choice}` : "not there");
  const late = make("p", { hidden: true }, `${mentee} has a mentor now.`);
  const line = make("li", {},
    make("label", {}, tick, make("span", {}, make("strong", {}, `${mentor} mentors ${mentee}`), skill && `: ${skill}`)),
    make("div", { class: "reason" }, make("p", {}, why),
      make("p", { class: "counted" }, `On the mentee's list: ${place(choice_of_mentee)}. On the mentor's list: ${place(choice_of_mentor)}.`), late));

  function draw(taken) {
    late.hidden = !taken.has(mentee);
    tick.disabled = taken.has(mentee);
    if (tick.disabled) tick.checked = false;
  }

  return { line, tick, row, draw };
}

// The pairs that stand: each can be ended today, or deleted.
function mentorPairs({ wire, say }) {
  const told = make("p", { tabindex: -1 });
  const list = make("ul", { class: "kept pairs" });
  const root = headedPart("Pairs now", told, list);
  const lines = new Map(); // id of a pair to its line

  function lineOf({ id }) {
    const who = make("span", { class: "who" });
    const ended = button("Ended today", async () => gone(await wire.set("mentoring", id, { until: wire.today }), `${names()}: ended today. Saved`));
    const deleter = button("Delete", async () => gone(await wire.remove("mentoring", id), "Deleted; Undo brings it back. Saved"), { class: "delete" });
    const line = make("li", {}, who, make("span", { class: "tools" }, ended, deleter));
    let row = {};
    const names = () => `${row.mentor} and ${row.mentee}`;

    function fill(news) {
      row = news;
      const days = [row.since && `${row.since > wire.today ? "from" : "since"} ${dayInWords(row.since)}`, row.until && `until ${dayInWords(row.until)}`];
      who.replaceChildren(make("strong", {}, `${row.mentor} mentors ${row.mentee}`),
        make("span", {}, [row.skill, ...days].filter(Boolean).join(" · ")));
      ended.hidden = row.since > wire.today;
      ended.setAttribute("aria-label", `Ended today: ${names()}`);
      deleter.setAttribute("aria-label", `Delete the pair ${names()}`);
      return line;
    }
    return { fill };
  }

  function gone(answer, words) {
    if (say(answer, words)) told.focus();
  }

  function draw() {
    const rows = mentorPairsNow(wire);
    told.textContent = { 0: "No pair yet. Plan the pairs, or write one into the table below.", 1: "One pair." }[rows.length] ?? `${rows.length} pairs.`;
    for (const row of rows) if (!lines.has(row.id)) lines.set(row.id, lineOf(row));
    layLines(list, rows.map((row) => lines.get(row.id).fill(row)));
  }

  return { root, draw, goTo: () => told.focus() };
}

// How many mentees a member would take at once.
function mentorLimits(desk, usual) {
  return memberNumber(desk, {
    heading: "How many mentees would each take?", column: "mentees_wanted", label: "How many at once",
    hint: `0 for none. Where it is empty, a plan gives ${usual} at most.`,
    some: "Who has said:", none: "Nobody has said yet.", clear: "Clear",
    told: (value) => ({ "": "not said", 0: "takes no mentees", 1: "takes 1 mentee" }[value] ?? `takes ${value} mentees`),
    listed: (value) => (value === "0" ? "none" : value),
  });
}

// Whom a member would like, the first choice first; each press is saved at once.
function mentorChoices({ wire, lists, say, status }) {
  const table = "mentor_choices";
  let member = "";
  let other = ""; // who is to be added
  const key = () => JSON.stringify([member, wants.value]);
  const orders = rankedOrders({ wire, table, column: "chosen", say, standing: (whose) => standing(...JSON.parse(whose)),
    newRow: (whose, chosen, rank) => ({ member: JSON.parse(whose)[0], wants: JSON.parse(whose)[1], chosen, rank }),
    queue: (whose, action) => wire.inTurn(`${table} ${whose}`, action).then(draw), drawn: draw });

  const who = memberChooser(wire, lists, "Who chooses", (chosen) => { member = chosen; draw(); });
  const wants = make("select", { id: uniqueId("wants"), onchange: draw }, ...wire.column(table, "wants").choices.map((value) => make("option", { value }, value)));
  const adder = button("Add", add, { class: "add" });
  const fresh = memberChooser(wire, lists, "Whom", (chosen) => { other = chosen; });
  fresh.root.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); add(); } });
  const head = make("p", { class: "part", id: uniqueId("order"), tabindex: -1 });
  const list = make("ol", { class: "in-order", "aria-labelledby": head.id });
  const one = make("div", {}, head, list, fresh.root, make("div", { class: "tools" }, adder));
  const all = make("ul", {});
  const said = make("summary");
  const everybody = make("details", {}, said, all);
  const root = headedPart("Whom would each like?",
    make("p", { class: "counted" }, "Optional. Whoever names somebody is paired with one of these only; for all others the best fit counts. A plan in which all together fit best does not look at these lists."),
    who.root, make("div", { class: "line" }, make("label", { for: wants.id }, "Would like"), wants), one, everybody);

  function standing(by, side) {
    return wire.rows(table).filter((row) => row.member === by && row.wants === side)
      .sort((row, next) => Number(row.rank) - Number(next.rank) || row.chosen.localeCompare(next.chosen));
  }

  function add() {
    const now = orders.names(key());
    if (!other) status.textContent = "First choose a name from the list.";
    else if (other === member) status.textContent = `${member} cannot choose ${member}.`;
    else if (now.includes(other)) status.textContent = `${other} is in the list already.`;
    else {
      orders.arrange(key(), [...now, other]);
      fresh.set("");
    }
    fresh.root.querySelector("input").focus();
  }

  function move(name, by) {
    const moved = namesMoved(orders.names(key()), name, by);
    if (moved) orders.arrange(key(), moved);
  }

  function takeOut(name) {
    leaveList(list, head, name, () => orders.arrange(key(), orders.names(key()).filter((each) => each !== name)));
  }

  const lines = new Map(); // name to its line
  function lineOf(name) {
    if (!lines.has(name)) lines.set(name, rankedLine(() => name, { move, takeOut }));
    return lines.get(name);
  }

  function draw() {
    one.hidden = !member;
    const names = member ? orders.names(key()) : [];
    head.textContent = names.length ? `${member} would like as ${wants.value}, the first choice first:` : `${member} has named nobody as ${wants.value}.`;
    layLines(list, names.map((name, at) => lineOf(name).fill(at + 1, at, names.length)));
    const here = new Set(membersOn(wire, wire.today));
    const lists = new Map(wire.rows(table).filter((row) => here.has(row.member)).map((row) => [JSON.stringify([row.member, row.wants]), row]));
    everybody.hidden = !lists.size;
    said.textContent = `All who have named somebody: ${new Set([...lists.values()].map((row) => row.member)).size}`;
    all.replaceChildren(...[...lists.values()].sort((row, next) => row.member.localeCompare(next.member) || row.wants.localeCompare(next.wants))
      .map((row) => make("li", {}, `${row.member} would like as ${row.wants}: ${namesInWords(standing(row.member, row.wants).map(({ chosen }) => chosen))}`)));
  }

  return { root, draw };
}
