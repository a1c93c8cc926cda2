// Who can do what: all skills of one member, or the levels of everybody in one matrix.

const SKILL_LEVELS = ["none", "aware", "with help", "alone", "expert"];
const SKILL_ROWS = 60; // members that the matrix shows before 'Show all'

EDITORS.skills_matrix = async function skillsMatrix(root, wire) {
  await wire.open(["member_skills", "skills", "memberships"]);
  const lists = new NameLists(wire);
  const { body, say, status, watch } = frame(root, wire, "Skills of members");
  watch("member_skills", "skills");
  body.classList.add("by-member", "skills-matrix");

  const key = `copkit:skills_matrix:${wire.place}:${wire.community}`;
  const chosen = { way: "one", member: "", ...(recall(key) || {}) };
  const choose = (news) => {
    Object.assign(chosen, news);
    remember(key, chosen);
    draw();
  };

  // The first choice of a day for a member and a skill adds a row, later ones change it: what was said on an
  // earlier day stays, so that growth is seen. The newest row is the one that is shown.
  const pair = (member, skill) => JSON.stringify([member, skill]);
  const turnOf = (member, skill) => `member skills ${pair(member, skill)}`;
  const save = (member, skill, values) => wire.inTurn(turnOf(member, skill), async () => {
    const row = newest().get(pair(member, skill));
    if (row?.recorded === wire.today) { say(await wire.set("member_skills", row.id, values)); return; }
    const { level = "", wants = "", can_teach = "" } = row || {};
    say(await wire.add("member_skills", { member, skill, level, wants, can_teach, ...values, recorded: wire.today }));
  }).then(draw);

  function newest() {
    const found = new Map();
    for (const row of wire.rows("member_skills")) {
      const named = pair(row.member, row.skill);
      if (!found.has(named) || row.recorded >= found.get(named).recorded) found.set(named, row);
    }
    return found;
  }

  const desk = {
    wire, lists, status, chosen, choose, save,
    said: newest,
    of: (said, member, skill) => said.get(pair(member, skill)) || {},
    saving: (member, skill) => wire.turns.has(turnOf(member, skill)),
    skills: () => wire.rows("skills").map((skill) => skill.name),
    levels: (label, action) => make("select", { "aria-label": label, onchange: action },
      make("option", { value: "" }, ""),
      ...SKILL_LEVELS.map((words, level) => make("option", { value: level }, `${level} ${words}`))),
  };
  const parts = { one: skillsOfOne(desk), all: skillsOfAll(desk) };

  // A skill that is missing is added by its name, from here.
  const fresh = make("input", { type: "text", id: uniqueId("skill"), autocomplete: "off",
    maxlength: wire.column("skills", "name").longest, value: recall(`${key}:skill`) || "",
    oninput: () => remember(`${key}:skill`, fresh.value) });
  fresh.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); addSkill(); } });
  async function addSkill() {
    const answer = await wire.add("skills", { name: fresh.value });
    if (!say(answer)) { markWrong({ name: fresh }, answer.refused); fresh.focus(); return; }
    fresh.removeAttribute("aria-invalid");
    fresh.value = "";
    remember(`${key}:skill`, null);
    fresh.focus();
  }

  body.append(lists.root,
    oneOf("How to fill it in", "way", chosen.way, choose, { one: "One member, all skills", all: "Everybody in one matrix" }),
    parts.one.root, parts.all.root,
    make("div", { class: "tools" }, make("label", { for: fresh.id }, "A skill that is missing"), fresh,
      button("Add skill", addSkill)));

  function draw() {
    for (const [way, part] of Object.entries(parts)) {
      part.root.hidden = chosen.way !== way;
      if (!part.root.hidden) part.draw();
    }
  }

  wire.addEventListener("rows", draw);
  wire.addEventListener("names", draw);
  draw();
};

// A field that gets the focus is not left behind the names and the headings, which stay where they are.
function skillsInSight(scroll, corner) {
  scroll.addEventListener("focusin", ({ target }) => {
    if (target === scroll) return;
    const field = target.getBoundingClientRect();
    const fixed = corner().getBoundingClientRect();
    scroll.scrollBy(Math.min(0, field.left - fixed.right - 4), Math.min(0, field.top - fixed.bottom - 4));
  });
}

