// The search of the site: opened by its button, by a key, or by an address that holds a query.
import { queryInAddress } from "./search-address.js";
import { openSearch } from "./search-dialog.js";

const KEYS = new Set(["/", "s", "f"]);
const isWriting = ({ tagName, isContentEditable }) => isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(tagName);

function opens({ key, target, ctrlKey, metaKey, altKey, isComposing }) {
  if (isComposing || altKey || document.querySelector("dialog[open]")) return false;
  return ctrlKey || metaKey ? key === "k" : KEYS.has(key) && !isWriting(target);
}

export function mount(button) {
  const open = (event) => {
    event.preventDefault();
    openSearch();
  };
  // Without a script it is a link to the list of policies.
  button.setAttribute("role", "button");
  button.setAttribute("aria-haspopup", "dialog");
  button.addEventListener("click", open);
  button.addEventListener("keydown", (event) => event.key === " " && open(event));
  document.addEventListener("keydown", (event) => opens(event) && open(event));
  const query = queryInAddress();
  if (query) openSearch(query);
}
