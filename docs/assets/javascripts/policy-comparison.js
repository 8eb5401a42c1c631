// Puts up to four policies side by side. Which ones, and whether only differences are shown, stands in the address.
import { combobox } from "./combobox.js";
import { comparedSections, countedStates, withoutAlike } from "./compared-lines.js";
import { comparisonTable, sectionLinks } from "./comparison-table.js";
import { element } from "./element.js";
import { namedPolicies } from "./named-policies.js";
import { policyColumns } from "./policy-columns.js";

const MOST = 4;
const MOST_OPTIONS = 100;

async function read(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(response.statusText, { cause: response.status });
  return response.json();
}

const counted = (number, one, many, none = "none") => `${number || none} ${number > 1 ? many : one}`;

export function mount(root) {
  const part = (name) => root.querySelector(`[data-part=${name}]`);
  const [field, list, hits, faults, result, only, ways, place, printed] =
    ["field", "list", "hits", "faults", "result", "only", "ways", "place", "address"].map(part);
  const pageTitle = document.title;
  const within = (path) => new URL(path, location).href;
  const site = within(root.dataset.site);
  const about = (pattern, id) => within(pattern.replace("{id}", encodeURIComponent(id)));
  const loaded = new Map();
  let shown = [];
  let names;
  let turn = 0;
  let drawn;

  const inAddress = () => [...new Set(new URL(location).searchParams.getAll("p").filter(Boolean))];
  const isNarrowed = () => new URL(location).searchParams.get("only") === "differences";
  const shownIds = () => shown.map(({ id }) => id);

  async function column(id) {
    if (!loaded.has(id)) loaded.set(id, await read(about(root.dataset.column, id)));
    return loaded.get(id);
  }

  function missing(id, { cause }) {
    const isGone = cause === 404;
    const words = isGone ? `There is no current record “${id}”.` : `“${id}” could not be loaded. Is there a connection?`;
    const way = isGone
      ? element("a", { href: about(root.dataset.policy, id) }, "What became of it")
      : element("button", { type: "button", onclick: show }, "Try again");
    return element("p", {}, words, " ", way);
  }

  async function show() {
    const own = ++turn;
    const ids = inAddress();
    const wanted = ids.slice(0, MOST);
    const answers = await Promise.allSettled(wanted.map(column));
    if (own !== turn) return;
    shown = answers.flatMap(({ value }) => value ?? []);
    const problems = answers.flatMap(({ reason }, index) => (reason ? missing(wanted[index], reason) : []));
    if (ids.length > MOST) problems.push(element("p", {}, `At most four policies stand side by side. Left out: ${ids.slice(MOST).join(", ")}.`));
    faults.replaceChildren(...problems);
    draw();
  }

  function draw() {
    const sections = shown.length ? comparedSections(shown) : [];
    const titles = shown.map(({ policy }) => policy.text);
    only.checked = isNarrowed();
    only.parentElement.hidden = shown.length < 2;
    const seen = isNarrowed() ? withoutAlike(sections) : sections;
    place.replaceChildren(...(shown.length ? [comparisonTable(shown, seen, (path) => new URL(path, site).href)] : []));
    ways.replaceChildren(...(shown.length ? sectionLinks(seen) : []));
    result.textContent = account(titles, countedStates(sections));
    document.title = [...titles, pageTitle].join(" · ");
    printed.textContent = location.href;
    drawn = location.search;
  }

  function account(titles, { alike, differs, partly }) {
    if (!titles.length) return "";
    if (titles.length < 2) return `${titles[0]} stands alone. Add a policy to compare it with.`;
    const states = [
      `${counted(differs, "line differs", "lines differ", "no")} (≠)`,
      `${counted(partly, "stands", "stand")} in some only (±)`,
      `${counted(alike, "is", "are")} alike (=)${isNarrowed() && alike ? " and left out" : ""}`,
    ];
    return `${titles.join(", ")}: ${states.join(", ")}.`;
  }

  async function go(ids, narrowed = only.checked) {
    const address = new URL(location);
    address.searchParams.delete("p");
    address.searchParams.delete("only");
    for (const id of ids) address.searchParams.append("p", id);
    if (narrowed && ids.length) address.searchParams.set("only", "differences");
    if (address.href !== location.href) history.pushState(null, "", address);
    await show();
  }

  async function options(typed) {
    try {
      names ??= policyColumns(await read(within(root.dataset.names)));
    } catch {
      hits.textContent = "The names of the policies could not be loaded. Is there a connection?";
      return null;
    }
    const { options, found } = namedPolicies(names, typed, shownIds(), MOST_OPTIONS);
    if (!found) hits.textContent = `No policy bears “${typed.trim()}” in a name or number.`;
    else if (!typed.trim()) hits.textContent = shown.length ? "Policies on the same topics come first." : "";
    else hits.textContent = `${counted(found, "policy", "policies")} found${found > MOST_OPTIONS ? `, the nearest ${MOST_OPTIONS} listed` : ""}.`;
    return options;
  }

  function choose({ id, shortTitle, isChosen }) {
    hits.textContent = "";
    if (isChosen) faults.replaceChildren(element("p", {}, `${shortTitle} is there already.`));
    else if (shown.length >= MOST) faults.replaceChildren(element("p", {}, `At most four policies stand side by side. Remove one to add ${shortTitle}.`));
    else {
      field.value = "";
      go([...shownIds(), id]);
    }
  }

  function option({ shortTitle, region, otherName, isChosen }) {
    const node = element("div", { ariaDisabled: String(isChosen) }, shortTitle,
      element("span", { className: "detail" }, isChosen && "chosen · ", region.label, otherName && " · ",
        otherName && element("span", { lang: otherName.language }, otherName.text)));
    return node;
  }

  async function use({ tool, id }) {
    const ids = shownIds();
    const from = ids.indexOf(id);
    ids.splice(from, 1);
    const to = tool === "remove" ? Math.min(from, ids.length - 1) : from + (tool === "after" ? 1 : -1);
    if (tool !== "remove") ids.splice(to, 0, id);
    await go(ids);
    const buttons = [...place.querySelectorAll(`thead th:nth-child(${to + 2}) button`)];
    (buttons.find((button) => button.dataset.tool === tool) ?? buttons[0] ?? field).focus();
  }

  combobox({ field, list, options, choose, show: option });
  only.addEventListener("change", () => go(shownIds()));
  place.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-tool]");
    if (button) use(button.dataset);
  });
  // The ways to the sections change the address as well, but not what is shown.
  window.addEventListener("popstate", () => location.search === drawn || show());
  root.hidden = false;
  show().then(() => document.getElementById(location.hash.slice(1))?.scrollIntoView());
}
