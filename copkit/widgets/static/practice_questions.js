// One question of a way of learning and what was said to it. It is saved when it is left; until then it is kept in
// this browser. Not an editor of its own.

//   row      gives the row that stands for it, if any
//   values   gives what a new row holds but its note
//   draftAt  gives where this browser keeps what is not saved yet
//   ready    promises that the record may be written to
//   own      whether the question stands in no list: then its row stays when its note is emptied
function practiceNote({ wire, say, status }, { row, values, draftAt, own, ready }) {
  const table = "practice_notes";
  const field = fieldFor(wire.column(table, "note"), null, { id: uniqueId("note"), rows: 3, "aria-label": null, title: null,
    oninput: () => { pending = true; keep(); }, onchange: leave });
  const earlier = make("div", { class: "earlier", hidden: true });
  let pending = false; // whether something was typed that is not saved yet
  let key = null; // where it is kept
  let saving = Promise.resolve();
  const stands = () => row()?.note ?? "";

  function keep() {
    if (key && key !== draftAt()) remember(key, null);
    key = draftAt();
    remember(key, { text: field.value, base: field.dataset.shown ?? "" });
  }

  function settle() {
    remember(key || draftAt(), null);
    key = null;
    pending = false;
    field.dataset.shown = field.value;
    show(field, stands());
  }

  function leave() {
    saving = saving.then(ready).then(save);
    return saving;
  }

  function write(text, base) {
    const standing = row();
    if (!standing) return wire.add(table, { ...values(), note: text });
    if (!text && !own) return wire.remove(table, standing.id);
    return wire.write([{ set: table, row: standing.id, values: { note: text }, seen: { note: base } }]);
  }

  // What two screens write to one question at once is told by the place; nothing of it is lost.
  async function save() {
    const text = field.value.trim();
    const base = field.dataset.shown ?? "";
    if (text === stands() || text === base.trim()) { settle(); return; }
    if (!text && stands() !== base) {
      settle();
      status.textContent = "Somebody else wrote here meanwhile; that stands.";
      return;
    }
    const had = Boolean(row());
    let answer = await write(text, base);
    if (answer.refused && text && had !== Boolean(row())) answer = await write(text, base);
    if (!say(answer, text ? "Saved" : "Deleted; Undo brings it back. Saved")) {
      field.setAttribute("aria-invalid", "true");
      return;
    }
    if (field.value.trim() === text) settle();
    else { field.dataset.shown = stands(); keep(); }
  }

  // What was typed before the page was loaded again goes on where it was, unless somebody wrote there since.
  const earlierAt = () => `${draftAt()}:earlier`;
  function restore() {
    const draft = recall(draftAt());
    const text = draft?.text.trim();
    if (text && text !== stands() && draft.base === stands()) {
      pending = true;
      field.value = draft.text;
      field.dataset.shown = draft.base;
      key = draftAt();
      leave();
    } else if (draft) {
      remember(draftAt(), null);
      if (text && text !== stands()) remember(earlierAt(), [recall(earlierAt()), text].filter(Boolean).join("\n"));
    }
    const before = recall(earlierAt());
    if (before) tellEarlier(before);
  }

  function tellEarlier(text) {
    const where = earlierAt();
    const end = (then) => () => {
      earlier.hidden = true;
      remember(where, null);
      then();
      field.focus();
    };
    earlier.replaceChildren(make("p", {}, `Typed on this screen and not saved, as somebody else wrote here since: “${text}”`),
      make("div", { class: "tools" },
        button("Add it to the note", end(() => {
          field.value = [field.value.trim(), text].filter(Boolean).join("\n");
          pending = true;
          keep();
          leave();
        })),
        button("Drop it", end(() => {}), { class: "delete" })));
    earlier.hidden = false;
  }

  function draw() {
    if (!pending) show(field, stands());
  }

  show(field, stands());
  restore();
  return { field, earlier, draw, waits: () => pending, moved: () => { if (pending) keep(); } };
}

// A question of the list, with its hint and its minutes.
function listedQuestion(note, number, { prompt, hint, minutes }) {
  const about = make("p", { id: uniqueId("hint"), class: "counted" }, [hint, `${minutes} minutes`].filter(Boolean).join(" · "));
  note.field.setAttribute("aria-describedby", about.id);
  return make("li", {}, make("label", { for: note.field.id }, `${number}. ${prompt}`), about, note.field, note.earlier);
}

// A question of one's own: its words can be changed, and it can be deleted with what was said.
function ownQuestion({ wire, say }, note, { row, removed }) {
  const table = "practice_notes";
  const column = { ...wire.column(table, "prompt"), label: "A question of our own", kind: "words" }; // a long one wraps
  const prompt = fieldFor(column, null, { "aria-label": column.label, title: null, onchange: rename,
    onkeydown: (event) => { if (event.key === "Enter" && !event.isComposing) { event.preventDefault(); note.field.focus(); } } });

  async function rename() {
    const standing = row();
    if (!standing) return;
    const answer = await wire.set(table, standing.id, { prompt: prompt.value.trim().replace(/\s+/g, " ") });
    if (!say(answer)) { markWrong({ prompt }, answer.refused); return; }
    note.moved();
    prompt.dataset.shown = row()?.prompt ?? prompt.value;
  }

  const label = make("label", { for: note.field.id, class: "unseen" });
  const deleter = button("Delete", async () => {
    const standing = row();
    if (standing && say(await wire.remove(table, standing.id), "Deleted; Undo brings it back. Saved")) removed();
  }, { class: "delete" });
  const root = make("li", {}, make("div", { class: "own" }, prompt, deleter), label, note.field, note.earlier);
  return { root, draw() {
    const words = row()?.prompt;
    if (words === undefined) return;
    show(prompt, words);
    label.textContent = words;
    deleter.setAttribute("aria-label", `Delete the question: ${words}`);
  } };
}
