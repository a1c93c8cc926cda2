// What one person thinks of an organisation's conditions: who rates, then a mark for each statement. A place
// without statements of its own gets those of the standard instrument with its first mark.

EDITORS.conditions_audit = async function conditionsAudit(root, wire, { items }) {
  const table = "conditions";
  await wire.open([table, "condition_items", "people_to_ask"]);
  const lists = new NameLists(wire);
  const { body, say, status, alarm, watch } = frame(root, wire, "Rate the conditions");
  watch(table, "people_to_ask");
  body.classList.add("conditions-audit", "in-parts");
  const own = () => wire.rows("condition_items");
  const standard = () => (own().length ? [] : items.map((values) => ({ add: "condition_items", values, once: true })));
  const answers = new ScaleAnswers(wire, table, ["organisation", "condition", "item", "rater", "rated"], "rating", say, () => draw(), standard);
  const kept = `copkit:conditions_audit:${wire.place}:rater`;
  const ofRater = ["rater_role", "team_size"];
  const mine = new Set(); // codes under which this screen has rated
  let offered = "";

  const asked = {
    organisation: { label: "Organisation", hint: "Begin to type its name, then choose it" },
    rater_role: { label: "Role of the rater", hint: "A member of a community, or a manager in the organisation" },
    rater: { label: "Code of the rater", hint: "The next free code is offered. Never write a name" },
    rated: { label: "Date", hint: "The day of the rating" },
    team_size: { label: "Size of the rater's team", hint: "If you want to know whether it matters" },
  };
  const fields = {};
  const lines = Object.entries(asked).map(([name, words]) => {
    const column = { ...wire.column(table, name), ...words, required: false };
    fields[name] = fieldFor(column, lists, { onchange: () => changed(name) });
    return labelled(column, fields[name]);
  });
  const note = make("p", { class: "note", role: "status" });
  const counted = make("p", { class: "counted" });
  const progress = make("span", { class: "counted" });
  const parts = make("div", {});
  const next = button("Next rater", nextRater, { class: "add" });
  const pane = make("div", {}, parts, make("div", { class: "tools" }, next, progress));
  const couldAnswer = peopleToAsk(wire, say);
  body.append(lists.root, ...lines, counted, note, pane, couldAnswer.root);

  const rows = () => wire.rows(table);
  const same = (one, other) => scaleFold(one) === scaleFold(other);
  const organisation = () => (wire.names.organisations || []).find((name) => same(name, fields.organisation.value)) || "";
  const who = () => ({ organisation: organisation(), rater: fields.rater.value.trim(), rated: fields.rated.value });
  const rowsOf = ({ organisation: whose, rater, rated }) =>
    rows().filter((row) => row.organisation === whose && row.rated === rated && same(row.rater, rater));
  const taken = (code) => rows().some((row) => same(row.rater, code));

  function offer() {
    const used = new Set([...mine, ...rows().map((row) => scaleFold(row.rater))]);
    let number = 1;
    const code = () => `r${String(number).padStart(2, "0")}`;
    while (used.has(code())) number += 1;
    offered = code();
    fields.rater.value = offered;
    fields.rater.dataset.shown = offered;
  }

  function keep() {
    remember(kept, { today: wire.today, values: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value])) });
  }

  async function changed(name) {
    const field = fields[name];
    field.removeAttribute("aria-invalid");
    alarm.replaceChildren();
    if (name === "rated" && !field.value) field.value = wire.today;
    if (name === "rater" && !field.value.trim()) offer();
    if (name === "organisation" && field.value.trim()) {
      if (organisation()) field.value = organisation();
      else {
        field.setAttribute("aria-invalid", "true");
        alarm.append(make("p", {}, `No organisation is called '${field.value.trim()}'. Choose one from the list.`));
      }
    }
    const standing = rowsOf(who());
    if (!ofRater.includes(name) && standing.length)
      for (const own of ofRater) show(fields[own], standing[0][own] ?? "");
    keep();
    draw();
    if (name === "team_size" || (name === "rater_role" && field.value)) await changeRater(who(), name, field.value);
  }

  // Role and team are the same in all marks of a person; those on their way to the place are waited for.
  async function changeRater(person, name, value) {
    await wire.flush();
    const steps = rowsOf(person).filter((row) => (row[name] ?? "") !== value).map((row) =>
      ({ set: table, row: row.id, values: { [name]: value }, seen: { [name]: row[name] } }));
    if (steps.length) say(await wire.write(steps));
  }

  function rate(item, value) {
    mine.add(scaleFold(fields.rater.value));
    answers.choose({ ...who(), ...item }, value, Object.fromEntries(ofRater.map((name) => [name, fields[name].value])));
    draw();
  }

  const ofConditions = new Map(); // condition to its part
  const scales = new Map(); // code of a statement to its scale
  function scaleOf({ name, condition }) {
    const key = JSON.stringify([name, condition]);
    if (!scales.has(key)) scales.set(key, scaleFor("", (value) => rate({ condition, item: name }, value)));
    return scales.get(key);
  }

  // The statements under the names of their conditions; gives them in the order in which they stand.
  function drawParts() {
    const all = own().length ? own() : items;
    const shown = wire.column("condition_items", "condition").choices
      .map((condition) => [condition, all.filter((item) => item.condition === condition)]).filter(([, some]) => some.length);
    layLines(parts, shown.map(([condition, some]) => {
      if (!ofConditions.has(condition)) {
        const list = make("div", {});
        ofConditions.set(condition, { list, part: headedPart(condition[0].toUpperCase() + condition.slice(1), list) });
      }
      const { list, part } = ofConditions.get(condition);
      layLines(list, some.map((item) => {
        scaleOf(item).say(item.statement);
        return scaleOf(item).root;
      }));
      return part;
    }));
    return shown.flatMap(([, some]) => some);
  }

  // The page for the next person: the meeting stays, the person goes.
  function nextRater() {
    for (const name of ofRater) show(fields[name], "");
    offer();
    keep();
    draw();
    alarm.replaceChildren();
    status.textContent = `Ready for the next rater: ${offered}`;
    fields.rater_role.focus();
  }

  const people = (many, one) => `${many} ${one}${many === 1 ? "" : "s"}`;

  function count(found) {
    const raters = (role) => new Set(found.filter((row) => row.rater_role === role).map((row) => scaleFold(row.rater))).size;
    return `${people(raters("member"), "member")} and ${people(raters("manager"), "manager")}`;
  }

  function put(element, words) {
    if (element.textContent !== words) element.textContent = words;
  }

  function draw() {
    if (offered === fields.rater.value && !mine.has(scaleFold(offered)) && taken(offered)) { offer(); keep(); }
    const person = who();
    const ready = Boolean(person.organisation && fields.rater_role.value && person.rater);
    pane.hidden = !ready;
    couldAnswer.draw(person.organisation);
    const whose = rows().filter((row) => row.organisation === person.organisation);
    put(counted, person.organisation
      ? `Rated ${person.organisation} so far: ${count(whose)}; on this date ${count(whose.filter((row) => row.rated === person.rated))}.` : "");
    if (!ready) {
      put(note, person.organisation ? "Choose the role of the rater; then the statements appear." : "Choose the organisation and the role of the rater; then the statements appear.");
      return;
    }
    const others = !mine.has(scaleFold(person.rater)) && rowsOf(person).length;
    put(note, others ? `${person.rater} has rated ${person.organisation} on this date already. Here is what stands. If it is not yours, choose another code.` : "");
    const shown = drawParts();
    let rated = 0;
    for (const item of shown) {
      const value = answers.value({ ...person, condition: item.condition, item: item.name });
      if (value) rated += 1;
      scaleOf(item).show(value);
    }
    put(progress, `${rated} of ${shown.length} rated. Each mark is saved at once.`);
  }

  const before = recall(kept);
  fields.rated.value = wire.today;
  if (before && before.today === wire.today) {
    for (const [name, value] of Object.entries(before.values)) show(fields[name], value);
    if (taken(fields.rater.value)) mine.add(scaleFold(fields.rater.value));
    else offer();
  } else offer();
  wire.addEventListener("names", draw);
  wire.addEventListener("rows", ({ detail }) => {
    if (["condition_items", "people_to_ask"].includes(detail.table)) draw();
  });
  draw();
};

