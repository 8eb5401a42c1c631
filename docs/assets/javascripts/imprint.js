// Repeats at the foot of every printed sheet where it was printed from: the address, with what the reader chose in it.
export function mount(line) {
  const address = line.querySelector("span");
  const own = address.textContent;
  window.addEventListener("beforeprint", () => {
    address.textContent = own + location.search;
    document.documentElement.style.setProperty("--imprint", JSON.stringify(line.textContent));
  });
}
