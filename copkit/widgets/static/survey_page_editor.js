// One person answers the survey on one page, which is then cleared: nobody sees the answers of others.

EDITORS.survey_page = async function surveyPage(root, wire) {
  const table = "responses";
  await wire.open([table, "survey_items", "survey_waves"]);
  const { body, say, status, alarm, watch } = frame(root, wire, "Answer the survey");
  watch(table);
  const answers = new ScaleAnswers(wire, table, ["wave", "community", "respondent", "item"], "score", say, () => draw());
  const undo = root.querySelector(".bar button");
  let person = null; // who answers now: the round, the community, the code
  let saved = 0; // answers of this person that Undo can take back

  const wave = make("select", { onchange: () => wave.removeAttribute("aria-invalid") });
  const community = make("select", { disabled: Boolean(wire.community), onchange: () => community.removeAttribute("aria-invalid") });
  const code = make("input", { type: "text", autocomplete: "off", autocapitalize: "none", spellcheck: "false",
    maxlength: wire.column(table, "respondent").longest,
    onkeydown: (event) => { if (event.key === "Enter") { event.preventDefault(); begin(); } } });
  const start = make("div", {},
    labelled({ name: "wave", label: "Round of the survey", hint: "The newest is chosen" }, wave),
    labelled({ name: "community", label: "Community", hint: "The community that you answer about" }, community),
    labelled({ name: "respondent", label: "Your own code",
      hint: "Never your name. Make one that you will remember next time, such as the first two letters of your mother's first name and the day on which you were born: ma07" }, code),
    make("div", { class: "tools" }, button("Begin", begin, { class: "add" })));
  const lacking = make("p", { class: "note" });

  const who = make("p", { class: "answering", tabindex: -1 });
  const note = make("p", { class: "note", role: "status" });
  const progress = make("span", { class: "counted" });
  const list = make("div", {});
  const pane = make("div", { hidden: true }, who, note, list,
    make("div", { class: "tools" }, button("Done: next person", done, { class: "add" }), progress));
  body.append(lacking, start, pane);
  const scales = new Map(); // id of a statement to its scale

  const items = () => wire.rows("survey_items");

  function begin() {
    const asked = { wave: [wave, "the round"], community: [community, "the community"], respondent: [code, "your own code"] };
    const missing = Object.values(asked).filter(([field]) => !field.value.trim());
    alarm.replaceChildren();
    for (const [field] of Object.values(asked)) field.removeAttribute("aria-invalid");
    if (missing.length) {
      missing.forEach(([field]) => field.setAttribute("aria-invalid", "true"));
      alarm.append(make("p", {}, `Please give ${missing.map(([, words]) => words).join(" and ")} first.`));
      missing[0][0].focus();
      return;
    }
    person = { wave: wave.value, community: community.value, respondent: code.value.trim() };
    saved = 0;
    status.textContent = "";
    const before = items().filter((item) => answers.value({ ...person, item: item.name })).length;
    draw();
    note.textContent = before
      ? `The code ${person.respondent} has answers in this round already: ${before} of ${items().length}. ` +
        "If they are yours, go on and change what you like. If not, press 'Done: next person' and make another code." : "";
    who.focus();
  }

  function done() {
    clear();
    status.textContent = "Done. The page is clear for the next person";
    code.focus();
  }

  function clear() {
    person = null;
    saved = 0;
    code.value = "";
    note.textContent = "";
    alarm.replaceChildren();
    for (const scale of scales.values()) scale.show("");
    draw();
  }

  async function choose(id, value) {
    if (!person) return;
    const answering = person;
    const item = wire.tables.survey_items.rows.get(id).name;
    const writing = answers.choose({ ...answering, item }, value);
    draw();
    const written = await writing;
    if (answering === person) saved += written;
    draw();
  }

  // The same list stays in the page as long as the statements are the same: nobody loses the place.
  function lay() {
    const now = items();
    for (const item of now) {
      if (!scales.has(item.id)) scales.set(item.id, scaleFor(item.statement, (value) => choose(item.id, value)));
      scales.get(item.id).say(item.statement);
    }
    const roots = now.map((item) => scales.get(item.id).root);
    if (roots.length !== list.children.length || roots.some((each, at) => list.children[at] !== each)) list.replaceChildren(...roots);
  }

  function options(field, names, usual) {
    if ([...field.options].map((option) => option.value).join("\n") === names.join("\n")) return;
    const chosen = names.includes(field.value) ? field.value : usual;
    field.replaceChildren(...names.map((value) => make("option", { value }, value || "Choose")));
    field.value = chosen;
  }

  function draw() {
    const waves = wire.rows("survey_waves").sort((one, other) => other.opened.localeCompare(one.opened)).map((row) => row.name);
    options(wave, waves, waves[0] ?? "");
    options(community, wire.community ? [wire.community] : ["", ...(wire.names.communities || [])], wire.community);
    const words = waves.length ? "" : "Name a round first: see 'Name the round' above.";
    lacking.textContent = items().length ? words : "Write the statements first: see 'Write the statements of the survey' above.";
    start.hidden = person !== null || lacking.textContent !== "";
    pane.hidden = person === null;
    undo.hidden = saved < 1;
    if (!person) return;
    lay();
    let given = 0;
    for (const item of items()) {
      const value = answers.value({ ...person, item: item.name });
      if (value) given += 1;
      scales.get(item.id).show(value);
    }
    who.textContent = `${person.wave} · ${person.community} · code ${person.respondent}`;
    progress.textContent = `${given} of ${items().length} answered. Each answer is saved at once.`;
  }

  wire.addEventListener("rows", ({ detail }) => { if (detail.table.startsWith("survey_")) draw(); });
  wire.addEventListener("names", draw);
  wire.addEventListener("undone", () => { saved -= 1; draw(); });
  addEventListener("pagehide", clear); // going back in the browser shows no answers
  draw();
};
