// The choice of an event, for an editor of what belongs to one: a line with a list, and the day in words.

// `offered` gives the events to choose from, in parts: [[the part's name, its rows], …]; a part without a
// name stands by itself. `usual` gives the row to begin with, of all that are offered; `about` what is said
// of the chosen one behind the list; `onchoose` hears that somebody chose another.
function eventChoice(wire, { offered, usual = (rows) => nearestFirst(wire, rows)[0], about = null, onchoose }) {
  let chosen = null; // the id of the event
  const chooser = make("select", { id: uniqueId("event"), onchange: () => { chosen = Number(chooser.value); onchoose(); } });
  const words = about && make("p", { class: "counted" });
  const row = () => wire.tables.events.rows.get(chosen);
  const option = ({ id, name }) => make("option", { value: id }, name);

  // Draws anew. True if another event is chosen now, because the one before is not offered any more.
  function draw() {
    const parts = offered();
    const rows = parts.flatMap(([, some]) => some);
    const gone = !rows.some(({ id }) => id === chosen);
    if (gone) chosen = usual(rows)?.id ?? null;
    const known = JSON.stringify(parts.map(([name, some]) => [name, some.map((each) => [each.id, each.name])]));
    if (known !== chooser.dataset.known) {
      chooser.dataset.known = known;
      chooser.replaceChildren(...parts.flatMap(([label, some]) => !some.length ? []
        : label ? [make("optgroup", { label }, ...some.map(option))] : some.map(option)));
    }
    chooser.value = chosen ?? "";
    if (words) words.textContent = chosen === null ? "" : about(row()).filter(Boolean).join(" · ");
    return gone;
  }

  return { line: make("div", { class: "tools" }, make("label", { for: chooser.id }, "Event"), chooser, words),
    id: () => chosen, row, draw };
}

function newestFirst(events) {
  return [...events].sort((one, other) => other.date.localeCompare(one.date));
}

// Of two events as near to today, the one to come is the first.
function nearestFirst(wire, events) {
  const far = (row) => Math.abs(new Date(row.date) - new Date(wire.today));
  return newestFirst(events).sort((one, other) => far(one) - far(other));
}

function dayInWords(date) {
  const parts = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
  return new Date(`${date}T12:00`).toLocaleDateString("en-GB", parts);
}
