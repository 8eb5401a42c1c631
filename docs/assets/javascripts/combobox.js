// A field with a list of options that follows what is typed, as the ARIA Authoring Practices have it: the focus stays in
// the field, arrows move through the list, Enter chooses, Escape closes. `options` may be slow: only its last answer counts,
// and it can ask whether it is still the one that is wanted.
export function combobox({ field, list, options, choose, show }) {
  let found = [];
  let active = -1;
  let asked = 0;

  const isOpen = () => !list.hidden;

  function mark(place) {
    active = place;
    for (const [index, node] of [...list.children].entries()) node.setAttribute("aria-selected", String(index === place));
    if (place < 0) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", list.children[place].id);
    list.children[place].scrollIntoView({ block: "nearest" });
  }

  function close() {
    asked++;
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    mark(-1);
  }

  async function open(place = -1) {
    const turn = ++asked;
    const isWanted = () => turn === asked;
    const answer = await options(field.value, isWanted);
    if (!isWanted() || !answer) return;
    found = answer;
    list.replaceChildren(...found.map((option, index) => {
      const node = show(option);
      node.id = `${list.id}_${index}`;
      node.setAttribute("role", "option");
      return node;
    }));
    list.hidden = !found.length;
    field.setAttribute("aria-expanded", String(isOpen()));
    mark(found.length ? Math.min(place, found.length - 1) : -1);
  }

  function pick(place) {
    const option = found[place];
    close();
    if (option) choose(option);
  }

  const moves = {
    ArrowDown: () => (isOpen() ? mark((active + 1) % found.length) : open(0)),
    ArrowUp: () => (isOpen() ? mark((active <= 0 ? found.length : active) - 1) : open(0)),
    Escape: () => (isOpen() ? close() : (field.value = "")),
  };
  field.addEventListener("keydown", (event) => {
    // Keys that end the writing of a Chinese, Japanese or Korean word choose nothing.
    if (event.isComposing || !moves[event.key]) return;
    event.preventDefault();
    moves[event.key]();
  });
  field.addEventListener("input", () => open(field.value.trim() ? 0 : -1));
  field.addEventListener("click", () => isOpen() || open());
  field.addEventListener("blur", close);
  // The field keeps the focus, so that its blur does not close the list before the click comes.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => {
    const node = target.closest("[role=option]");
    if (node) pick([...list.children].indexOf(node));
  });
  field.form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!isOpen()) await open(field.value.trim() ? 0 : -1);
    if (active >= 0) pick(active);
  });
}
