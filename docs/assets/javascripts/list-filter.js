// Narrows a list by the choices of a form. They stand in the address; an item names its terms in data-<name of the choice>.
export function mount(form) {
  const selects = [...form.querySelectorAll("select")];
  const items = [...document.querySelectorAll(`li${selects.map(({ name }) => `[data-${name}]`).join("")}`)];
  const sections = [...new Set(items.map((item) => item.closest("section")))];
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

  function show() {
    const shown = new Set(items.filter((item) => selects.every((select) => fits(item, select))));
    for (const item of items) item.hidden = !shown.has(item);
    for (const section of sections) {
      section.hidden = !section.querySelector("li:not([hidden])");
      // The theme prints the table of contents twice, once for the drawer of narrow screens.
      const entries = document.querySelectorAll(`.md-nav--secondary a[href$="#${section.querySelector("[id]").id}"]`);
      for (const entry of entries) entry.parentElement.hidden = section.hidden;
    }
    selects.forEach(count);
    const isNarrowed = selects.some(({ value }) => value);
    reset.hidden = !isNarrowed;
    if (!isNarrowed) result.textContent = `${items.length} changes`;
    else result.textContent = shown.size ? `${shown.size} of ${items.length} changes` : "No change fits these choices.";
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
