// The search of the site: opened by its button, by a key, or by an address that holds a query. What it needs is fetched then.
import { queryInAddress } from "./search-address.js";

const KEYS = new Set(["/", "s", "f"]);
const isWriting = ({ tagName, isContentEditable }) => isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(tagName);

function opens({ key, target, ctrlKey, metaKey, altKey, isComposing }) {
  if (isComposing || altKey || document.querySelector("dialog[open]")) return false;
  return ctrlKey || metaKey ? key === "k" : KEYS.has(key) && !isWriting(target);
}

let loading;
const load = () => (loading ??= import("./search-dialog.js"));

export function mount(button) {
  const open = (query) => load().then(({ openSearch }) => openSearch(query), () => location.assign(button.href));
  const openFor = (event) => {
    event.preventDefault();
    open();
  };
  // Without a script it is a link to the list of policies.
  button.setAttribute("role", "button");
  button.setAttribute("aria-haspopup", "dialog");
  button.addEventListener("click", openFor);
  button.addEventListener("keydown", (event) => event.key === " " && openFor(event));
  // A hand on its way to the button is reason enough to begin.
  for (const sign of ["pointerenter", "focus"]) button.addEventListener(sign, load, { once: true });
  document.addEventListener("keydown", (event) => opens(event) && openFor(event));
  const query = queryInAddress();
  if (query) open(query);
}
