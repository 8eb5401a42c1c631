// The box "Cite this": writes the reader's day, copies, and gives the reference to the fact that the address names.
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });

export function mount(box) {
  writeDay(box);
  for (const button of box.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button, box));
  }
  const pointer = pointerToBox();
  const follow = () => citeFact(factInAddress(), box, pointer);
  addEventListener("hashchange", follow);
  follow();
}

function writeDay(box) {
  const today = DAY.format(new Date()).replace(" ", "\u00a0");
  for (const day of box.querySelectorAll("[data-cite=day]")) day.textContent = today;
  for (const accessed of box.querySelectorAll("[data-cite=accessed]")) accessed.hidden = false;
}

// The link "cite" of the row that the address names, which holds the row's words.
function factInAddress() {
  return document.getElementById(location.hash.slice(1))?.querySelector("[data-words]");
}

// What was cited stays when the address names something else, such as the box itself.
function citeFact(link, box, pointer) {
  if (!link) return;
  const part = box.querySelector("[data-cite=value]");
  const address = part.querySelector("[data-cite=address]");
  part.querySelector("[data-cite=words]").textContent = link.dataset.words;
  address.href = link.href;
  address.textContent = address.textContent.replace(/(#.*)?$/, link.hash);
  part.hidden = false;
  link.after(pointer);
}

function pointerToBox() {
  const pointer = document.createElement("a");
  pointer.className = "cite-pointer";
  pointer.href = "#cite";
  pointer.textContent = "reference ↓";
  pointer.ariaLabel = "Go to the reference to this value";
  return pointer;
}

async function copy(button, box) {
  const source = button.parentElement.querySelector("[data-text]");
  const text = source.matches("pre") ? source.textContent : source.textContent.replace(/\s+/g, " ").trim();
  const status = box.querySelector("[role=status]");
  for (const other of box.querySelectorAll("[data-copied]")) delete other.dataset.copied;
  try {
    await navigator.clipboard.writeText(text);
    button.dataset.copied = "";
    status.textContent = `Copied: ${button.dataset.copy}.`;
  } catch {
    source.closest("details")?.setAttribute("open", "");
    getSelection().selectAllChildren(source);
    status.textContent = "The browser does not let this page copy. The text is selected: copy it with the keyboard.";
  }
}
