// The coordinator says at which stage of its life a community is, and why. The day is noted with it.

EDITORS.stage_judgement = async function stageJudgement(root, wire, { stages }) {
  const table = "communities";
  await wire.open([table]);
  const { body, say, watch } = frame(root, wire, "Say where it stands");
  watch(table);
  body.classList.add("stage-judgement");
  const chooser = make("select", { id: uniqueId("which"), onchange: () => draw() });
  const which = make("div", { class: "line" }, make("label", { for: chooser.id }, "Which community"), chooser);
  const none = make("p", { class: "note" }, "There is no community yet. List the communities first, in workbook 1.");
  const ways = oneOf("Where it stands in its life", "stage", "", ({ stage }) => keep({ stage }), Object.fromEntries([
    ...stages.map(({ name, tension }) => [name, `${name[0].toUpperCase()}${name.slice(1)}: ${tension}`]), ["", "Not said yet"]]));
  const reason = fieldFor(wire.column(table, "stage_reason"), null, { rows: 3, onchange: () => keep({ stage_reason: reason.value }) });
  const why = labelled({ name: "stage_reason", label: "Why", hint: "Above all if the records say otherwise: what do you know that no record holds? Name nobody" }, reason);
  const when = make("p", { class: "counted", "aria-live": "polite" });
  const form = make("div", {}, ways, why, when);
  body.append(none, which, form);

  const rows = () => wire.rows(table).sort((one, other) => one.name.localeCompare(other.name));
  const row = () => rows().find((each) => each.name === (wire.community || chooser.value));

  // The day belongs to the stage and its reason: it is that of the newest change of either.
  async function keep(values) {
    const { id, stage } = row();
    const said = values.stage ?? stage;
    const answer = await wire.set(table, id, { ...values, stage_judged: said ? wire.today : "" });
    if (!say(answer)) markWrong({ stage_reason: reason }, answer.refused);
    draw();
  }

  function draw() {
    const names = rows().map((each) => each.name);
    if ([...chooser.options].map((option) => option.value).join("\n") !== names.join("\n")) {
      const chosen = names.includes(chooser.value) ? chooser.value : names[0];
      chooser.replaceChildren(...names.map((name) => make("option", { value: name }, name)));
      if (chosen) chooser.value = chosen;
    }
    const now = row();
    none.hidden = Boolean(now);
    which.hidden = !now || Boolean(wire.community);
    form.hidden = !now;
    if (!now) return;
    for (const input of ways.querySelectorAll("input")) input.checked = input.value === now.stage;
    show(reason, now.stage_reason);
    when.textContent = now.stage_judged ? `Said on ${dayInWords(now.stage_judged)}.` : now.stage ? "The day was not noted." : "Nobody has said it yet.";
  }

  wire.addEventListener("rows", ({ detail }) => { if (detail.table === table) draw(); });
  draw();
};
