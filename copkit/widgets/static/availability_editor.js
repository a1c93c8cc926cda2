// When can most come? Proposed times across, members down, an answer where they meet.

EDITORS.availability = async function availability(root, wire) {
  await wire.open(["availability"]);
  const lists = new NameLists(wire);
  const { body, say, status, watch } = frame(root, wire, "Availability");
  watch("availability");
  body.classList.add("date-poll");
  const signs = { yes: "✓ yes", "if need be": "(✓) if need be", no: "✗ no" };
  const same = (one, other) => one.trim().toLowerCase() === other.trim().toLowerCase();
  const timeKey = ({ day, starts }) => `${day} ${starts}`.trim();
  const inWords = ({ day, starts }) => {
    const parts = { weekday: "short", day: "numeric", month: "short", year: "numeric" };
    const words = new Date(`${day}T12:00`).toLocaleDateString("en-GB", parts);
    return [words.replace(",", ""), starts].filter(Boolean).join(", ");
  };

  // What has no answer yet stands in no row: this browser keeps it until an answer does.
  const keptKey = `copkit:availability:${wire.place}:${wire.community}:kept`;
  const chosenKey = `copkit:availability:${wire.place}:${wire.community}:chosen`;
  const keptAll = () => recall(keptKey) || {};
  const keptOf = (poll) => keptAll()[poll] || { times: [], members: [] };
  const keep = (poll, { times, members }) => remember(keptKey, { ...keptAll(), [poll]: { times, members } });
  const forgetPoll = (poll) => {
    const { [poll]: gone, ...others } = keptAll();
    remember(keptKey, others);
  };

  const answers = (poll) => wire.rows("availability").filter((row) => row.poll === poll);
  const inOrder = (words) => [...new Set(words)].sort((one, other) => one.localeCompare(other));
  const polls = () => inOrder([...wire.rows("availability").map((row) => row.poll), ...Object.keys(keptAll())]);
  const timesOf = (poll) => {
    const found = new Map([...answers(poll), ...keptOf(poll).times].map((time) =>
      [timeKey(time), { day: time.day, starts: time.starts }]));
    return [...found.entries()].sort(([one], [other]) => one.localeCompare(other)).map(([, time]) => time);
  };
  const membersOf = (poll) => inOrder([...answers(poll).map((row) => row.member), ...keptOf(poll).members]);
  const rowAt = (member, time) => answers(chosen).find((row) => row.member === member && timeKey(row) === timeKey(time));
  let chosen = null; // the name of the poll, or null for a new one

  const chooser = make("select", { id: uniqueId("poll"), onchange: () => choose(chooser.value || null) });
  const name = make("input", { type: "text", id: uniqueId("poll-name"), maxlength: 200, autocomplete: "off",
    onkeydown: (event) => onEnter(event, begin) });
  const day = make("input", { type: "date", id: uniqueId("day"), onkeydown: (event) => onEnter(event, addTime) });
  const starts = make("input", { type: "time", id: uniqueId("starts"), onkeydown: (event) => onEnter(event, addTime) });
  const member = make("input", { type: "text", id: uniqueId("member"), list: lists.idFor("members"), autocomplete: "off",
    onkeydown: (event) => onEnter(event, addMember) });
  const newPoll = make("div", { class: "tools" }, make("label", { for: name.id }, "Its name"), name,
    button("Begin", begin, { class: "add" }));
  const head = make("tr");
  const rows = make("tbody");
  const foot = make("tr");
  const best = make("p", { class: "best" });
  const grid = make("div", { class: "scroll", role: "region", tabindex: 0,
    "aria-label": "Who can come when, a table to fill in" },
    make("table", { class: "when" }, make("caption", {}, "Each answer is saved at once. ✓ yes, (✓) if need be, ✗ no."),
      make("thead", {}, head), rows, make("tfoot", {}, foot)));
  const open = make("div", {},
    make("div", { class: "tools" }, make("label", { for: day.id }, "Day"), day,
      make("label", { for: starts.id }, "Start"), starts, button("Add this time", addTime, { class: "add" })),
    make("div", { class: "tools" }, make("label", { for: member.id }, "Member"), member,
      button("Add this member", addMember, { class: "add" })),
    grid, best);
  body.append(lists.root,
    make("div", { class: "tools" }, make("label", { for: chooser.id }, "What is to be dated"), chooser), newPoll, open);

  function onEnter(event, action) {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    action();
  }

  function wrong(field, column, text) {
    say({ refused: [{ column, text }] });
    field.setAttribute("aria-invalid", "true");
    field.focus();
  }

  function right(field, words) {
    say({ saved: "" }, words);
    field.removeAttribute("aria-invalid");
    field.value = "";
  }

  function choose(poll) {
    chosen = poll;
    remember(chosenKey, poll);
    cells.clear();
    draw();
    if (poll === null) name.focus();
  }

  function begin() {
    const typed = name.value.trim().replace(/\s+/g, " ");
    if (!typed) return wrong(name, "its name", "this must be filled in, with something like 'Autumn workshop'");
    const there = polls().find((poll) => same(poll, typed));
    if (!there) keep(typed, { times: [], members: [] });
    right(name, there ? `'${there}' is there already.` : `'${typed}' is begun. Now add the times that you propose.`);
    choose(there || typed);
    day.focus();
  }

  function addTime() {
    if (!day.value) return wrong(day, "day", "this must be filled in, with a whole date");
    const time = { day: day.value, starts: starts.value };
    if (timesOf(chosen).some((other) => timeKey(other) === timeKey(time)))
      return wrong(day, "day", `${inWords(time)} is proposed already`);
    const { times, members } = keptOf(chosen);
    keep(chosen, { times: [...times, time], members });
    right(starts, `${inWords(time)} is proposed. It is kept in this browser until the first answer.`);
    day.removeAttribute("aria-invalid");
    draw();
    day.focus();
  }

  function addMember() {
    const typed = member.value.trim();
    const known = wire.names.members || [];
    const near = known.filter((other) => other.toLowerCase().includes(typed.toLowerCase()));
    const found = known.find((other) => same(other, typed)) || (typed && near.length === 1 ? near[0] : null);
    if (!found) {
      const text = near.length > 1 && typed ? `${near.length} members have '${typed}' in their name; type more of it`
        : `there is nobody called '${typed}' in the sheet Members`;
      return wrong(member, "member", typed ? text : "this must be filled in");
    }
    const { times, members } = keptOf(chosen);
    keep(chosen, { times, members: [...new Set([...members, found])] });
    right(member, `${found} is in the list.`);
    draw();
    const first = timesOf(chosen)[0];
    if (first) field(found, first).focus();
  }

  async function save(who, time, cell) {
    const standing = rowAt(who, time);
    const answer = cell.value;
    if (answer === (standing?.answer ?? "")) return;
    if (!answer) holdOn([time], [who]);
    const poll = { poll: chosen, community: answers(chosen)[0]?.community ?? wire.community };
    const said = !answer ? await wire.remove("availability", standing.id)
      : standing ? await wire.set("availability", standing.id, { answer })
      : await wire.add("availability", { ...poll, day: time.day, starts: time.starts, member: who, answer });
    if (say(said, `${who}, ${inWords(time)}: ${answer || "no answer"}. Saved`)) cell.dataset.shown = answer;
    else cell.value = cell.dataset.shown;
    draw();
  }

  const holdOn = (times, members) => {
    const kept = keptOf(chosen);
    keep(chosen, { times: [...kept.times, ...times], members: [...kept.members, ...members] });
  };

  // Asks once more before answers are deleted.
  function remover(label, found, forget) {
    const ease = () => {
      press.textContent = "✕";
      press.setAttribute("aria-label", `Remove ${label}`);
      press.dataset.asked = "";
    };
    const press = button("✕", async () => {
      const gone = found();
      if (gone.length && !press.dataset.asked) {
        const ask = `Remove ${gone.length} ${gone.length === 1 ? "answer" : "answers"}?`;
        press.dataset.asked = "yes";
        press.textContent = ask;
        press.setAttribute("aria-label", `${ask} Press again to remove ${label}`);
        status.textContent = `${ask} Press again to remove ${label}.`;
        return;
      }
      forget();
      if (gone.length) {
        const steps = gone.map((row) => wire.removing("availability", row.id));
        say(await wire.write(steps), `${label} is removed; Undo brings it back. Saved`);
      } else say({ saved: "" }, `${label} is removed.`);
      draw();
      day.focus();
    }, { class: "delete", onblur: ease });
    ease();
    return press;
  }

  const cells = new Map(); // what is drawn: a key to its element, so that focus stays where it is
  function drawnOnce(key, draws) {
    if (!cells.has(key)) cells.set(key, draws());
    return cells.get(key);
  }

  const field = (who, time) => drawnOnce(JSON.stringify([who, timeKey(time)]), () => {
    const cell = make("select", { "aria-label": `${who}, ${inWords(time)}`, onchange: () => {
      cell.dataset.answer = cell.value;
      // One after the other, so that quick changes of mind do not meet.
      wire.inTurn(JSON.stringify(["availability", chosen, who, timeKey(time)]), () => save(who, time, cell));
    } }, make("option", { value: "" }, ""), ...Object.entries(signs).map(([value, words]) => make("option", { value }, words)));
    return cell;
  });

  function columnHead(time) {
    const here = (other) => timeKey(other) === timeKey(time);
    const forget = () => {
      const { times, members } = keptOf(chosen);
      keep(chosen, { times: times.filter((other) => !here(other)), members });
    };
    return make("th", { scope: "col" }, inWords(time), " ", remover(inWords(time), () => answers(chosen).filter(here), forget));
  }

  function lineHead(who) {
    const forget = () => {
      const { times, members } = keptOf(chosen);
      keep(chosen, { times, members: members.filter((other) => other !== who) });
    };
    const found = () => answers(chosen).filter((row) => row.member === who);
    return make("th", { scope: "row" }, who, " ", remover(who, found, forget));
  }

  // What has an answer by now needs no keeping.
  function prune(poll) {
    if (!(poll in keptAll())) return;
    const { times, members } = keptOf(poll);
    const given = answers(poll);
    const left = {
      times: times.filter((time) => !given.some((row) => timeKey(row) === timeKey(time))),
      members: members.filter((who) => !given.some((row) => row.member === who)),
    };
    if (given.length && !left.times.length && !left.members.length) forgetPoll(poll);
    else if (left.times.length !== times.length || left.members.length !== members.length) keep(poll, left);
  }

  function draw() {
    if (chosen !== null) prune(chosen);
    const known = polls();
    if (chosen !== null && !known.includes(chosen)) chosen = null;
    if (JSON.stringify(known) !== chooser.dataset.known) {
      chooser.dataset.known = JSON.stringify(known);
      chooser.replaceChildren(...known.map((value) => make("option", { value }, value)),
        make("option", { value: "" }, "Something new"));
    }
    chooser.value = chosen ?? "";
    newPoll.hidden = chosen !== null;
    open.hidden = chosen === null;
    if (chosen === null) return;
    const times = timesOf(chosen);
    const members = membersOf(chosen);
    const drawn = JSON.stringify([chosen, times, members]);
    if (drawn !== rows.dataset.drawn) {
      rows.dataset.drawn = drawn;
      const focused = open.contains(document.activeElement) ? document.activeElement : null;
      head.replaceChildren(make("th", { scope: "col" }, "Member"),
        ...times.map((time) => drawnOnce(timeKey(time), () => columnHead(time))));
      rows.replaceChildren(...members.map((who) => make("tr", {}, drawnOnce(who, () => lineHead(who)),
        ...times.map((time) => make("td", {}, field(who, time))))));
      if (focused && focused.isConnected) focused.focus();
    }
    for (const who of members)
      for (const time of times) {
        const cell = field(who, time);
        show(cell, rowAt(who, time)?.answer ?? "");
        cell.dataset.answer = cell.value;
      }
    count(times);
  }

  // The best time: the most who can come at all, and among those the most plain yes.
  function count(times) {
    const counts = times.map((time) => {
      const given = answers(chosen).filter((row) => timeKey(row) === timeKey(time)).map((row) => row.answer);
      const [yes, maybe, no] = Object.keys(signs).map((answer) => given.filter((other) => other === answer).length);
      return { time, yes, maybe, no, worth: (yes + maybe) * 10_000 + yes };
    });
    const most = Math.max(0, ...counts.map(({ worth }) => worth));
    const winners = counts.filter(({ worth }) => most && worth === most);
    const praise = winners.length > 1 ? "equally good" : "best";
    foot.replaceChildren(make("th", { scope: "row" }, "yes / if need be / no"), ...counts.map((one) => make("td", {},
      `${one.yes} / ${one.maybe} / ${one.no}`, winners.includes(one) ? make("strong", {}, praise) : null)));
    const { yes, maybe } = winners[0] || { yes: 0, maybe: 0 };
    const can = `${yes + maybe} can come${winners.length > 1 ? " at each" : ""}${maybe ? `, ${maybe} of them if need be` : ""}`;
    best.textContent = !times.length ? "No time is proposed yet. Add the first one above."
      : !winners.length ? "No answers yet. Add a member, then choose an answer under each time."
      : `Best so far: ${winners.map(({ time }) => inWords(time)).join("; or ")}. ${can}.`;
  }

  wire.addEventListener("rows", ({ detail }) => { if (detail.table === "availability") draw(); });
  wire.addEventListener("undone", () => { if (chosen !== null) holdOn(timesOf(chosen), membersOf(chosen)); });
  const before = recall(chosenKey);
  const known = polls();
  chosen = known.includes(before) ? before : wire.rows("availability").at(-1)?.poll ?? known[0] ?? null;
  draw();
};