// One member: each skill with the level now, the level wanted, and whether the member can teach it.
function skillsOfOne({ wire, lists, status, chosen, choose, save, said, of, saving, skills, levels }) {
  const who = memberChooser(wire, lists, "Member", (member) => { if (member !== chosen.member) choose({ member }); });
  const caption = make("caption", {});
  const rows = make("tbody");
  const heads = ["Skill", "Level now", "Level wanted", "Can teach"].map((words) => make("th", { scope: "col" }, words));
  const scroll = make("div", { class: "scroll one", role: "region", tabindex: 0, "aria-label": "Skills of one member" },
    make("table", {}, caption, make("thead", {}, make("tr", {}, ...heads)), rows));
  skillsInSight(scroll, () => heads[0]);
  const none = make("p", {}, "There are no skills yet. Add the first one here.");
  const root = make("div", {}, who.root, make("div", { class: "tools" }, button("Next member", goOn)), none, scroll);

  function goOn() {
    const all = membersOn(wire, wire.today);
    const member = all[(all.indexOf(chosen.member) + 1) % all.length];
    if (member) who.set(member);
    status.textContent = member ? `Now the skills of ${member}.` : "There are no members yet.";
  }

  const lines = new Map(); // skill to its line
  let shownFor = "";

  function lineOf(skill) {
    if (lines.has(skill)) return lines.get(skill);
    const level = levels(`${skill}: level now`, () => save(chosen.member, skill, { level: level.value }));
    const wants = levels(`${skill}: level wanted`, () => save(chosen.member, skill, { wants: wants.value }));
    const teach = make("input", { type: "checkbox", "aria-label": `${skill}: can teach`,
      onchange: () => save(chosen.member, skill, { can_teach: teach.checked ? "yes" : "no" }) });
    const line = make("tr", {}, make("th", { scope: "row" }, skill), make("td", {}, level), make("td", {}, wants),
      make("td", { class: "tick" }, make("label", {}, teach)));
    lines.set(skill, { line, level, wants, teach });
    return lines.get(skill);
  }

  function draw() {
    if (chosen.member && !memberKnown(wire, chosen.member)) chosen.member = "";
    who.draw(chosen.member);
    const all = skills();
    none.hidden = all.length > 0;
    scroll.hidden = !chosen.member || !all.length;
    if (scroll.hidden) return;
    if (shownFor !== chosen.member) lines.clear();
    shownFor = chosen.member;
    caption.textContent = `${chosen.member}: each choice is saved at once`;
    const rowsNow = said();
    layLines(rows, all.map((skill) => {
      const { line, level, wants, teach } = lineOf(skill);
      if (saving(chosen.member, skill)) return line;
      const row = of(rowsNow, chosen.member, skill);
      show(level, row.level ?? "");
      show(wants, row.wants ?? "");
      teach.checked = row.can_teach === "yes";
      return line;
    }));
  }

  return { root, draw };
}

// Everybody: members down, skills across, in each cell the level now.
function skillsOfAll({ wire, save, said, of, saving, skills, levels }) {
  const head = make("tr");
  const rows = make("tbody");
  let most = SKILL_ROWS;
  const more = button("Show all", () => { most = Infinity; draw(); }, { class: "more", hidden: true });
  const none = make("p", {}, "Nothing to show yet: the matrix needs members and skills.");
  const scroll = make("div", { class: "scroll", role: "region", tabindex: 0, "aria-label": "Levels of all members" },
    make("table", { class: "matrix" }, make("caption", { class: "unseen" }, "The level now of each member in each skill"),
      make("thead", {}, head), rows));
  skillsInSight(scroll, () => head.firstChild);
  const about = "The level now, from 0 none to 4 expert. Empty: nobody has said yet. Each choice is saved at once.";
  const root = make("div", {}, make("p", {}, about), none, scroll, more);

  const lines = new Map(); // member to the line and its cells
  let across = "";

  function lineOf(member, all) {
    if (lines.has(member)) return lines.get(member);
    const cells = new Map(all.map((skill) => {
      const field = levels(`${skill}: level now of ${member}`, () => save(member, skill, { level: field.value }));
      return [skill, field];
    }));
    const line = make("tr", {}, make("th", { scope: "row" }, member),
      ...[...cells.values()].map((field) => make("td", {}, field)));
    lines.set(member, { line, cells });
    return lines.get(member);
  }

  function draw() {
    const all = skills();
    const everybody = membersOn(wire, wire.today);
    none.hidden = all.length > 0 && everybody.length > 0;
    scroll.hidden = !none.hidden;
    more.hidden = scroll.hidden || everybody.length <= most;
    more.textContent = `Show all ${everybody.length} members`;
    if (across !== JSON.stringify(all)) {
      across = JSON.stringify(all);
      lines.clear();
      head.replaceChildren(make("td", {}), ...all.map((skill) => make("th", { scope: "col" }, skill)));
    }
    const rowsNow = said();
    layLines(rows, everybody.slice(0, most).map((member) => {
      const { line, cells } = lineOf(member, all);
      for (const [skill, field] of cells)
        if (!saving(member, skill)) show(field, of(rowsNow, member, skill).level ?? "");
      return line;
    }));
  }

  return { root, draw };
}
