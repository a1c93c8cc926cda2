// Rounds of introductions: planned, kept, told to those who are to meet, and what came of them.

EDITORS.introduction_rounds = async function introductionRounds(root, wire) {
  await wire.open(["introductions", "members", "memberships"]);
  const { body, say, status, workedOut, watch } = frame(root, wire, "Rounds of introductions");
  watch("introductions", "members");
  body.classList.add("in-parts", "introduction-rounds");
  const desk = { wire, lists: new NameLists(wire), say, status, workedOut };
  const kept = introductionsKept(desk);
  const parts = [introductionPlan(desk, kept.goTo), kept, introductionLimits(desk)];
  body.append(...parts.map((part) => part.root), desk.lists.root);

  const draw = () => parts.forEach((part) => part.draw());
  for (const news of ["rows", "names", "back"]) wire.addEventListener(news, draw);
  draw();
};

// Under which name this browser keeps who signs the messages.
function introductionSender(wire) {
  return `copkit:introduction_rounds:sender:${wire.place}`;
}

// Asks for a plan, shows it, and keeps all of it. `kept` hears the day of the first round.
function introductionPlan(desk, kept) {
  const { wire } = desk;
  const draft = `copkit:introduction_rounds:${wire.place}:${wire.community}`;
  const before = recall(draft) || {};
  const number = (word, most) => make("input", { type: "number", id: uniqueId(word), min: 1, max: most, value: before[word] ?? 2, inputmode: "numeric", oninput: () => remember(draft, { rounds: rounds.value, weeks: weeks.value }) });
  const rounds = number("rounds", 12);
  const weeks = number("weeks", 52);
  const from = make("input", { type: "date", id: uniqueId("from"), value: wire.today });
  const who = ({ members, reasons }) => make("li", {}, make("strong", {}, namesInWords(members)), make("span", {}, reasons.slice(0, 2).join(" ")));

  function without(rows, where) {
    return !rows.length ? null : make("details", {}, make("summary", {}, `Left out ${where}: ${rows.length}`),
      make("ul", {}, ...rows.map(({ why }) => make("li", {}, why))));
  }

  function fill({ pairs, rounds: planned, left_out }) {
    const left = (round) => left_out.filter((row) => row.round === round);
    const drawn = planned.map(({ round, day, groups }) => make("div", { class: "round" },
      make("h5", {}, `Round ${round}: ${dayInWords(day)}`), make("ul", { class: "groups" }, ...groups.map(who)), without(left(round), "of this round")));
    return {
      title: pairs.length ? "Proposed, not kept yet" : "Nobody can be introduced to somebody new.",
      shown: [...drawn, without(left(null), "of all rounds")].filter(Boolean),
      some: pairs.length > 0,
    };
  }

  function steps({ pairs }) {
    const by = memberKnown(wire, recall(introductionSender(wire)) ?? "") || ""; // kept, if a member signs
    return pairs.map((values) => ({ add: "introductions", values: { ...values, introduced_by: by } }));
  }

  return planPart(desk, {
    heading: "Plan the next rounds",
    asks: (planner) => [
      make("p", { class: "counted" }, "Members meet who do not know each other yet, where that closes the most gaps. Nothing is kept before you say so."),
      make("div", { class: "tools" }, labelBeside("Rounds", rounds), labelBeside("First round", from), labelBeside("Weeks between rounds", weeks), planner)],
    words: { plan: "Plan the introductions", keep: "Keep these introductions", kept: "The introductions are kept. Saved", notes: "What this plan does" },
    question: () => ({ do: "introductions", rounds: Number(rounds.value), weeks: Number(weeks.value), from: from.value }),
    fill, steps, kept: ({ pairs }) => kept(pairs[0].introduced),
  });
}

