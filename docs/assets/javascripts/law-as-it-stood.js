// Lets the reader choose a day and shows the duties and targets that the law stated then. The day stands in the address.
import { showPresent, showStatedOn } from "./stated-rows.js";

const NAME = "law";
const format = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const inWords = (day) => format.format(new Date(day)).replace(" ", "\u00a0");

function isDay(text) {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function localToday() {
  const now = new Date();
  const [month, day] = [now.getMonth() + 1, now.getDate()].map((number) => String(number).padStart(2, "0"));
  return `${now.getFullYear()}-${month}-${day}`;
}

export function mount(root) {
  const { begins, beginsWords, ends, endsWords, knownUntil, knownUntilWords, present } = root.dataset;
  const today = [localToday(), root.dataset.today].sort().at(-1);
  const form = root.querySelector("form");
  const field = form.elements[NAME];
  const back = form.querySelector("[data-law='']");
  const banner = root.querySelector("[role=status]");
  const error = root.querySelector("[role=alert]");

  // Why a day cannot be shown; empty where it can.
  function fault(day) {
    if (!day) return "Give a whole date: day, month and year.";
    if (!isDay(day)) return `“${day}” is not a date. A day is written as 2025-06-01.`;
    return day > today ? `${inWords(day)} is still to come. Choose ${inWords(today)} or a day before it.` : "";
  }

  function account({ all, stated, differing }, day) {
    if (day < begins) return `The policy stated nothing yet: its beginning is ${beginsWords}.`;
    if (day >= ends && !stated) return `The policy stated nothing any more: its end is ${endsWords}.`;
    const share = `${stated} of ${all} duties and targets on this page ${stated === 1 ? "was" : "were"} stated then`;
    const outliving = day >= ends ? ` The end of the policy is ${endsWords}; what is shown outlives it.` : "";
    return `${share}; ${differing || "none"} of them ${differing > 1 ? "read" : "reads"} differently from ${present}.${outliving}`;
  }

  function remarks(day) {
    return [
      day >= begins && `A fact whose first day is not recorded counts from the beginning of the policy, ${beginsWords}.`,
      day > knownUntil && `Changes of the law after ${knownUntilWords} may be missing.`,
      `Wording, notes, sources and all else on this page are those of ${present}.`,
    ].filter(Boolean).join(" ");
  }

  function announce(counts, day) {
    const [date, summary, details] = ["strong", "p", "p"].map((name) => document.createElement(name));
    date.textContent = `The law as it stood on ${inWords(day)}.`;
    summary.append(date, ` ${account(counts, day)}`);
    details.className = "detail";
    details.textContent = remarks(day);
    banner.replaceChildren(summary, details);
  }

  function complain(text) {
    error.textContent = text;
    if (text) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }

  function showAddress() {
    const day = new URL(location).searchParams.get(NAME);
    const problem = day === null ? "" : fault(day);
    const isPast = day !== null && !problem;
    complain(problem);
    back.hidden = !isPast;
    field.value = isPast ? day : "";
    root.classList.toggle("law--past", isPast);
    for (const choice of root.querySelectorAll("[data-law]:not([data-law=''])")) {
      choice.setAttribute("aria-pressed", String(choice.dataset.law === day));
    }
    if (!isPast) {
      showPresent();
      banner.replaceChildren();
      return;
    }
    announce(showStatedOn(day, inWords(day)), day);
  }

  function go(day) {
    const address = new URL(location);
    if (day) address.searchParams.set(NAME, day);
    else address.searchParams.delete(NAME);
    if (address.href !== location.href) history.pushState(null, "", address);
    showAddress();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const problem = fault(field.value);
    if (problem) complain(problem);
    else go(field.value);
  });
  root.addEventListener("click", ({ target }) => {
    const choice = target.closest("[data-law]");
    if (!choice) return;
    go(choice.dataset.law);
    if (choice === back) field.focus();
  });
  window.addEventListener("popstate", showAddress);
  root.hidden = false;
  showAddress();
  if (root.classList.contains("law--past")) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}
