// What is chosen, as buttons that take it away again.
import { element } from "./elements.js";

function chip(words, name, value) {
  const button = { type: "button", class: "chip", name, value, "aria-label": `Remove ${words}` };
  return element("li", {}, element("button", button, words));
}

// `drop` is called with the name and the value of a choice, `clear` for all of them, `leave` when none is left to focus.
export function choiceChips(list, facets, { drop, clear, leave }) {
  list.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    const place = [...list.querySelectorAll("button")].indexOf(button);
    if (button.name) drop(button.name, button.value);
    else clear();
    const left = list.querySelectorAll("button[name]");
    if (left.length) left[Math.min(place, left.length - 1)].focus();
    else leave();
  });

  return ({ chosen, text }) => {
    const chips = facets.flatMap(({ name, label, values }) =>
      values.filter(({ id }) => chosen[name].includes(id)).map((value) => chip(`${label}: ${value.label}`, name, value.id)));
    if (text.trim()) chips.push(chip(`“${text.trim()}”`, "q", ""));
    if (chips.length) chips.push(element("li", {}, element("button", { type: "button", class: "chip chip--clear" }, "Clear all")));
    list.replaceChildren(...chips);
    list.hidden = !chips.length;
  };
}
