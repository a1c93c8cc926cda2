// What the editors that go from member to member have in common (ties, skills). Not an editor of its own.

function memberPlain(name) {
  return name.trim().replace(/\s+/g, " ").toLowerCase();
}

// The name as it stands in the place, or "" where nobody is called so.
function memberKnown(wire, typed) {
  return wire.names.members.find((name) => memberPlain(name) === memberPlain(typed)) || "";
}

// Those who take part in the community on a day; in the whole place everybody.
function membersOn(wire, day) {
  if (!wire.community) return wire.names.members;
  const now = wire.rows("memberships").filter((one) => one.role !== "outside" &&
    (!one.since || one.since <= day) && (!one.until || one.until >= day));
  return [...new Set(now.map((one) => one.member))].sort((one, other) => one.localeCompare(other));
}

function memberField(lists) {
  return make("input", { id: uniqueId("who"), type: "text", list: lists.idFor("members"), autocomplete: "off" });
}

function namesInWords(names) {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

// A field to type a name into. `chose` is told the member as soon as the name is known, and "" where it is not.
function memberChooser(wire, lists, label, chose) {
  const field = memberField(lists);
  const unknown = make("small", { id: uniqueId("unknown"), role: "alert" });
  field.setAttribute("aria-describedby", unknown.id);

  function take() {
    const typed = field.value.trim();
    const member = memberKnown(wire, typed);
    const wrong = Boolean(typed) && !member;
    unknown.textContent = wrong ? `Nobody here is called '${typed}'. Choose a name from the list.` : "";
    if (wrong) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    chose(member);
  }
  field.addEventListener("change", take);
  field.addEventListener("input", () => { if (memberKnown(wire, field.value)) take(); });
  field.addEventListener("keydown", (event) => { if (event.key === "Enter") take(); });

  return {
    root: make("div", { class: "line" }, make("label", { for: field.id }, label), field, unknown),
    set: (member) => { field.value = member; take(); },
    // Shows who is chosen, unless somebody is typing or a name is to be put right.
    draw: (member) => {
      if (field !== document.activeElement && !field.hasAttribute("aria-invalid")) field.value = member;
    },
  };
}
