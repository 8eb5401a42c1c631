// What is chosen, as buttons that take it away again.
import { element } from "./element.js";

function chip(words, name, value) {
  const button = { type: "button", className: "chip", name, value, ariaLabel: `Remove ${words}` };
  return element("li", {}, element("button", button, words));
}

// Calls `drop` when one of the buttons of a list is pressed, and keeps the focus in the list as long as it holds one.
export function dropping(list, drop, leave) {
  list.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    const place = [...list.querySelectorAll("button")].indexOf(button);
    drop(button);
    const left = list.querySelectorAll("button[value]");
    if (left.length) left[Math.min(place, left.length - 1)].focus();
    else leave();
  });
}

export function choiceChips(list, facets) {
  const clear = element("li", {}, element("button", { type: "button", className: "chip chip--clear" }, "Clear all"));
  return ({ chosen, text }) => {
    const chips = facets.flatMap(({ name, label, values }) =>
      values.filter(({ id }) => chosen[name].includes(id)).map((value) => chip(`${label}: ${value.label}`, name, value.id)),
    );
    if (text.trim()) chips.push(chip(`“${text.trim()}”`, "name", "text"));
    list.replaceChildren(...chips, ...(chips.length ? [clear] : []));
    list.hidden = !chips.length;
  };
}
