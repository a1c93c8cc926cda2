// Issues that read alike: two that are one are put together, two that differ are not asked about again.

EDITORS.near_duplicates = async function nearDuplicates(root, wire) {
  await wire.open(["issues", "distinct_issues"]);
  const { body, say, watch } = frame(root, wire, "Issues that read alike");
  watch("issues", "distinct_issues");
  body.classList.add("near-duplicates");
  let pairs = null; // of ids, as the place finds them; none before its first answer

  const how = make("p", {}, "Keep one of two and the other goes into it: its votes, its links and all else that names it move over. " +
    "Undo brings both back.");
  const none = make("p", { hidden: true, tabindex: -1 }, "No two issues read alike.");
  const list = make("ul", { class: "pairs", "aria-label": "Issues that read alike" });
  body.append(how, none, list);

  const look = askAnew(async () => {
    pairs = (await wire.ask({ do: "alike" })).pairs || pairs;
    draw();
  });

  const issue = (id) => wire.tables.issues.rows.get(id);
  const standing = () => (pairs || []).filter((pair) => pair.every(issue));
  const keyOf = (pair) => pair.join("-");
  const busy = new Set(); // pairs that were decided and are not saved yet

  async function decide(pair, step, words) {
    const key = keyOf(pair);
    if (busy.has(key)) return;
    busy.add(key);
    const at = [...list.children].indexOf(lines.get(key).line);
    const saved = say(await wire.write([step]), `${words} Saved`);
    await look();
    busy.delete(key);
    draw();
    // the focus was on a line that is gone: it goes to the one after it, or to the last
    if (saved && document.activeElement === document.body)
      (list.children[Math.min(at, list.children.length - 1)]?.querySelector("button") || none).focus();
  }

  const merge = (pair, kept, gone) => decide(pair, { merge: "issues", row: gone, into: kept },
    `“${issue(gone).name}” went into “${issue(kept).name}”; Undo brings both back.`);

  const differ = (pair) => decide(pair,
    { add: "distinct_issues", values: { issue: issue(pair[0]).name, other: issue(pair[1]).name } },
    "They differ, and are not asked about again.");

  const lines = new Map(); // pair to its line
  function lineOf(pair) {
    const key = keyOf(pair);
    if (lines.has(key)) return lines.get(key);
    const about = pair.map(() => ({ name: make("strong", {}), more: make("span", { class: "counted" }) }));
    const keep = [button("", () => merge(pair, pair[0], pair[1])), button("", () => merge(pair, pair[1], pair[0]))];
    const apart = button("They differ", () => differ(pair));
    const line = make("li", {}, make("div", { class: "two" }, ...about.map(({ name, more }) => make("p", {}, name, more))),
      make("div", { class: "tools" }, ...keep, apart));
    lines.set(key, { line, about, keep, apart });
    return lines.get(key);
  }

  function known(row) {
    return [row.is_outcome === "yes" ? "the outcome itself" : "", row.theme && `theme: ${row.theme}`,
      row.raised_by && `raised by ${row.raised_by}`, row.evidence].filter(Boolean).join(" · ") || "nothing else noted";
  }

  function draw() {
    const found = standing();
    how.hidden = !found.length;
    none.hidden = found.length > 0 || pairs === null;
    list.hidden = !found.length;
    layLines(list, found.map((pair) => {
      const { line, about, keep, apart } = lineOf(pair);
      pair.forEach((id, at) => {
        about[at].name.textContent = issue(id).name;
        about[at].more.textContent = known(issue(id));
        keep[at].textContent = `Keep “${issue(id).name}”`;
      });
      apart.setAttribute("aria-label", `They differ: “${issue(pair[0]).name}” and “${issue(pair[1]).name}”`);
      return line;
    }));
  }

  wire.addEventListener("rows", ({ detail }) => {
    if (!["issues", "distinct_issues"].includes(detail.table)) return;
    draw();
    look();
  });
  wire.addEventListener("back", look);
  draw();
  await look();
};
