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

export function mount(list) {
  const own = [...list.querySelectorAll("a")].map((link) => document.getElementById(link.hash.slice(1)));
  const button = document.createElement("button");
  button.type = "button";
  button.className = "groups__fold";
  const name = () => (button.textContent = own.some((group) => group.open) ? "Fold all" : "Open all");
  button.addEventListener("click", () => {
    const open = !own.some((group) => group.open);
    own.forEach((group) => (group.open = open));
    name();
  });
  own.forEach((group) => group.addEventListener("toggle", name));
  name();
  list.append(button);
}
