// What one person thinks of an organisation's conditions: who rates, then a mark for each condition.

EDITORS.conditions_audit = async function conditionsAudit(root, wire, { statements }) {
  const table = "conditions";
  await wire.open([table]);
  const lists = new NameLists(wire);
  const { body, say, status, alarm, watch } = frame(root, wire, "Rate the conditions");
  watch(table);
  const answers = new ScaleAnswers(wire, table, ["organisation", "condition", "rater", "rated"], "rating", say, () => draw());
  const kept = `copkit:conditions_audit:${wire.place}:rater`;
  const mine = new Set(); // codes under which this screen has rated
  let offered = "";

  const asked = {
    organisation: { label: "Organisation", hint: "Begin to type its name, then choose it" },
    rater_role: { label: "Role of the rater", hint: "A member of a community, or a manager in the organisation" },
    rater: { label: "Code of the rater", hint: "The next free code is offered. Never write a name" },
    rated: { label: "Date", hint: "The day of the rating" },
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
  const scales = Object.entries(statements).map(([condition, statement]) =>
    [condition, scaleFor(statement, (value) => rate(condition, value))]);
  const next = button("Next rater", nextRater, { class: "add" });
  const pane = make("div", {}, ...scales.map(([, scale]) => scale.root), make("div", { class: "tools" }, next, progress));
  body.append(lists.root, ...lines, counted, note, pane);

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
    if (name !== "rater_role" && standing.length) fields.rater_role.value = standing[0].rater_role;
    keep();
    draw();
    if (name === "rater_role" && field.value) await changeRole(who(), field.value);
  }

  // The role is the same in all marks of a person; those on their way to the place are waited for.
  async function changeRole(person, role) {
    await wire.flush();
    const steps = rowsOf(person).filter((row) => row.rater_role !== role).map((row) =>
      ({ set: table, row: row.id, values: { rater_role: role }, seen: { rater_role: row.rater_role } }));
    if (steps.length) say(await wire.write(steps));
  }

  function rate(condition, value) {
    mine.add(scaleFold(fields.rater.value));
    answers.choose({ ...who(), condition }, value, { rater_role: fields.rater_role.value });
    draw();
  }

  // The page for the next person: the meeting stays, the person goes.
  function nextRater() {
    fields.rater_role.value = "";
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
    const whose = rows().filter((row) => row.organisation === person.organisation);
    put(counted, person.organisation
      ? `Rated ${person.organisation} so far: ${count(whose)}; on this date ${count(whose.filter((row) => row.rated === person.rated))}.` : "");
    if (!ready) {
      put(note, person.organisation ? "Choose the role of the rater; then the statements appear." : "Choose the organisation and the role of the rater; then the statements appear.");
      return;
    }
    const others = !mine.has(scaleFold(person.rater)) && rowsOf(person).length;
    put(note, others ? `${person.rater} has rated ${person.organisation} on this date already. Here is what stands. If it is not yours, choose another code.` : "");
    let rated = 0;
    for (const [condition, scale] of scales) {
      const value = answers.value({ ...person, condition });
      if (value) rated += 1;
      scale.show(value);
    }
    put(progress, `${rated} of ${scales.length} rated. Each mark is saved at once.`);
  }

  const before = recall(kept);
  fields.rated.value = wire.today;
  if (before && before.today === wire.today) {
    for (const [name, value] of Object.entries(before.values)) show(fields[name], value);
    if (taken(fields.rater.value)) mine.add(scaleFold(fields.rater.value));
    else offer();
  } else offer();
  wire.addEventListener("names", draw);
  draw();
};
