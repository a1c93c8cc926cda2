// 'Whom do you go to?': ticks for one member at a time, or pairs typed in a round of introductions.

const TIE_QUESTIONS = {
  "advice": ["Whom do you go to for advice?", "goes to for advice"],
  "works with": ["Whom do you work with?", "works with"],
  "knows": ["Whom do you know?", "knows"],
  "trusts": ["Whom do you trust?", "trusts"],
};
const TIE_STRENGTHS = [["", "not said"], ["0.3", "slight"], ["0.6", "fair"], ["1", "strong"]];

EDITORS.tie_entry = async function tieEntry(root, wire) {
  await wire.open(["ties", "memberships", "members"]);
  const lists = new NameLists(wire);
  const { body, say, status, alarm, watch } = frame(root, wire, "Ties");
  watch("ties");
  body.classList.add("by-member", "tie-entry");

  // What was chosen here before, so that a page that is loaded again goes on where it was. A date other
  // than today's is kept for the day only.
  const key = `copkit:tie_entry:${wire.place}:${wire.community}`;
  const chosen = { way: "one", member: "", kind: "advice", date: wire.today, ...(recall(key) || {}) };
  if (chosen.on !== wire.today) Object.assign(chosen, { on: wire.today, date: wire.today });
  const choose = (news) => {
    Object.assign(chosen, news);
    remember(key, chosen);
    draw();
  };

  const desk = {
    wire, lists, say, status, alarm, chosen, choose, key,
    ties: () => wire.rows("ties").filter((tie) => tie.seen === chosen.date),
    day: () => new Date(`${chosen.date}T12:00`).toLocaleDateString("en-GB",
      { day: "numeric", month: "long", year: "numeric" }),
  };
  const date = make("input", { type: "date", id: uniqueId("date"), value: chosen.date,
    onchange: () => choose({ date: date.value }) });
  const undated = make("p", { hidden: true }, "Choose the date first.");
  const parts = { one: tieEntryOfOne(desk), round: tieEntryRound(desk) };
  body.append(lists.root,
    oneOf("How to fill it in", "way", chosen.way, choose, { one: "One member answers", round: "A round of introductions" }),
    make("div", { class: "line" }, make("label", { for: date.id }, "Date"), date),
    undated, parts.one.root, parts.round.root);

  function draw() {
    undated.hidden = Boolean(chosen.date);
    for (const [way, part] of Object.entries(parts)) {
      part.root.hidden = !chosen.date || chosen.way !== way;
      if (!part.root.hidden) part.draw();
    }
  }

  wire.addEventListener("rows", draw);
  wire.addEventListener("names", draw);
  draw();
};

