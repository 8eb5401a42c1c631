// Folds all groups of rows at once; opens the group that an address leads into, and all of them on paper.
const groups = () => document.querySelectorAll("details.group");

function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const group = target?.closest("details.group");
  if (group && !group.open) {
    group.open = true;
    target.scrollIntoView();
  }
}

window.addEventListener("hashchange", openTarget);
window.addEventListener("beforeprint", () => groups().forEach((group) => (group.open = true)));
// The target of an address can be hidden by the time that this runs.
openTarget();

export function mount(list) {
  const own = [...list.querySelectorAll("a")].map((link) => document.getElementById(link.hash.slice(1)));
  const button = document.createElement("button");
  button.type = "button";
  button.className = "groups__fold";
  // A list that is narrowed, or the law of another day, hides the groups that hold nothing.
  const shown = () => own.filter((group) => !group.hidden);
  const folded = () => shown().filter((group) => !group.open).length;
  const name = () => (button.textContent = folded() ? `Unfold all (${folded()} of ${shown().length} folded)` : "Fold all");
  button.addEventListener("click", () => {
    const open = folded() > 0;
    shown().forEach((group) => (group.open = open));
    name();
  });
  const watch = new MutationObserver(name);
  own.forEach((group) => watch.observe(group, { attributeFilter: ["open", "hidden"] }));
  name();
  list.append(button);
}
