// A button that opens the site's own search.
export function mount(button) {
  const field = document.querySelector(".md-search__input");
  const toggle = document.querySelector("#__search");
  if (!field || !toggle) return;
  button.addEventListener("click", () => {
    toggle.checked = true;
    toggle.dispatchEvent(new Event("change"));
    field.focus();
  });
}
