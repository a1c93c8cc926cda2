// Impact by effort: one participant after the other says for each issue how much good it would do to address
// it, and how much effort that takes.

const IMPACT_BY_EFFORT_ASKED = {
  impact: ["How much good would it do? 1 little, 5 a great deal", "Say the good too"],
  effort: ["How much effort would it take? 1 little, 5 a great deal", "Say the effort too"],
};
const IMPACT_BY_EFFORT_POINTS = [...["1", "2", "3", "4", "5"].map((value) => [value, ""]), ["", "No answer"]];

EDITORS.impact_by_effort = async function impactByEffort(root, wire) {
  const table = "issue_ratings";
  await wire.open(["issues", table, "coverage"]);
  const { body, say, status, alarm, watch } = frame(root, wire, "Impact by effort");
  watch(table);
  body.classList.add("by-participant", "impact-by-effort");
  const voting = votingRound(wire, { editor: "impact_by_effort", table, person: "rater", day: "rated", verb: "answer",
    say, status, alarm, drawn: () => draw() });
  const choice = issueChoice(wire, voting.kept, () => draw());
  const want = new Map(); // answers that are not saved yet: round, rater and issue to impact and effort
  const halves = new Map(recall(voting.kept("halves")) || []); // the one answer, until the other is given

  const left = make("p", { class: "left", role: "status", "aria-live": "polite" });
  const list = make("ul", { class: "weighed", "aria-label": "Issues to weigh" });
  body.append(voting.root, choice.root, left, list);

  const none = { impact: "", effort: "" };
  const answersTo = (key) => ({ ...none, ...(want.get(key) ?? voting.rowOf(key) ?? halves.get(key)) });
  const isWhole = ({ impact, effort }) => Boolean(impact && effort);
  const isHalf = ({ impact, effort }) => Boolean(impact) !== Boolean(effort);

  function choose(issue, asked, value) {
    if (!voting.ready()) {
      draw();
      return;
    }
    const key = voting.keyOf(issue);
    const { impact, effort } = { ...answersTo(key), [asked]: value };
    const answers = { impact, effort };
    if (isWhole(answers) || voting.rowOf(key) || want.has(key)) {
      want.set(key, answers);
      voting.queue(() => save(key, answers));
    } else keepHalf(key, answers);
    draw();
  }

  // A row needs both answers. Of a row that loses one the other is kept here, as it was before the row.
  async function save(key, answers) {
    if (want.get(key) !== answers) return; // a newer answer follows
    const row = voting.rowOf(key);
    let answer = null;
    if (isWhole(answers)) answer = row ? await wire.set(table, row.id, answers) : await wire.add(table, voting.newRow(key, answers));
    else if (row) answer = await wire.remove(table, row.id);
    if (!answer || say(answer)) keepHalf(key, answers);
    if (want.get(key) === answers) want.delete(key);
    draw();
  }

  function keepHalf(key, answers) {
    if (isHalf(answers)) halves.set(key, answers);
    else halves.delete(key);
    remember(voting.kept("halves"), halves.size ? [...halves] : null);
  }

  const lines = new Map(); // issue id to its line
  function lineOf(id) {
    if (lines.has(id)) return lines.get(id);
    const nameNow = () => wire.tables.issues.rows.get(id).name;
    const name = make("legend", {});
    const hint = make("small", { id: uniqueId("other-too"), hidden: true });
    const scales = Object.fromEntries(Object.entries(IMPACT_BY_EFFORT_ASKED).map(([asked, [words]]) =>
      [asked, scaleFor(words, (value) => choose(nameNow(), asked, value), IMPACT_BY_EFFORT_POINTS)]));
    const line = make("li", {}, make("fieldset", { class: "issue" }, name,
      make("div", { class: "both" }, scales.impact.root, scales.effort.root), hint));
    lines.set(id, { line, name, hint, scales });
    return lines.get(id);
  }

  function draw() {
    voting.draw();
    const issues = choice.shown((issue) => isWhole(answersTo(voting.keyOf(issue))));
    const all = issues.map((issue) => answersTo(voting.keyOf(issue.name)));
    const half = all.filter(isHalf).length;
    left.textContent = !voting.code ? "No participant chosen yet."
      : `${voting.code}: ${all.filter(isWhole).length} of ${issues.length} issues weighed${half ? `, ${half} half said` : ""}`;
    layLines(list, issues.map((issue, at) => {
      const { line, name, hint, scales } = lineOf(issue.id);
      name.textContent = issue.name;
      const answers = all[at];
      const missing = isHalf(answers) ? Object.keys(none).find((asked) => !answers[asked]) : "";
      hint.hidden = !missing;
      hint.textContent = missing ? IMPACT_BY_EFFORT_ASKED[missing][1] : "";
      for (const [asked, scale] of Object.entries(scales)) {
        scale.show(voting.code ? answers[asked] : null);
        if (asked === missing) scale.root.setAttribute("aria-describedby", hint.id);
        else scale.root.removeAttribute("aria-describedby");
      }
      return line;
    }));
  }

  wire.addEventListener("rows", ({ detail }) => {
    if (["issues", table, "coverage"].includes(detail.table)) draw();
  });
  draw();
};
