// Names that are put in order by pressing 'Up' and 'Down', each press saved at once. Not an editor of its own.

// The orders of a table: a key tells one from the others, `standing` gives its rows in their order, `column` is
// what is put in order, and `queue` runs one saving after the other.
function rankedOrders({ wire, table, column, standing, newRow, queue, say, drawn }) {
  const want = new Map(); // an order that is not saved yet: key to names
  const pending = (key) => want.has(key);
  const names = (key) => [...(want.get(key) ?? standing(key).map((row) => row[column]))];

  function arrange(key, changed) {
    want.set(key, changed);
    drawn();
    queue(key, () => save(key, changed));
  }

  // The ranks are 1, 2, 3 … after every press: one edit, of those rows that differ.
  async function save(key, changed) {
    const rows = new Map(standing(key).map((row) => [row[column], row]));
    const steps = [];
    changed.forEach((name, at) => {
      const rank = `${at + 1}`;
      const row = rows.get(name);
      if (!row) steps.push({ add: table, values: newRow(key, name, rank) });
      else if (row.rank !== rank) steps.push(wire.setting(table, row.id, { rank }));
    });
    for (const [name, row] of rows) if (!changed.includes(name)) steps.push(wire.removing(table, row.id));
    const saved = !steps.length || say(await wire.write(steps));
    if (want.get(key) === changed || !saved) want.delete(key);
    drawn();
  }

  return { pending, names, arrange };
}

// The names with one of them moved up (-1) or down (1); null where it can go no further.
function namesMoved(names, name, by) {
  const at = names.indexOf(name);
  const to = at + by;
  if (at < 0 || to < 0 || to >= names.length) return null;
  const moved = names.filter((each) => each !== name);
  moved.splice(to, 0, name);
  return moved;
}

// A line that leaves its list hands the focus on to the one after it, to the one before it, or to the head.
function leaveList(list, head, name, change) {
  const at = [...list.children].findIndex((line) => line.dataset.name === name);
  change();
  const near = list.children[at] || list.children[at - 1];
  (near ? near.querySelector("button:last-of-type") : head).focus();
}

// A line of a list in order. `nameNow` gives its name, which may have been changed elsewhere.
function rankedLine(nameNow, { move, takeOut }) {
  const number = make("span", { class: "number" });
  const name = make("span", { class: "name" });
  const buttons = {
    Up: button("Up", () => move(nameNow(), -1)),
    Down: button("Down", () => move(nameNow(), 1)),
    "Take out": button("Take out", () => takeOut(nameNow())),
  };
  const line = make("li", {}, number, name, make("span", { class: "choice" }, ...Object.values(buttons)));

  function fill(rank, at, many) {
    line.dataset.name = name.textContent = nameNow();
    number.textContent = `${rank}.`;
    for (const [words, each] of Object.entries(buttons)) each.setAttribute("aria-label", `${words}: ${nameNow()}`);
    // not 'disabled': the button that was just pressed would lose the focus
    buttons.Up.setAttribute("aria-disabled", at === 0);
    buttons.Down.setAttribute("aria-disabled", at === many - 1);
    return line;
  }

  return { fill };
}
