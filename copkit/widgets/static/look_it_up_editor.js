// One field to look something up in: what we have on it stands beside who knows about it. It writes nothing.

EDITORS.look_it_up = async function lookItUp(root, wire) {
  await wire.open(["communities"]);
  const { body } = frame(root, wire, "Look it up", { writes: false });
  body.classList.add("in-parts", "look-it-up");
  const key = `copkit:look_it_up:${wire.place}:${wire.community}`;
  const chosen = { kind: "", issue: "", community: "", ...recall(key)?.chosen };

  const field = make("input", { type: "search", id: uniqueId("query"), autocomplete: "off", maxlength: 400, value: recall(key)?.query ?? "" });
  const hint = make("small", { id: uniqueId("hint") }, "In your own words. “In quotation marks” the words must stand together; -not leaves a word out.");
  field.setAttribute("aria-describedby", hint.id);
  const counted = make("p", { class: "told", role: "status" });
  const every = { kind: "Any kind", issue: "Any issue", community: "Any community" };
  const selects = Object.fromEntries(Object.keys(every).map((name) => [name, make("select", { id: uniqueId(name), onchange: () => { chosen[name] = selects[name].value; kept(); look(); } })]));
  const all = button("Show all", () => { for (const name of Object.keys(every)) chosen[name] = ""; kept(); look(); field.focus(); }, { hidden: true });
  const resources = make("ul", { class: "found" });
  const more = make("p", { class: "counted" });
  const note = make("p", { class: "note" });
  const people = make("ul", { class: "found" });
  const nobody = make("p", { class: "counted" });
  const peopleNote = make("p", { class: "note" });
  body.append(make("div", { class: "query" }, make("label", { for: field.id }, "What do you look for?"), field, hint), counted,
    make("div", { class: "beside" },
      headedPart("What have we on it?", note, make("div", { class: "tools" }, ...Object.keys(every).map((name) =>
        labelBeside({ kind: "Kind", issue: "Issue", community: "Kept by" }[name], selects[name])), all), resources, more),
      headedPart("Who knows about it?", peopleNote, people, nobody)));

  const kept = () => remember(key, { query: field.value, chosen });

  const look = askAnew(async () => {
    const answer = await wire.ask({ do: "look_it_up", query: field.value, kind: chosen.kind, issue: chosen.issue, of: chosen.community }, FOUND_BY);
    if (!answer.refused) draw(answer);
  });

  function offer(name, values) {
    const known = values.some(([value]) => value === chosen[name]) || !chosen[name] ? values : [[chosen[name], 0], ...values];
    const now = JSON.stringify(known);
    if (selects[name].dataset.offered !== now) {
      selects[name].dataset.offered = now;
      selects[name].replaceChildren(make("option", { value: "" }, every[name]), ...known.map(([value, number]) => make("option", { value }, `${value} (${number})`)));
    }
    selects[name].value = chosen[name];
  }

  let before = "";
  function draw(answer) {
    const now = JSON.stringify([answer, chosen]);
    if (now === before) return;
    before = now;
    const asked = Boolean(field.value.trim());
    for (const name of Object.keys(every)) offer(name, answer.facets[name]);
    all.hidden = !Object.values(chosen).some(Boolean);
    resources.replaceChildren(...answer.resources.map(foundResource));
    const rest = answer.total - answer.resources.length;
    more.textContent = rest ? `And ${rest} more. Add a word, or choose a kind or an issue, to see fewer.`
      : answer.total ? "" : all.hidden ? "Nothing is found. Try another word, or ask it on the question board." : "Nothing of that kind. Show all, or try another word.";
    note.textContent = answer.note;
    people.replaceChildren(...answer.people.map((person) => foundPerson(person)));
    const others = answer.people_total - answer.people.length;
    nobody.textContent = !asked ? "Type a word to see who knows about it." : others ? `And ${others} more.`
      : answer.people.length ? "" : "Nobody is known to know about it. Ask it on the question board.";
    peopleNote.textContent = answer.people_note === answer.note ? "" : answer.people_note;
    for (const each of [more, note, nobody, peopleNote]) each.hidden = !each.textContent;
    const have = foundCount(answer.total, "resource", "resources");
    counted.textContent = asked ? `Found: ${have}, ${foundCount(answer.people_total, "person", "people")} to ask.` : `There ${answer.total === 1 ? "is" : "are"} ${have} here.`;
  }

  let soon = null;
  field.addEventListener("input", () => {
    kept();
    clearTimeout(soon);
    soon = setTimeout(look, FOUND_SOON);
  });
  field.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); clearTimeout(soon); look(); } });
  for (const news of ["rows", "back"]) wire.addEventListener(news, look);
  await look();
};
