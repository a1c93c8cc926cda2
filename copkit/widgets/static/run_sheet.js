// The run sheet of an event: its steps in their order, and lengths of time in words.

function runSheetOf(wire, event) {
  return wire.rows("agenda_items").filter((row) => row.event === event)
    .sort((one, other) => one.position - other.position)
    .map((row) => ({ ...row, minutes: Number(row.minutes) }));
}

function inMinutes(count) {
  return count === 1 ? "1 minute" : `${count} minutes`;
}

// The time so many minutes after a start such as 10:05; without one, how much later it is.
function minutesAfter(starts, minutes) {
  const [hours, rest] = (starts || "0:00").split(":").map(Number);
  const whole = hours * 60 + rest + minutes;
  const two = (number) => String(number).padStart(2, "0");
  return starts ? `${two(Math.floor(whole / 60) % 24)}:${two(whole % 60)}` : `+${Math.floor(whole / 60)}:${two(whole % 60)}`;
}
