// The facilitator's page for phones: the fields that the question needs, and the counts, live.
"use strict";

const BEAT = 1000; // milliseconds
const code = document.body.dataset.code;
const form = document.querySelector("#ask");
const alarm = document.querySelector("#alarm");

function fit() {
  const asked = form.querySelector("[name=question]:checked").value;
  for (const part of form.querySelectorAll("[data-for]")) part.hidden = !part.dataset.for.split(" ").includes(asked);
}

if (form) {
  form.addEventListener("change", fit);
  fit();
}

function show(id, number) {
  const place = document.getElementById(id);
  if (place && place.textContent !== String(number)) place.textContent = number;
}

// Names that phones have taken, to be freed; not while one of them is being chosen.
function offer(names) {
  const list = document.querySelector("#taken");
  if (!list || list === document.activeElement) return;
  if ([...list.options].map((option) => option.value).join("\n") === names.join("\n")) return;
  list.replaceChildren(...names.map((name) => new Option(name, name)));
  document.querySelector("#free").hidden = names.length === 0;
}

async function beat() {
  try {
    const got = await fetch("/phones/state");
    if (!got.ok) throw new Error(String(got.status));
    const state = await got.json();
    alarm.textContent = "";
    if (state.code === code) {
      show("joined", state.joined);
      show("answered", state.answered);
      offer(state.taken);
    } else if (code) {
      location.reload();
      return;
    } else {
      alarm.textContent = "Something is open for phones, opened on another screen. Load this page again to see it.";
    }
  } catch {
    alarm.textContent = "The connection to the workshop is lost. If it does not come back, start the workshop again.";
  }
  setTimeout(beat, BEAT);
}

setTimeout(beat, BEAT);
