// Who came to one event: type a few letters of a name, press Enter, and it is ticked.

EDITORS.attendance = async function attendance(root, wire) {
  await wire.open(["events", "members", "memberships", "attendance"]);
  const { body, say, status, watch } = frame(root, wire, "Who is here");
  watch("attendance", "members");
  body.classList.add("tick-list");
  const presences = wire.column("attendance", "presence").choices;
  const came = presences[0];
  const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().split(/\s+/).filter(Boolean).join(" ");
  const tidy = (words) => words.trim().replace(/\s+/g, " ");

  const choice = eventChoice(wire, {
    offered: () => [["", newestFirst(wire.rows("events"))]],
    about: ({ date, starts, venue }) => [dayInWords(date), starts, venue, date > wire.today ? "planned" : ""],
    onchoose: () => { asked = ""; wanted.clear(); draw(); },
  });
  const event = choice.row;
  const hint = make("p", { id: uniqueId("hint"), class: "counted", "aria-live": "polite" });
  const find = make("input", { type: "text", id: uniqueId("find"), class: "typed", autocomplete: "off",
    spellcheck: "false", maxlength: 200, "aria-describedby": hint.id,
    oninput: () => { asked = ""; draw(); }, onkeydown: enter });
  const walkIn = button("", () => addWalkIn(tidy(find.value)), { hidden: true });
  const counted = make("p", { class: "tally" });
  const ours = make("ul", { class: "people" });
  const others = make("ul", { class: "people" });
  const othersHead = make("p", { class: "part" }, "Others");
  const list = make("div", { class: "scroll", role: "region", tabindex: 0, "aria-label": "Who is here, a list to tick" },
    ours, othersHead, others);
  const open = make("div", {},
    make("div", { class: "tools" }, make("label", { for: find.id }, "Type a name, then Enter"), find, walkIn),
    hint, counted, list);
  const none = make("p", { hidden: true }, "Put the event into the calendar first; then those who come can be ticked here.");
  body.append(choice.line, open, none);
  let asked = ""; // the name that the next Enter adds as a walk-in

  const noted = () => new Map(wire.rows("attendance").filter((row) => row.event === event().name)
    .map((row) => [row.member, row]));

  // Those who belonged to the event's community on its day; for an event of the whole place, all who belong anywhere.
  function belonging() {
    const { community, date } = event();
    return new Set(wire.rows("memberships").filter((row) => (!community || row.community === community)
      && (!row.since || row.since <= date) && (!row.until || row.until >= date)).map((row) => row.member));
  }

  // The members whose name has what is typed: whole names first, then those not noted yet, then the beginnings of names.
  function matches(typed) {
    const here = noted();
    const inside = belonging();
    const begins = (name) => ` ${plain(name)}`.includes(` ${typed}`);
    const rank = ({ name }) => [plain(name) !== typed, here.has(name), !begins(name), !inside.has(name)]
      .reduce((sum, worse) => sum * 2 + Number(worse), 0);
    return wire.rows("members").filter(({ name }) => plain(name).includes(typed))
      .sort((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name));
  }

  async function enter(pressed) {
    if (pressed.key !== "Enter" || pressed.isComposing) return;
    pressed.preventDefault();
    const name = tidy(find.value);
    if (!name) return;
    const [first] = matches(plain(name));
    if (first) {
      find.value = "";
      draw();
      if (noted().get(first.name)?.presence === came) status.textContent = `${first.name} is ticked already.`;
      else await note(first.id, came);
    } else if (asked === name) await addWalkIn(name);
    else {
      asked = name;
      status.textContent = `Nobody of that name. Press Enter again to add ${name} as a walk-in.`;
    }
  }

  async function addWalkIn(name) {
    asked = "";
    find.value = "";
    draw();
    find.focus();
    const { name: held, date } = event();
    const joined = date <= wire.today ? date : "";
    const answer = await wire.write([
      { add: "members", values: { name, joined } },
      { add: "attendance", values: { event: held, member: name, presence: came } },
    ]);
    if (!say(answer, `${name} is added as a walk-in: ${came}. Saved`) && !find.value) find.value = name;
    draw();
  }

  // What somebody chose for a member is written one after the other, so that quick changes of mind do not meet.
  const wanted = new Map(); // member id to what was chosen and is not saved yet
  function note(id, presence) {
    const where = choice.id();
    wanted.set(id, presence);
    draw();
    return wire.inTurn(`attendance ${id}`, () => save(id, presence, where));
  }

  async function save(id, presence, where) {
    const member = wire.tables.members.rows.get(id)?.name;
    const held = wire.tables.events.rows.get(where)?.name;
    if (!member || !held) return; // deleted on another screen meanwhile
    const row = wire.rows("attendance").find((other) => other.event === held && other.member === member);
    if (row?.presence !== presence && (row || presence)) {
      const answer = !presence ? await wire.remove("attendance", row.id)
        : row ? await wire.set("attendance", row.id, { presence })
        : await wire.add("attendance", { event: held, member, presence });
      say(answer, `${member}: ${presence || "nothing noted"}. Saved`);
    }
    if (wanted.get(id) === presence) wanted.delete(id);
    draw();
  }

  const lines = new Map(); // member id to what is drawn for it
  function lineOf(id) {
    if (lines.has(id)) return lines.get(id);
    const group = uniqueId("presence");
    const name = make("strong", { id: `${group}-name` });
    const from = make("span", { class: "counted" });
    const radios = presences.map((value) =>
      make("input", { type: "radio", name: group, value, onchange: () => note(id, value) }));
    const clear = button("Clear", () => { note(id, ""); radios[0].focus(); });
    const line = make("li", {}, make("span", { class: "person" }, name, from),
      make("span", { class: "presence", role: "radiogroup", "aria-labelledby": name.id },
        ...radios.map((radio, at) => make("label", { class: at ? "" : "came" }, radio, presences[at]))), clear);
    lines.set(id, { line, name, from, radios, clear });
    return lines.get(id);
  }

  function drawLine(id, member, here) {
    const { line, name, from, radios, clear } = lineOf(id);
    const presence = wanted.get(id) ?? here.get(member.name)?.presence ?? "";
    name.textContent = member.name;
    from.textContent = member.organisation;
    for (const radio of radios) radio.checked = radio.value === presence;
    clear.style.visibility = presence ? "" : "hidden";
    clear.setAttribute("aria-label", `Clear ${member.name}`);
    line.dataset.presence = presence;
    return line;
  }

  function fill(part, drawn) {
    if (drawn.length === part.children.length && drawn.every((line, at) => part.children[at] === line)) return;
    const focused = part.contains(document.activeElement) ? document.activeElement : null;
    part.replaceChildren(...drawn);
    if (focused && focused.isConnected) focused.focus();
  }

  function draw() {
    choice.draw();
    open.hidden = !event();
    none.hidden = !open.hidden;
    if (open.hidden) return;
    const here = noted();
    const inside = belonging();
    const typed = plain(find.value);
    const people = wire.rows("members").sort((one, other) => one.name.localeCompare(other.name));
    const shown = people.filter(({ name }) => plain(name).includes(typed));
    const drawn = (some) => some.map((member) => drawLine(member.id, member, here));
    const outside = shown.filter(({ name, id }) => !inside.has(name) && (typed || here.has(name) || wanted.get(id)));
    fill(ours, drawn(shown.filter(({ name }) => inside.has(name))));
    fill(others, drawn(outside));
    othersHead.hidden = !outside.length;
    const count = (presence) => [...here.values()].filter((row) => row.presence === presence).length;
    counted.textContent = presences.map((presence) => `${presence}: ${count(presence)}`).join(" · ");
    const first = typed ? matches(typed)[0] : null;
    const exact = first && plain(first.name) === typed;
    hint.textContent = !typed ? `Anybody in the place can be found: ${people.length} members.`
      : !first ? "Nobody of that name."
      : here.get(first.name)?.presence === came ? `${first.name} is ticked already.` : `Enter ticks ${first.name}.`;
    walkIn.hidden = !typed || exact;
    walkIn.classList.toggle("add", !first);
    walkIn.textContent = `Add ${tidy(find.value)} as a walk-in`;
  }

  const looksAt = ["events", "members", "memberships", "attendance"];
  wire.addEventListener("rows", ({ detail }) => { if (looksAt.includes(detail.table)) draw(); });
  draw();
};
