// The option of a list that the arrow keys have reached while the focus stays in the field, as the ARIA Authoring Practices have it.
export function activeOption(field, list) {
  let place = -1;
  const options = () => [...list.querySelectorAll("[role=option]")];

  function reach(next) {
    const all = options();
    all[place]?.setAttribute("aria-selected", "false");
    place = all[next] ? next : -1;
    if (place < 0) return field.removeAttribute("aria-activedescendant");
    all[place].setAttribute("aria-selected", "true");
    all[place].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", all[place].id);
  }

  return {
    clear: () => reach(-1),
    next: () => reach(place + 1 < options().length ? place + 1 : 0),
    previous: () => reach(place > 0 ? place - 1 : options().length - 1),
    get: () => options()[place] ?? options()[0],
  };
}