// Of how many the raters are a part: members, and managers, of the organisation that is chosen.
function peopleToAsk(wire, say) {
  const table = "people_to_ask";
  let organisation = "";
  const numbers = new ScaleAnswers(wire, table, ["organisation", "rater_role"], "people", say, () => draw(organisation));
  const column = wire.column(table, "people");
  const saving = new Set(); // roles whose number is on its way
  const fields = Object.fromEntries(wire.column(table, "rater_role").choices.map((role) => {
    const field = fieldFor(column, null, { id: uniqueId(role), "aria-label": null, title: null, "data-column": role,
      onchange: () => change(role) });
    return [role, field];
  }));
  const labels = { member: "Members", manager: "Managers" };
  const about = make("p", { class: "counted" });
  const root = headedPart("How many could answer?", about,
    make("div", { class: "tools" }, ...Object.entries(fields).map(([role, field]) => labelBeside(labels[role] || role, field))));

  async function change(role) {
    const field = fields[role];
    const typed = field.value.trim();
    const of = { organisation, rater_role: role };
    saving.add(role);
    await numbers.choose(of, typed);
    saving.delete(role);
    if (of.organisation !== organisation || field.value.trim() !== typed) return;
    if (numbers.value(of) === typed) field.removeAttribute("aria-invalid");
    else field.setAttribute("aria-invalid", "true");
  }

  function draw(now) {
    if (now !== organisation) for (const field of Object.values(fields)) {
      field.dataset.shown = field.value;
      field.removeAttribute("aria-invalid");
    }
    organisation = now;
    root.hidden = !organisation;
    about.textContent = `Optional. How many people of ${organisation} take part, and how many manage them? It tells how much the answers say for all.`;
    for (const [role, field] of Object.entries(fields))
      if (!saving.has(role) && !field.hasAttribute("aria-invalid")) show(field, numbers.value({ organisation, rater_role: role }));
  }

  return { root, draw };
}
