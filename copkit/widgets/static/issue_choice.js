// Which issues are voted on, put in order or weighed: not the outcome itself, and if so wished only those that
// the community takes. Not an editor of its own.

function issueChoice(wire, kept, drawn) {
  const own = make("input", { type: "checkbox", id: uniqueId("own"),
    onchange: () => { remember(kept(`own:${wire.community}`), own.checked); drawn(); } });
  own.checked = recall(kept(`own:${wire.community}`)) ?? false;
  const onlyOwn = make("div", { class: "tick" }, own, make("label", { for: own.id }, `Only the issues that ${wire.community} takes`));
  const none = make("p", { hidden: true }, "No issue yet. Write the issues down first.");

  const all = () => wire.rows("issues").filter((issue) => issue.is_outcome !== "yes");

  // By name; `said` tells of which the participant has said something: these are always shown.
  function shown(said = () => false) {
    const taken = new Set(wire.rows("coverage").map((row) => row.issue));
    onlyOwn.hidden = !wire.community || !taken.size;
    const issues = all().filter((issue) => onlyOwn.hidden || !own.checked || taken.has(issue.name) || said(issue.name))
      .sort((one, other) => one.name.localeCompare(other.name));
    none.hidden = issues.length > 0;
    return issues;
  }

  return { root: make("div", {}, onlyOwn, none), all, shown };
}
