// A second button that opens the site's search.
export function mount(button) {
  button.addEventListener("click", () => document.querySelector("[data-component=site-search]").click());
}
