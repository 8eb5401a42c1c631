// Narrows a list by the choices of a form. They stand in the address; an item names its terms in data-<name of the choice>.
// Sections and folds that hold no item any more go too; folds that hold one open as long as the list is narrowed.
export function mount(form) {
  const selects = [...form.querySelectorAll("select")];
  const { what } = form.dataset;
  const items = [...document.querySelectorAll(`:is(li, tr)${selects.map(({ name }) => `[data-${name}]`).join("")}`)];
  const isHeld = (holder) => items.some((item) => holder.contains(item));
  const sections = [...document.querySelectorAll("article section")].filter(isHeld);
  const folds = [...document.querySelectorAll("details.group")].filter(isHeld);
  const opened = new Set();
  const result = form.querySelector("[role=status]");
  const reset = form.querySelector("[type=reset]");

  const fits = (item, { name, value }) => !value || item.dataset[name].split(" ").includes(value);

  // Each option says how many items it would leave, given the other choices.
  function count(select) {
    const others = selects.filter((other) => other !== select);
    const left = items.filter((item) => others.every((other) => fits(item, other)));
    for (const option of select.options) {
      option.dataset.label ??= option.textContent;
      const number = left.filter((item) => fits(item, { name: select.name, value: option.value })).length;
      option.textContent = `${option.dataset.label} (${number})`;
      option.disabled = option.value !== "" && !number && !option.selected;
    }
  }

  // Without a choice a count says what the page said, which may be that it shows only a part: `15 of 340`.
  function tell(number, left, isNarrowed) {
    number.dataset.whole ??= number.textContent;
    number.textContent = isNarrowed ? String(left) : number.dataset.whole;
  }

  const holdsShown = (holder, shown) => [...shown].some((item) => holder.contains(item));

  function showFold(fold, shown, isNarrowed) {
    const left = [...shown].filter((item) => fold.contains(item)).length;
    fold.hidden = !left;
    const number = fold.querySelector("summary .count");
    const way = document.querySelector(`nav.groups a[href="#${fold.id}"]`)?.parentElement;
    if (number) tell(number, left, isNarrowed);
    if (way) {
      way.hidden = !left;
      tell(way.querySelector(".count"), left, isNarrowed);
    }
    if (isNarrowed && left && !fold.open) {
      fold.open = true;
      opened.add(fold);
    } else if (!isNarrowed && opened.delete(fold)) fold.open = false;
  }

  function show() {
    const shown = new Set(items.filter((item) => selects.every((select) => fits(item, select))));
    for (const item of items) item.hidden = !shown.has(item);
    for (const section of sections) {
      section.hidden = !holdsShown(section, shown);
      // The theme prints the table of contents twice, once for the drawer of narrow screens.
      const entries = document.querySelectorAll(`.md-nav--secondary a[href$="#${section.querySelector("[id]").id}"]`);
      for (const entry of entries) entry.parentElement.hidden = section.hidden;
    }
    selects.forEach(count);
    const isNarrowed = selects.some(({ value }) => value);
    folds.forEach((fold) => showFold(fold, shown, isNarrowed));
    reset.hidden = !isNarrowed;
    if (!isNarrowed) result.textContent = `${items.length} ${what}`;
    else result.textContent = shown.size ? `${shown.size} of ${items.length} ${what}` : "Nothing fits these choices.";
  }

  function readAddress() {
    const asked = new URL(location).searchParams;
    for (const select of selects) {
      const value = asked.get(select.name) ?? "";
      select.value = [...select.options].some((option) => option.value === value) ? value : "";
    }
    show();
  }

  function writeAddress() {
    const address = new URL(location);
    for (const { name, value } of selects) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    if (address.href !== location.href) history.pushState(null, "", address);
    show();
  }

  form.addEventListener("change", writeAddress);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const select of selects) select.value = "";
    writeAddress();
    selects[0].focus();
  });
  window.addEventListener("popstate", readAddress);
  form.hidden = false;
  readAddress();
}