// One member answers one question: a tick for each person named, saved at once.
function tieEntryOfOne({ wire, lists, say, status, chosen, choose, ties, day }) {
  const who = memberChooser(wire, lists, "Who answers", (member) => {
    if (member === chosen.member) return;
    find.value = "";
    choose({ member });
  });
  const question = make("select", { id: uniqueId("question"), onchange: () => choose({ kind: question.value }) },
    ...Object.entries(TIE_QUESTIONS).map(([value, [words]]) => make("option", { value }, words)));
  const progress = make("span", { class: "counted" });
  const asked = make("legend", {});
  const find = make("input", { type: "search", id: uniqueId("find"), autocomplete: "off", oninput: draw });
  const counted = make("span", { class: "counted", "aria-live": "polite" });
  const people = make("ul", { class: "tie-people" });
  const nobody = make("input", { type: "checkbox", onchange: () => nameNobody(nobody.checked) });
  const noTies = make("p", { class: "tie-nobody" }, make("label", {}, nobody, "Nobody: asked, and named no one"));
  const answers = make("fieldset", { class: "answers" }, asked,
    make("div", { class: "tools" }, make("label", { for: find.id }, "Find others"), find, counted), people, noTies);
  const root = make("div", {},
    make("div", { class: "line" }, make("label", { for: question.id }, "Question"), question),
    who.root,
    make("div", { class: "tools" }, button("Next who has not answered", goOn), progress),
    answers);

  // Who named somebody in answer to this question on this day, and who was asked and named nobody.
  const naming = () => new Set(ties().filter((tie) => tie.kind === chosen.kind).map((tie) => tie.member));
  const silent = () => new Set(wire.rows("members").filter((row) => row.named_nobody === chosen.date)
    .map((row) => row.name));
  const answered = () => new Set([...naming(), ...silent()]);

  // It is kept for the day, whatever the question: 'has no ties at all' is what the network must know.
  async function nameNobody(yes) {
    const steps = nobodySteps(chosen.member, yes);
    if (steps.length) say(await wire.write(steps));
  }

  function nobodySteps(name, yes) {
    const row = wire.rows("members").find((member) => member.name === name);
    if (!row || yes === (row.named_nobody === chosen.date)) return [];
    return [wire.setting("members", row.id, { named_nobody: yes ? chosen.date : "" })];
  }

  function goOn() {
    const all = membersOn(wire, chosen.date);
    const at = all.indexOf(chosen.member);
    const done = answered();
    const left = [...all.slice(at + 1), ...all.slice(0, Math.max(at, 0))].find((name) => !done.has(name));
    if (left) who.set(left);
    status.textContent = left ? `Now ${left} answers.` : "Nobody else is left to answer.";
  }

  const tieTo = (other) => ({ member: chosen.member, to_member: other, kind: chosen.kind, seen: chosen.date });
  const nameOf = (tie) => JSON.stringify([tie.member, tie.to_member, tie.kind, tie.seen]);
  const turnOf = (tie) => `ties ${nameOf(tie)}`;
  const standing = (tie) => wire.rows("ties").find((row) => nameOf(row) === nameOf(tie));

  function tick(tie, wanted) {
    wire.inTurn(turnOf(tie), async () => {
      const row = standing(tie);
      if (wanted && !row) say(await wire.write([{ add: "ties", values: tie }, ...nobodySteps(tie.member, false)]));
      if (!wanted && row) say(await wire.remove("ties", row.id), "Taken away; Undo brings it back. Saved");
    }).then(draw);
  }

  function rate(tie, strength) {
    wire.inTurn(turnOf(tie), async () => {
      const row = standing(tie);
      say(row ? await wire.set("ties", row.id, { strength }) : await wire.add("ties", { ...tie, strength }));
    }).then(draw);
  }

  const lines = new Map(); // name to its line in the list, for the question that is being answered
  let shownFor = "";

  function lineOf(name) {
    if (lines.has(name)) return lines.get(name);
    const strength = make("select",
      { "aria-label": `How strong, for ${name}`, onchange: () => rate(tieTo(name), strength.value) },
      ...TIE_STRENGTHS.map(([value, words]) => make("option", { value }, words)));
    const box = make("input", { type: "checkbox", onchange: () => {
      strength.hidden = !box.checked;
      tick(tieTo(name), box.checked);
    } });
    const line = make("li", {}, make("label", {}, box, name), strength);
    lines.set(name, { line, box, strength });
    return lines.get(name);
  }

  // With what is typed into 'Find', everybody of the place; without, the community and those named.
  function offered(named) {
    const wanted = memberPlain(find.value);
    const all = wanted ? wire.names.members.filter((name) => memberPlain(name).includes(wanted))
      : [...new Set([...membersOn(wire, chosen.date), ...named])];
    return all.filter((name) => name !== chosen.member);
  }

  find.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !find.value.trim()) return;
    const found = offered([]);
    if (found.length !== 1) return;
    find.value = "";
    tick(tieTo(found[0]), true);
    draw();
  });

  function draw() {
    if (chosen.member && !memberKnown(wire, chosen.member)) chosen.member = "";
    who.draw(chosen.member);
    question.value = chosen.kind;
    const all = membersOn(wire, chosen.date);
    const done = answered();
    progress.textContent = `${all.filter((name) => done.has(name)).length} of ${all.length} members of ` +
      `${wire.community || "the place"} have answered on ${day()}.`;
    answers.hidden = !chosen.member;
    if (!chosen.member) return;
    asked.textContent = `${chosen.member}: ${TIE_QUESTIONS[chosen.kind][0]}`;
    const named = new Map(ties().filter((tie) => tie.member === chosen.member && tie.kind === chosen.kind)
      .map((tie) => [tie.to_member, tie]));
    nobody.checked = silent().has(chosen.member);
    noTies.hidden = !nobody.checked && ties().some((tie) => tie.member === chosen.member);
    const asking = nameOf(tieTo(""));
    if (asking !== shownFor) lines.clear();
    shownFor = asking;
    const found = offered(named.keys());
    const alone = found.length === 1 ? "1 found, press Enter to tick" : `${found.length} found`;
    counted.textContent = `${find.value.trim() ? `${alone}; ` : ""}${named.size} named`;
    layLines(people, found.map((name) => {
      const { line, box, strength } = lineOf(name);
      if (wire.turns.has(turnOf(tieTo(name)))) return line;
      box.checked = named.has(name);
      strength.hidden = !box.checked;
      show(strength, named.get(name)?.strength ?? "");
      return line;
    }));
  }

  return { root, draw };
}

