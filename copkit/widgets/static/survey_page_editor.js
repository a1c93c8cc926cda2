// One person answers the survey on one page, which is then cleared: nobody sees the answers of others. A place
// without statements of its own is offered those of the standard instrument (`standard`).

EDITORS.survey_page = async function surveyPage(root, wire, { items: standard, how_to_build: howToBuild, longest }) {
  const table = "responses";
  await wire.open([table, "respondents", "survey_items", "survey_waves"]);
  const { body, say, status, alarm, watch, workedOut } = frame(root, wire, "Answer the survey");
  watch(table, "respondents");
  const answers = new ScaleAnswers(wire, table, ["wave", "community", "respondent", "item"], "score", say, () => draw());
  const sectors = new ScaleAnswers(wire, "respondents", ["wave", "community", "respondent"], "sector", say, () => draw());
  const undo = root.querySelector(".bar button");
  let person = null; // who answers now: the round, the community, the code
  let waiting = false; // whether the person is to say first whose answers stand under the code
  const tidied = (typed) => typed.trim().toLowerCase().replace(/\s+/g, " ");
  let saved = 0; // answers of this person that Undo can take back

  const wave = make("select", { onchange: () => { wave.removeAttribute("aria-invalid"); draw(); } });
  const community = make("select", { disabled: Boolean(wire.community), onchange: () => community.removeAttribute("aria-invalid") });
  const code = make("input", { type: "text", autocomplete: "off", autocapitalize: "none", spellcheck: "false",
    maxlength: longest,
    onkeydown: (event) => { if (event.key === "Enter") { event.preventDefault(); begin(); } } });
  const asked = make("p", { class: "counted" });
  const start = make("div", {},
    labelled({ name: "wave", label: "Round of the survey", hint: "The newest is chosen" }, wave), asked,
    labelled({ name: "community", label: "Community", hint: "The community that you answer about" }, community),
    labelled({ name: "respondent", label: "Your own code",
      hint: `Never your name. Make one that you will know again next time: ${howToBuild}. The same code in each round shows what changed` }, code),
    make("div", { class: "tools" }, button("Begin", begin, { class: "add" })));
  const lacking = make("p", { class: "note" });
  const short = standard.filter((item) => item.form === "pulse").length;
  const offer = make("div", { class: "tools", hidden: true }, button("Use the standard statements", useStandard, { class: "add" }),
    make("span", { class: "counted" }, `${standard.length} statements, ${short} of them in the short form (pulse). You can change them above.`));
  const taken = make("div", { hidden: true }, make("p", { class: "note", tabindex: -1 }),
    make("div", { class: "tools" }, button("They are mine: go on", () => enter(), { class: "add" }),
      button("Not mine: make another code", () => { clear(); code.focus(); })));

  const who = make("p", { class: "answering", tabindex: -1 });
  const progress = make("span", { class: "counted" });
  const list = make("div", {});
  const sector = make("select", { onchange: () => chooseSector(sector.value) }, ...["", ...wire.column("respondents", "sector").choices]
    .map((value) => make("option", { value }, value ? SECTOR_WORDS[value] || value : "I would rather not say")));
  const comesFrom = labelled({ name: "sector", label: "You come from",
    hint: "You need not say. It tells whose voice is missing. It is kept with your code, and groups of fewer than 5 people are shown to nobody" }, sector);
  const pane = make("div", { hidden: true }, who, list, comesFrom,
    make("div", { class: "tools" }, button("Done: next person", done, { class: "add" }), progress));
  body.append(lacking, offer, start, taken, pane);
  const scales = new Map(); // id of a statement to its scale

  const formOf = (name) => (wire.rows("survey_waves").find((row) => row.name === name) || {}).form;
  // The short form leaves out what is for the full survey alone.
  const itemsOf = (name) => wire.rows("survey_items").filter((item) => formOf(name) !== "pulse" || item.form !== "full");

  async function useStandard() {
    say(await wire.write(standard.map((values) => ({ add: "survey_items", values, once: true }))));
  }

  async function begin() {
    const needed = { wave: [wave, "the round"], community: [community, "the community"], respondent: [code, "your own code"] };
    const missing = Object.values(needed).filter(([field]) => !field.value.trim());
    alarm.replaceChildren();
    for (const [field] of Object.values(needed)) field.removeAttribute("aria-invalid");
    if (missing.length) {
      missing.forEach(([field]) => field.setAttribute("aria-invalid", "true"));
      alarm.append(make("p", {}, `Please give ${missing.map(([, words]) => words).join(" and ")} first.`));
      missing[0][0].focus();
      return;
    }
    const coming = { wave: wave.value, community: community.value, respondent: tidied(code.value) };
    const standing = itemsOf(coming.wave).filter((item) => answers.value({ ...coming, item: item.name })).length;
    if (!standing) {
      const answer = await workedOut({ do: "survey_code", code: coming.respondent }, 15_000);
      if (!answer) return;
      if (answer.why_not) {
        code.setAttribute("aria-invalid", "true");
        alarm.replaceChildren(make("p", {}, answer.why_not));
        code.focus();
        return;
      }
    }
    saved = 0;
    status.textContent = "";
    person = coming;
    if (!standing) { enter(); return; }
    waiting = true;
    taken.firstChild.textContent = `Somebody has answered this round with the code ${coming.respondent}: ` +
      `${standing} of ${itemsOf(coming.wave).length} statements. Are these your answers?`;
    draw();
    taken.firstChild.focus();
  }

  // The page of statements, once it is known whose it is.
  function enter() {
    waiting = false;
    draw();
    who.focus();
  }

  function done() {
    clear();
    status.textContent = "Done. The page is clear for the next person";
    code.focus();
  }

  function clear() {
    person = null;
    waiting = false;
    saved = 0;
    code.value = "";
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

  async function chooseSector(value) {
    if (!person) return;
    const answering = person;
    const written = await sectors.choose(answering, value);
    if (answering === person) saved += written;
    draw();
  }

  // The same list stays in the page as long as the statements are the same: nobody loses the place.
  function lay() {
    const now = itemsOf(person.wave);
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
    const none = !wire.rows("survey_items").length;
    const words = waves.length ? "" : "Name a round first: see 'Name the round' above.";
    lacking.textContent = none ? "There is no statement yet. Write your own above, or use the standard ones." : words;
    offer.hidden = !none;
    const many = itemsOf(wave.value).length;
    asked.textContent = `${many} ${many === 1 ? "statement" : "statements"}${formOf(wave.value) === "pulse" ? ": the short form" : ""}.`;
    start.hidden = person !== null || lacking.textContent !== "";
    taken.hidden = !waiting;
    pane.hidden = person === null || waiting;
    undo.hidden = saved < 1;
    if (pane.hidden) return;
    lay();
    let given = 0;
    for (const item of itemsOf(person.wave)) {
      const value = answers.value({ ...person, item: item.name });
      if (value) given += 1;
      scales.get(item.id).show(value);
    }
    sector.value = sectors.value(person);
    who.textContent = `${person.wave} · ${person.community} · code ${person.respondent}`;
    progress.textContent = `${given} of ${itemsOf(person.wave).length} answered. Each answer is saved at once.`;
  }

  wire.addEventListener("rows", ({ detail }) => { if (detail.table.startsWith("survey_")) draw(); });
  wire.addEventListener("names", draw);
  wire.addEventListener("undone", () => { saved -= 1; draw(); });
  addEventListener("pagehide", clear); // going back in the browser shows no answers
  draw();
};
