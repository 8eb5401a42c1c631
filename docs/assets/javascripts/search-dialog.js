// The dialog of the search. The index is fetched when it opens, and the results follow what is typed.
import { activeOption } from "./active-option.js";
import { element } from "./element.js";
import { writeQuery, writeQuerySoon } from "./search-address.js";
import { openSearchIndex } from "./search-index.js";
import { rank } from "./search-ranking.js";
import { listOfPolicies, searchView } from "./search-view.js";

const ROOT = new URL("../../", import.meta.url);
// Letters that follow one another quicker are one question; each would fetch its own part of a large index.
const PAUSE = 150;
const HINT = "A name, an official number, or words of a duty or a target, in any script. Arrow keys choose, Enter opens.";
const FAILURE = "The search could not load its index. Without it there is the ";
const MARKUP = `
<form class="search__bar" role="search">
<button type="button" class="search__close" aria-label="Close the search"><svg aria-hidden="true" viewBox="0 0 24 24"><path d="M20 11v2H8l5.5 5.5-1.4 1.4L4.2 12l7.9-7.9 1.4 1.4L8 11z"/></svg></button>
<input class="search__field" type="text" inputmode="search" enterkeyhint="search" role="combobox" aria-label="Search" aria-expanded="false" aria-controls="search_list" aria-autocomplete="list" autocomplete="off" autocapitalize="none" autocorrect="off" spellcheck="false" placeholder="Name, number or words · 电池 · 蓄電池 · 배터리">
<button type="reset" class="search__clear" aria-label="Clear" hidden><svg aria-hidden="true" viewBox="0 0 24 24"><path d="M19 6.4 17.6 5 12 10.6 6.4 5 5 6.4l5.6 5.6L5 17.6 6.4 19l5.6-5.6 5.6 5.6 1.4-1.4-5.6-5.6z"/></svg></button>
<div class="search__choices" hidden><label>Region <select></select></label><label>Show <select></select></label></div>
</form>
<div class="search__found">
<p class="search__status" role="status"></p>
<div class="search__list" id="search_list" role="listbox" aria-label="Results"></div>
<p class="search__more" hidden><button type="button"></button></p>
</div>`;

let open;

export function openSearch(query = "") {
  open ??= searchDialog();
  open(query);
}

async function read(name, options) {
  const answer = await fetch(new URL(`search/${name}`, ROOT), options);
  if (!answer.ok) throw new Error(`${answer.status} search/${name}`);
  return answer.json();
}

// Makes the dialog; gives what opens it.
function searchDialog() {
  const root = element("dialog", { className: "search", innerHTML: MARKUP });
  root.setAttribute("aria-label", "Search");
  document.body.append(root);
  const part = (name) => root.querySelector(`.search__${name}`);
  const [form, field, list] = ["bar", "field", "list"].map(part);
  const option = activeOption(field, list);
  const view = searchView(root, ROOT, option);
  let index;
  let running;
  let turn = 0;

  async function run(pause = 0) {
    const mine = ++turn;
    const query = field.value.trim();
    part("clear").hidden = !field.value;
    writeQuerySoon(query);
    if (pause) await new Promise((resolve) => setTimeout(resolve, pause));
    if (mine !== turn) return;
    try {
      index ??= openSearchIndex(read);
      const ranking = await rank(await index, query);
      if (mine !== turn) return;
      if (query) await view.show(await index, ranking);
      else view.say(HINT);
    } catch (error) {
      index = undefined;
      console.warn(error);
      if (mine === turn) view.say(FAILURE, listOfPolicies(ROOT), ".");
    }
  }

  const moves = { ArrowDown: option.next, ArrowUp: option.previous };
  field.addEventListener("keydown", (event) => {
    // Keys that end the writing of a Chinese, Japanese or Korean word choose nothing.
    if (event.isComposing || !moves[event.key]) return;
    event.preventDefault();
    moves[event.key]();
  });
  field.addEventListener("input", () => (running = run(PAUSE)));
  part("choices").addEventListener("change", () => (running = run()));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await running;
    option.get()?.click();
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    field.value = "";
    field.focus();
    running = run();
  });
  list.addEventListener("click", ({ target }) => {
    const link = target.closest("a");
    if (!link) return;
    const staysHere = new URL(link.href).pathname === location.pathname;
    writeQuery(staysHere ? "" : field.value.trim());
    if (staysHere) root.close();
  });
  root.addEventListener("click", ({ target }) => target === root && root.close());
  root.addEventListener("close", () => writeQuery(""));
  part("close").addEventListener("click", () => root.close());

  return (query) => {
    if (!root.open) root.showModal();
    if (query) field.value = query;
    field.focus();
    field.select();
    running = run();
  };
}