// A round of introductions: two names and Enter, and beneath them what stands on that date.
function tieEntryRound({ wire, lists, say, status, alarm, chosen, key, ties, day }) {
  const first = memberField(lists);
  const second = memberField(lists);
  const kind = make("select", { id: uniqueId("kind") },
    ...Object.entries(TIE_QUESTIONS).map(([value, [, words]]) => make("option", { value }, words)));
  const both = make("input", { type: "checkbox" });
  const heading = make("p", { class: "counted" });
  const list = make("ul", { class: "tie-list" });
  const line = (words, field) => make("div", { class: "line" }, make("label", { for: field.id }, words), field);
  const entry = make("div", {}, line("First name", first), line("Kind of tie", kind), line("Second name", second),
    make("div", { class: "tools" }, make("label", {}, both, "Both ways"), button("Add", add, { class: "add" })));
  const root = make("div", {}, entry, heading, list);

  const draft = `${key}:round`;
  const half = { first: "", second: "", kind: "knows", both: false, ...(recall(draft) || {}) };
  first.value = half.first;
  second.value = half.second;
  kind.value = half.kind;
  both.checked = half.both;
  const keep = () => remember(draft, { first: first.value, second: second.value, kind: kind.value, both: both.checked });
  entry.addEventListener("input", keep);
  entry.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
    event.preventDefault();
    if (event.target === first && !second.value.trim()) second.focus();
    else add();
  });

  // What is to be added: both ways is one change, and a way that stands already is left as it is.
  function asked() {
    const one = memberKnown(wire, first.value) || first.value;
    const other = memberKnown(wire, second.value) || second.value;
    const there = ties().filter((tie) => tie.kind === kind.value);
    const pairs = both.checked ? [[one, other], [other, one]] : [[one, other]];
    return pairs.filter(([member, to]) => !there.some((tie) => tie.member === member && tie.to_member === to))
      .map(([member, to_member]) => ({ add: "ties", values: { member, to_member, kind: kind.value, seen: chosen.date } }));
  }

  function begin() {
    for (const field of [first, second]) { field.value = ""; field.removeAttribute("aria-invalid"); }
    keep();
    first.focus();
  }

  let adding = false;

  async function add() {
    if (adding) return;
    const steps = asked();
    if (!steps.length) {
      alarm.replaceChildren();
      status.textContent = `There already on ${day()}.`;
      begin();
      return;
    }
    adding = true;
    const answer = await wire.write(steps);
    adding = false;
    if (!answer.refused) {
      say(answer, steps.length === 2 ? "Saved both ways" : "Saved");
      begin();
      return;
    }
    // the other way round has the same faults: they are told once
    const once = answer.refused.filter((fault) => fault.line === answer.refused[0].line)
      .map((fault) => ({ ...fault, line: null }));
    for (const field of [first, second]) field.removeAttribute("aria-invalid");
    say({ refused: once });
    markWrong({ member: first, to_member: second }, once);
    (first.hasAttribute("aria-invalid") || !second.hasAttribute("aria-invalid") ? first : second).focus();
  }

  async function remove(id) {
    if (say(await wire.remove("ties", id), "Deleted; Undo brings it back. Saved")) first.focus();
  }

  const lines = new Map(); // row id to its line

  function draw() {
    const found = ties().reverse();
    heading.textContent = `${found.length} ${found.length === 1 ? "tie" : "ties"} on ${day()}, the newest first:`;
    layLines(list, found.map((tie) => {
      const words = `${tie.member} ${TIE_QUESTIONS[tie.kind][1]} ${tie.to_member}`;
      if (lines.get(tie.id)?.dataset.words !== words)
        lines.set(tie.id, make("li", { "data-words": words }, make("span", {}, words),
          button("✕", () => remove(tie.id), { class: "delete", "aria-label": `Delete ${words}` })));
      return lines.get(tie.id);
    }));
  }

  return { root, draw };
}