// The introductions of one day: a message to each two or three, and what came of it.
function introductionsKept({ wire, say, status }) {
  const key = introductionSender(wire);
  let chosen = ""; // the day
  let groups = []; // as the place put them together
  let asked = ""; // what they were asked for
  const day = make("select", { id: uniqueId("day"), onchange: () => { chosen = day.value; draw(); } });
  const sender = make("input", { type: "text", id: uniqueId("sender"), maxlength: 200, autocomplete: "name", value: recall(key) ?? "",
    onchange: () => { remember(key, sender.value); draw(); } });
  const list = make("ul", { class: "kept" });
  const none = make("p", { tabindex: -1 }, "No introduction is kept yet. Plan a round first.");
  const some = make("div", {},
    make("div", { class: "tools" }, labelBeside("Day", day),
      labelBeside("Who signs the messages", sender)), list);
  const root = headedPart("Send messages, and note what came of them", none, some);

  // Of the members of this community, with whomever they were introduced to.
  function rows() {
    const own = new Set(wire.rows("memberships").map((one) => one.member));
    return wire.rows("introductions").filter((row) => !wire.community || own.has(row.member) || own.has(row.to_member));
  }

  async function regroup(question) {
    let answer = null;
    try {
      answer = await wire.ask({ do: "introduction_messages", day: chosen, sender: sender.value }, 15_000);
    } catch { /* asked again when the connection is back, or another row comes in */ }
    if (question !== asked) return;
    if (!answer) asked = "";
    groups = answer?.groups || groups;
    drawGroups();
  }

  const lines = new Map(); // the ids of a group's rows to its line

  function lineOf(group) {
    const at = group.rows.join(" ");
    if (!lines.has(at)) lines.set(at, introductionLine({ wire, say, status }, group.rows, () => (chosen ? day : none).focus()));
    lines.get(at).fill(group);
    return lines.get(at).line;
  }

  function drawGroups() {
    const here = new Set(rows().filter((row) => row.introduced === chosen).map((row) => row.id));
    layLines(list, groups.filter((group) => group.rows.some((id) => here.has(id)) && group.rows.every((id) => wire.tables.introductions.rows.has(id))).map(lineOf));
  }

  function draw() {
    const all = rows();
    const days = [...new Set(all.map((row) => row.introduced))].sort().reverse();
    none.hidden = days.length > 0;
    some.hidden = !days.length;
    if (!days.includes(chosen)) chosen = days.filter((each) => each >= wire.today).at(-1) ?? days[0] ?? "";
    const coming = days.filter((each) => each >= wire.today).reverse();
    const option = (value) => make("option", { value }, dayInWords(value));
    if (day.dataset.known !== days.join()) {
      day.dataset.known = days.join();
      day.replaceChildren(...[["To come", coming], ["Held", days.filter((each) => each < wire.today)]]
        .filter(([, those]) => those.length).map(([label, those]) => make("optgroup", { label }, ...those.map(option))));
    }
    day.value = chosen;
    const question = JSON.stringify([chosen, sender.value, wire.rows("introductions").filter((row) => row.introduced === chosen)
      .map(({ id, member, to_member, reason }) => [id, member, to_member, reason])]);
    if (chosen && question !== asked) {
      asked = question;
      regroup(question);
    }
    drawGroups();
  }

  return { root, draw, goTo: (date) => { chosen = date; draw(); day.focus(); } };
}

// One introduction of two or three. `gone` is called when it was deleted.
function introductionLine({ wire, say, status }, ids, gone) {
  let names = "";
  const forThem = () => make("span", { class: "unseen" });
  const who = make("strong");
  const why = make("p");
  const unseen = [forThem(), forThem()];
  const outcome = make("select", { id: uniqueId("outcome"), onchange: note },
    ...wire.column("introductions", "outcome").choices.map((value) => make("option", { value }, value)));
  const subject = make("input", { type: "text", id: uniqueId("subject"), readonly: true });
  const text = make("textarea", { id: uniqueId("text"), rows: 9, readonly: true });
  const mail = make("a", {}, "Open as an e-mail");
  const deleter = button("Delete", remove, { class: "delete" });
  const line = make("li", {}, who, why,
    make("div", { class: "tools" }, make("label", { for: outcome.id }, "What came of it", unseen[0]), outcome, deleter),
    make("details", {}, make("summary", {}, "Message", unseen[1]), make("div", { class: "message" },
      make("label", { for: subject.id }, "Subject"), subject, make("label", { for: text.id }, "Text"), text,
      make("div", { class: "tools" }, button("Copy the subject", () => copyWords(subject, status, "The subject is")), button("Copy the text", () => copyWords(text, status, "The text is")), mail))));

  const rows = () => ids.map((id) => ({ id, ...wire.tables.introductions.rows.get(id) }));

  async function note() {
    const value = outcome.value;
    const stood = outcome.dataset.shown;
    outcome.dataset.shown = value;
    const steps = ids.map((id) => wire.setting("introductions", id, { outcome: value }));
    if (!say(await wire.write(steps), `${names}: ${value}. Saved`)) show(outcome, stood);
  }

  async function remove() {
    const steps = ids.map((id) => wire.removing("introductions", id));
    if (say(await wire.write(steps), "Deleted; Undo brings it back. Saved")) gone();
  }

  function fill(group) {
    names = namesInWords(group.members);
    who.textContent = names;
    why.textContent = [...new Set(rows().map((row) => row.reason).filter(Boolean))].join(" ");
    why.hidden = !why.textContent;
    unseen[0].textContent = `: ${names}`;
    unseen[1].textContent = ` to ${names}`;
    deleter.setAttribute("aria-label", `Delete the introduction of ${names}`);
    const outcomes = new Set(rows().map((row) => row.outcome || "not yet"));
    show(outcome, outcomes.size === 1 ? [...outcomes][0] : "differs");
    subject.value = group.subject;
    text.value = group.text;
    mail.href = `mailto:?subject=${encodeURIComponent(group.subject)}&body=${encodeURIComponent(group.text.replaceAll("\n", "\r\n"))}`;
  }

  return { line, fill };
}

// How many introductions a member wants in one plan: none, a few, or as many as there are.
function introductionLimits(desk) {
  return memberNumber(desk, {
    heading: "How many does each want?", column: "introductions_wanted", label: "How many at most",
    hint: "In one plan of rounds. 0 for none; empty if there is no limit.",
    some: "Who wants none, or only some:", none: "Nobody has named a limit.", clear: "No limit",
    told: (value) => ({ "": "no limit", 0: "no introductions" }[value] ?? `${value} at most`),
    listed: (value) => (value === "0" ? "none" : `${value} at most`),
  });
}
