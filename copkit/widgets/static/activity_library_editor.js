// The library of activities: find those that fit an event to come, and add them to its run sheet.

EDITORS.activity_library = async function activityLibrary(root, wire, { activities, small_words: smallWords }) {
  await wire.open(["events", "agenda_items"]);
  const { body, say, watch } = frame(root, wire, "Library of activities");
  watch("agenda_items");
  body.classList.add("activity-library");

  // What repeats may be held again, whatever its date.
  const ahead = (row) => row.date >= wire.today || row.repeats;
  const choice = eventChoice(wire, {
    offered: () => {
      const going = wire.rows("events").filter((row) => row.cancelled !== "yes")
        .sort((one, other) => one.date.localeCompare(other.date));
      return [["To come", going.filter(ahead)], ["Held", going.filter((row) => !ahead(row)).reverse()]];
    },
    usual: (rows) => rows.find((row) => row.date >= wire.today) || rows[0],
    about: ({ date, starts, minutes: length, venue }) =>
      [dayInWords(date), starts, length && inMinutes(Number(length)), venue],
    onchoose: () => draw(),
  });
  const event = choice.row;
  const none = make("p", { hidden: true }, "Put the next event into the calendar first; then activities can be added to its run sheet.");
  const number = (word, most) => make("input", { type: "number", id: uniqueId(word), min: 1, max: most, inputmode: "numeric", oninput: () => draw() });
  const people = number("people", 100_000);
  const minutes = number("minutes", 1_440);
  const purpose = make("input", { type: "search", id: uniqueId("purpose"), autocomplete: "off", oninput: () => draw() });
  const fits = button("", () => { minutes.value = left(); draw(); minutes.focus(); }, { hidden: true });
  const counted = make("p", { class: "counted", "aria-live": "polite" });
  const found = make("ul", { class: "activities" });
  const steps = make("ol");
  const empty = make("p", {}, "Nothing yet. Add an activity, or write a step into the table of agenda items.");
  const sum = make("p", { class: "sum" });
  const head = make("p", { class: "part", id: uniqueId("sheet") }, "The run sheet so far");
  const sheet = make("div", { class: "sheet-so-far", role: "group", "aria-labelledby": head.id }, head, steps, empty, sum);
  body.append(
    choice.line, none, sheet,
    make("div", { class: "tools" }, labelBeside("People who come", people), labelBeside("Minutes there are", minutes), fits,
      labelBeside("What it is for", purpose)),
    counted,
    make("div", { class: "scroll", role: "region", tabindex: 0, "aria-label": "Activities, a list to choose from" }, found));

  const items = () => (event() ? runSheetOf(wire, event().name) : []);
  const planned = () => items().reduce((all, item) => all + item.minutes, 0);
  const left = () => Number(event().minutes) - planned();

  // Each is added at the end of what is there by then, so that quick presses do not meet.
  function add(activity) {
    const where = choice.id();
    wire.inTurn("activity library", async () => {
      const held = wire.tables.events.rows.get(where)?.name;
      if (!held) return; // deleted on another screen meanwhile
      const position = Math.max(0, ...runSheetOf(wire, held).map((item) => Number(item.position))) + 1;
      const answer = await wire.add("agenda_items",
        { event: held, position, title: activity.name, kind: activity.kind, minutes: activity.minutes_usual });
      say(answer, `${activity.name} is the last step now, with ${inMinutes(activity.minutes_usual)}. Saved`);
    });
  }

  // As `fitting` in copkit.functions.events.activities has it.
  function alike(word, term) {
    if (term.startsWith(word)) return true;
    const shared = Math.max(Math.min(word.length, term.length) - 1, 4);
    return word.length >= shared && term.length >= shared && word.slice(0, shared) === term.slice(0, shared);
  }

  function fitting() {
    const heads = Number(people.value) || null;
    const time = Number(minutes.value) || null;
    const typed = purpose.value.toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];
    const wanted = [...new Set(typed)].filter((word) => word.length > 2 && !smallWords.includes(word));
    return activities
      .filter((one) => (!time || one.minutes_least <= time)
        && (!heads || (one.group_least <= heads && (!one.group_most || heads <= one.group_most))))
      .map((one) => {
        const spare = time ? time - one.minutes_usual : 0;
        const said = wanted.filter((word) => one.terms.some((term) => alike(word, term))).length;
        return { one, order: [-said, Number(spare < 0), Math.max(spare, 0)], said };
      })
      .filter(({ said }) => !wanted.length || said)
      .sort((a, b) => a.order.map((value, at) => value - b.order[at]).find(Boolean) || (a.one.name < b.one.name ? -1 : 1))
      .map(({ one }) => one);
  }

  function facts({ kind, minutes_least: least, minutes_usual: usual, group_least: few, group_most: most, group_size: size, materials }) {
    const time = least < usual ? `${inMinutes(usual)}, ${least} at the least` : inMinutes(usual);
    const who = most ? `${few} to ${most} people` : few > 1 ? `${few} people or more` : "any number of people";
    const groups = size ? ({ 2: "in pairs", 3: "in threes", 4: "in fours" }[size] || `in groups of ${size}`) : "all together";
    const pairs = [["Kind", kind], ["Time", time], ["People", `${who}, ${groups}`], ["Needs", materials]];
    return make("dl", {}, ...pairs.map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value))));
  }

  const lines = new Map(activities.map((activity) => {
    const adder = button("Add to the run sheet", () => add(activity),
      { class: "add", "aria-label": `Add to the run sheet: ${activity.name}` });
    return [activity, { adder, line: make("li", {}, make("strong", {}, activity.name), adder, make("p", {}, activity.purpose), facts(activity),
      make("details", {}, make("summary", {}, "Steps", make("span", { class: "unseen" }, ` of ${activity.name}`)),
        make("ol", {}, ...activity.steps.map((step) => make("li", {}, step))),
        make("p", { class: "counted" }, `Source: ${activity.source}`))) }];
  }));

  function drawSheet() {
    sheet.hidden = !event();
    none.hidden = !sheet.hidden;
    for (const { adder } of lines.values()) adder.hidden = sheet.hidden;
    fits.hidden = true;
    if (sheet.hidden) return;
    const { starts, minutes: length } = event();
    let gone = 0;
    steps.replaceChildren(...items().map((item) => {
      const time = make("span", { class: "at" }, minutesAfter(starts, gone));
      gone += item.minutes;
      return make("li", {}, time, make("span", {}, item.title, make("small", {}, ` ${inMinutes(item.minutes)}`)));
    }));
    empty.hidden = gone > 0;
    const over = gone - Number(length);
    const ends = gone ? ` It ends at ${minutesAfter(starts, gone)}.` : "";
    sum.textContent = !length ? `${inMinutes(gone)} in all; nobody has said how long the event lasts.${starts ? ends : ""}`
      : `${gone} of ${inMinutes(Number(length))}: ${over > 0 ? `${over} too many.` : over ? `${-over} left.` : "just right."}${starts ? ends : ""}`;
    sum.dataset.over = length && over > 0 ? "yes" : "";
    fits.hidden = !length || over >= 0;
    fits.textContent = `Use the ${inMinutes(-over)} left`;
  }

  function draw() {
    choice.draw();
    drawSheet();
    const drawn = fitting();
    layLines(found, drawn.map((activity) => lines.get(activity).line));
    counted.textContent = drawn.length ? `${drawn.length} of ${activities.length} activities fit.`
      : "No activity fits. Try other words, more minutes, or another number of people.";
  }

  wire.addEventListener("rows", ({ detail }) => { if (["events", "agenda_items"].includes(detail.table)) draw(); });
  draw();
};
