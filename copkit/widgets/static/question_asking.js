// A question that is being asked: what there is on it already stands below it while it is typed. Not an editor of
// its own. `here` gives the row of a question of this board by its name; `open` goes to it.
function questionAsking({ wire, lists, say, key }, { here, open }) {
  const name = fieldFor({ ...wire.column("questions", "name"), label: "The question" }, lists);
  const line = labelled({ ...wire.column("questions", "name"), label: "The question", hint: "In one sentence, as you would ask a colleague" }, name);
  line.classList.add("the-question");
  const about = questionFields({ wire, lists }, "questions", { ...QUESTION_ABOUT, may_be_shared: ["May others read it?", "Outside this community; left empty, it stays here"] }, () => ({}));
  const fields = { name, ...about.fields };
  const told = make("p", { class: "unseen", role: "status" });
  const part = (heading) => {
    const list = make("ul", { class: "found" });
    const shown = make("div", { hidden: true }, make("p", { class: "part" }, heading), list);
    return { shown, fill: (drawn) => { shown.hidden = !drawn.length; list.replaceChildren(...drawn); } };
  };
  const alike = part("Was it asked before?");
  const resources = part("It may be answered here:");
  const people = part("Who may know:");
  const root = headedPart("Ask a question", line, make("div", { class: "on-it" }, told, alike.shown, resources.shown, people.shown),
    about.root, make("div", { class: "tools" }, button("Ask it", ask, { class: "add" }), button("Empty the form", () => { clear(); name.focus(); })));

  const typed = () => Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value]));
  const usual = () => ({ community: wire.community, asked: wire.today });

  function fill(values) {
    for (const [name, field] of Object.entries(fields)) { field.dataset.shown = field.value; show(field, values[name] ?? ""); }
  }

  function clear() {
    remember(key, null);
    fill(usual());
    look();
  }

  async function ask() {
    const answer = await wire.add("questions", { ...typed(), state: "open" });
    for (const field of Object.values(fields)) field.removeAttribute("aria-invalid");
    if (!say(answer, "Asked. Saved")) { markWrong(fields, answer.refused); return; }
    clear();
    name.focus();
  }

  const nothing = { alike: [], resources: [], people: [] };
  let before = "";
  const look = askAnew(async () => {
    const { issue, asked_by } = typed();
    const answer = name.value.trim() ? await wire.ask({ do: "question_asked", name: name.value, issue, asked_by }, FOUND_BY) : nothing;
    tell(answer.refused || !name.value.trim() ? nothing : answer);
  });

  function tell(answer) {
    const now = JSON.stringify(answer);
    if (now === before) return;
    before = now;
    alike.fill(answer.alike.map(askedBefore));
    resources.fill(answer.resources.map(foundResource));
    people.fill(answer.people.map((person) => foundPerson(person)));
    told.textContent = !name.value.trim() ? "" : `Found on it: ${[foundCount(answer.alike.length, "question", "questions"),
      foundCount(answer.resources.length, "resource", "resources"), foundCount(answer.people.length, "person", "people")].join(", ")}.`;
  }

  function askedBefore({ name: words, community, state, answers }) {
    const row = here(words);
    const said = answers.map(({ by, answer, resource }) => make("li", {}, answer || "See: ", answer && resource ? " See: " : "", resource,
      by ? make("span", { class: "counted" }, ` ${by}`) : ""));
    return make("li", {}, make("strong", {}, words), make("span", { class: "counted" }, ` ${[community, state].filter(Boolean).join(" · ")}`),
      said.length ? make("ul", {}, ...said) : null,
      row ? make("p", {}, button("Go to it", () => open(row.id), { "aria-label": `Go to it: ${words}` })) : null);
  }

  name.addEventListener("keydown", (pressed) => {
    if (pressed.key === "Enter" && !pressed.isComposing) { pressed.preventDefault(); ask(); }
  });
  let soon = null;
  root.addEventListener("input", () => {
    remember(key, typed());
    clearTimeout(soon);
    soon = setTimeout(look, FOUND_SOON);
  });
  fill({ ...usual(), ...recall(key) });
  return { root, look };
}
