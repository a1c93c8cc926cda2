// Rounds of introductions: planned, kept, told to those who are to meet, and what came of them.

EDITORS.introduction_rounds = async function introductionRounds(root, wire) {
  await wire.open(["introductions", "members", "memberships"]);
  const { body, say, status, workedOut, watch } = frame(root, wire, "Rounds of introductions");
  watch("introductions", "members");
  body.classList.add("introduction-rounds");
  const desk = { wire, lists: new NameLists(wire), say, status, workedOut };
  const kept = introductionsKept(desk);
  const parts = [introductionPlan(desk, kept.goTo), kept, introductionLimits(desk)];
  body.append(...parts.map((part) => part.root), desk.lists.root);

  const draw = () => parts.forEach((part) => part.draw());
  for (const news of ["rows", "names", "back"]) wire.addEventListener(news, draw);
  draw();
};

// A part of this editor, under its heading.
function introductionPart(heading, ...inside) {
  const head = make("h4", { id: uniqueId("part") }, heading);
  return make("section", { "aria-labelledby": head.id }, head, ...inside);
}

// Under which name this browser keeps who signs the messages.
function introductionSender(wire) {
  return `copkit:introduction_rounds:sender:${wire.place}`;
}

function namesInWords(names) {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

// Asks for a plan, shows it, and keeps all of it in one edit. `kept` hears the day of the first round.
function introductionPlan({ wire, say, status, workedOut }, kept) {
  let proposal = null; // what the place has worked out and nobody has kept yet
  let busy = false;
  const draft = `copkit:introduction_rounds:${wire.place}:${wire.community}`;
  const before = recall(draft) || {};
  const number = (word, most) => make("input", { type: "number", id: uniqueId(word), min: 1, max: most, value: before[word] ?? 2, inputmode: "numeric", oninput: () => remember(draft, { rounds: rounds.value, weeks: weeks.value }) });
  const rounds = number("rounds", 12);
  const weeks = number("weeks", 52);
  const from = make("input", { type: "date", id: uniqueId("from"), value: wire.today });
  const asks = (label, field) => make("span", { class: "filter" }, make("label", { for: field.id }, label), field);
  const planner = button("Plan the introductions", plan, { class: "add" });

  const title = make("p", { class: "title", tabindex: -1 });
  const shown = make("div", {});
  const notes = make("ul", { class: "counted" });
  const keeper = button("Keep these introductions", keep, { class: "add" });
  const proposed = make("div", { hidden: true }, title,
    make("div", { class: "tools" }, keeper, button("Not these", () => { proposal = null; draw(); planner.focus(); })),
    shown, make("p", { class: "part" }, "What this plan does"), notes);
  const root = introductionPart("Plan the next rounds",
    make("p", { class: "counted" }, "Members meet who do not know each other yet, where that closes the most gaps. Nothing is kept before you say so."),
    make("div", { class: "tools" }, asks("Rounds", rounds), asks("First round", from), asks("Weeks between rounds", weeks), planner), proposed);

  async function plan() {
    if (busy) return;
    busy = true;
    status.textContent = "Working it out …";
    draw();
    proposal = await workedOut({ do: "introductions", rounds: Number(rounds.value), weeks: Number(weeks.value), from: from.value }) || proposal;
    busy = false;
    status.textContent = "";
    fill();
    draw();
    if (proposal) title.focus();
  }

  async function keep() {
    if (busy) return;
    busy = true;
    const by = memberKnown(wire, recall(introductionSender(wire)) ?? "") || ""; // kept, if a member signs
    const steps = proposal.pairs.map((values) => ({ add: "introductions", values: { ...values, introduced_by: by } }));
    const first = proposal.pairs[0].introduced;
    const saved = say(await wire.write(steps), "The introductions are kept. Saved");
    busy = false;
    if (saved) {
      proposal = null;
      kept(first);
    }
    draw();
  }

  const who = ({ members, reasons }) => make("li", {}, make("strong", {}, namesInWords(members)), make("span", {}, reasons.slice(0, 2).join(" ")));

  function without(rows, where) {
    return !rows.length ? null : make("details", {}, make("summary", {}, `Left out ${where}: ${rows.length}`),
      make("ul", {}, ...rows.map(({ why }) => make("li", {}, why))));
  }

  function fill() {
    if (!proposal) return;
    const some = proposal.pairs.length > 0;
    title.textContent = some ? "Proposed, not kept yet" : "Nobody can be introduced to somebody new.";
    keeper.hidden = !some;
    const left = (round) => proposal.left_out.filter((row) => row.round === round);
    const drawn = proposal.rounds.map(({ round, day, groups }) => make("div", { class: "round" },
      make("h5", {}, `Round ${round}: ${dayInWords(day)}`), make("ul", { class: "groups" }, ...groups.map(who)), without(left(round), "of this round")));
    shown.replaceChildren(...drawn, ...[without(left(null), "of all rounds")].filter(Boolean));
    notes.replaceChildren(...proposal.notes.map((note) => make("li", {}, note)));
  }

  function draw() {
    proposed.hidden = !proposal;
    planner.disabled = busy;
    planner.textContent = busy ? "Working it out …" : proposal ? "Plan anew" : "Plan the introductions";
  }

  return { root, draw };
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
    make("div", { class: "tools" }, make("span", { class: "filter" }, make("label", { for: day.id }, "Day"), day),
      make("span", { class: "filter" }, make("label", { for: sender.id }, "Who signs the messages"), sender)), list);
  const root = introductionPart("Send messages, and note what came of them", none, some);

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
    const steps = ids.map((id) => ({ delete: "introductions", row: id }));
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
function introductionLimits({ wire, lists, say }) {
  let member = "";
  const column = { ...wire.column("members", "introductions_wanted"), label: "How many at most",
    hint: "In one plan of rounds. 0 for none; empty if there is no limit." };
  const most = fieldFor(column, lists, { onchange: save });
  const who = memberChooser(wire, lists, "Member", (chosen) => { member = chosen; draw(); });
  const list = make("ul", { class: "limits" });
  const heading = make("p", { class: "counted" });
  const root = introductionPart("How many does each want?", who.root, labelled(column, most), heading, list);
  const rowOf = (name) => wire.rows("members").find((row) => row.name === name);

  async function save() {
    const value = most.value.trim();
    const row = rowOf(member);
    if (!row) return;
    const words = { "": "no limit", 0: "no introductions" }[value] ?? `${value} at most`;
    if (say(await wire.set("members", row.id, { introductions_wanted: value }), `${row.name}: ${words}. Saved`)) most.dataset.shown = value;
    else most.setAttribute("aria-invalid", "true");
    draw();
  }

  async function free(row) {
    if (say(await wire.set("members", row.id, { introductions_wanted: "" }), `${row.name}: no limit. Saved`)) most.focus();
  }

  function draw() {
    const row = rowOf(member);
    most.disabled = !row;
    if (most.dataset.of !== member) {
      most.dataset.of = member;
      most.value = most.dataset.shown = "";
    }
    if (!most.hasAttribute("aria-invalid")) show(most, row?.introductions_wanted ?? "");
    const here = new Set(membersOn(wire, wire.today));
    const limited = wire.rows("members").filter((each) => here.has(each.name) && each.introductions_wanted !== "")
      .sort((one, other) => one.name.localeCompare(other.name));
    heading.textContent = limited.length ? "Who wants none, or only some:" : "Nobody has named a limit.";
    list.replaceChildren(...limited.map((each) => make("li", {}, make("span", {}, `${each.name}: ${each.introductions_wanted === "0" ? "none" : `${each.introductions_wanted} at most`}`),
      button("No limit", () => free(each), { "aria-label": `No limit for ${each.name}` }))));
  }

  return { root, draw };
}
