// The tray that holds the policies chosen for comparison, and the way to their page.
import { dropping } from "./choice-chips.js";
import { element } from "./element.js";

function advice(count, most) {
  if (!count) return "";
  if (count === 1) return `1 policy chosen. Choose another to compare it with, up to ${most} in all.`;
  return `${count} policies chosen, ${count < most ? `of up to ${most}` : "which is the most"}.`;
}

// `titleOf` gives the name of a policy; `drop` is called with the id of one that is taken out.
export function compareTray(tray, { most, page, titleOf, drop, leave }) {
  const [status, list, go] = ["[role=status]", "ul", "a"].map((part) => tray.querySelector(part));

  function chip(id) {
    const button = { type: "button", className: "chip", value: id, ariaLabel: `Do not compare ${titleOf(id)}` };
    return element("li", {}, element("button", button, titleOf(id)));
  }

  dropping(list, ({ value }) => drop(value), leave);
  return (ids) => {
    tray.hidden = !ids.length;
    status.textContent = advice(ids.length, most);
    list.replaceChildren(...ids.map(chip));
    go.hidden = ids.length < 2;
    go.href = `${page}?${ids.map((id) => `p=${encodeURIComponent(id)}`).join("&")}`;
    go.textContent = `Compare ${ids.length} policies`;
  };
}
