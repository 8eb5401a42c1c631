// The rows of duties and targets, shown as the law stated them on a day.
const SPAN = "[data-stated-from]";
const undo = [];

// Days are compared as text: 2025-06-01 stands before 2025-07-31. `statedUntil` is the first day without it.
const holds = ({ statedFrom, statedUntil }, day) => statedFrom && statedFrom <= day && (!statedUntil || day < statedUntil);

function hide(element) {
  if (element.hidden) return;
  element.hidden = true;
  undo.push(() => (element.hidden = false));
}

function unfold(group) {
  if (group.open) return;
  group.open = true;
  undo.push(() => (group.open = false));
}

function write(element, text) {
  const before = element.textContent;
  element.textContent = text;
  undo.push(() => (element.textContent = before));
}

// The number of rows that stood in a group, at its head and in the way to it; the day is told again, since the banner scrolls away.
function recount(group, dayWords) {
  const way = document.querySelector(`nav.groups a[href="#${group.id}"]`)?.parentElement;
  const count = group.querySelectorAll(`tr${SPAN}:not([hidden])`).length;
  if (!count) return [group, way].filter(Boolean).forEach(hide);
  unfold(group);
  write(group.querySelector("summary .count"), `${count} on ${dayWords}`);
  if (way) write(way.querySelector(".count"), String(count));
}

// Puts the words that held on the day in place of today's. What an earlier statement leaves out reads as in the one after it.
function turnBack(row, day) {
  const earlier = [...row.querySelectorAll(SPAN)];
  const place = earlier.findIndex((one) => holds(one.dataset, day));
  if (place < 0) return false;
  const later = earlier.slice(0, place + 1);
  for (const name of ["value", "date"]) {
    const piece = `[data-piece=${name}]`;
    const said = later.map((one) => one.querySelector(piece)).findLast(Boolean);
    const now = row.querySelector(`td > ${piece}`);
    if (!said || !now) continue;
    const then = said.cloneNode(true);
    then.className = "as-it-stood";
    hide(now);
    now.after(then);
    undo.push(() => then.remove());
  }
  later.slice(0, -1).forEach(hide);
  const name = earlier[place].querySelector(".detail__name");
  write(name, "as it stood");
  name.classList.add("as-it-stood");
  undo.push(() => name.classList.remove("as-it-stood"));
  earlier[place].querySelectorAll("[data-piece]").forEach(hide);
  return true;
}

export function showPresent() {
  while (undo.length) undo.pop()();
}

// Shows the rows of one day; tells how many there are, how many were stated then and how many read differently now.
export function showStatedOn(day, dayWords) {
  showPresent();
  const rows = [...document.querySelectorAll(`tr${SPAN}`)];
  const stated = rows.filter((row) => holds(row.dataset, day));
  rows.filter((row) => !stated.includes(row)).forEach(hide);
  const differing = stated.filter((row) => turnBack(row, day));
  for (const group of new Set(rows.map((row) => row.closest("details.group")))) recount(group, dayWords);
  for (const heading of document.querySelectorAll("h2[data-rows]")) {
    const count = stated.filter((row) => row.closest(`table.${heading.dataset.rows}`)).length;
    const noun = count > 1 ? heading.dataset.many : heading.dataset.one;
    write(heading.querySelector(".count"), `${count || "no"} ${noun} on ${dayWords}`);
  }
  // What is due after today is no part of the law of an earlier day.
  for (const coming of document.querySelectorAll(".coming")) {
    hide(coming);
    // The theme prints the table of contents twice, once for the drawer of narrow screens.
    const entries = document.querySelectorAll(`.md-nav--secondary a[href$="#${coming.querySelector("h2").id}"]`);
    for (const entry of entries) hide(entry.parentElement);
  }
  return { all: rows.length, stated: stated.length, differing: differing.length };
}
