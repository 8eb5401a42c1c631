// The tray that holds the policies chosen for comparison, and the way to their page.
import { element } from "./elements.js";

const counted = (number) => (number === 1 ? "1 policy" : `${number} policies`);

// `titleOf` gives the name of a policy; `drop` is called with the id of one that is taken out.
export function compareTray(tray, { most, page, titleOf, drop }) {
  const [status, list, go] = ["[role=status]", "ul", "a"].map((part) => tray.querySelector(part));

  function chip(id) {
    const button = { type: "button", class: "chip", value: id, "aria-label": `Do not compare ${titleOf(id)}` };
    return element("li", {}, element("button", button, titleOf(id)));
  }

  function advice(count) {
    if (!count) return "";
    if (count === 1) return `1 policy chosen. Choose one more, up to ${most}.`;
    return `${counted(count)} chosen, ${count < most ? `up to ${most}` : "which is the most"}.`;
  }

  list.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    const place = [...list.querySelectorAll("button")].indexOf(button);
    drop(button.value);
    const left = list.querySelectorAll("button");
    left[Math.min(place, left.length - 1)]?.focus();
  });

  return (ids) => {
    tray.hidden = !ids.length;
    status.textContent = advice(ids.length);
    list.replaceChildren(...ids.map(chip));
    go.hidden = ids.length < 2;
    go.href = `${page}?${ids.map((id) => `p=${encodeURIComponent(id)}`).join("&")}`;
    go.textContent = `Compare ${counted(ids.length)}`;
  };
}
