// Puts up to four policies side by side. Which ones, and whether only differences are shown, stands in the address.
import { combobox } from "./combobox.js";
import { NARROWINGS, comparedSections, countedStates, narrowed } from "./compared-lines.js";
import { comparisonTable, sectionLinks } from "./comparison-table.js";
import { element } from "./element.js";
import { namedPolicies } from "./named-policies.js";
import { policyColumns } from "./policy-columns.js";

const MOST = 4;
const MOST_OPTIONS = 100;
// Milliseconds after which a reader wonders.
const LATE = 300;
const LOADING = "The names of the policies are being loaded.";
const [CURRENT, RETIRED, UNKNOWN] = ["current", "retired", "unknown"];

async function read(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(response.statusText);
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
  let known;
  let turn = 0;
  let drawn;

  const inAddress = () => [...new Set(new URL(location).searchParams.getAll("p").filter(Boolean))];
  const narrowings = () => NARROWINGS.filter((name) => new URL(location).searchParams.getAll("only").includes(name));
  const boxes = [...only.querySelectorAll("input")];
  const shownIds = () => shown.map(({ id }) => id);

  function policies() {
    const source = within(root.dataset.names);
    names ??= read(source).then((data) => policyColumns(data, (name) => read(new URL(name, source))));
    names.catch(() => (names = undefined));
    return names;
  }

  // Whether an id is current, retired or unknown, so that nothing is asked for that is not there. What is current stands in
  // the data that the field needs too; the list of all versions is several times as long.
  async function standing(id) {
    if ((await policies()).rowOf(id) >= 0) return CURRENT;
    known ??= read(within(root.dataset.versions));
    known.catch(() => (known = undefined));
    return (await known).policies.find((policy) => policy.id === id)?.status ?? UNKNOWN;
  }

  async function column(id) {
    if (loaded.has(id)) return loaded.get(id);
    const status = await standing(id);
    if (status !== CURRENT) throw new Error(id, { cause: status });
    loaded.set(id, await read(about(root.dataset.column, id)));
    return loaded.get(id);
  }

  function missing(id, { cause }) {
    if (cause === UNKNOWN) return element("p", {}, `The registry knows no record “${id}”.`);
    if (cause === RETIRED) {
      return element("p", {}, `There is no current record “${id}”. `, element("a", { href: about(root.dataset.policy, id) }, "What became of it"));
    }
    return element("p", {}, `“${id}” could not be loaded. Is there a connection? `, element("button", { type: "button", onclick: show }, "Try again"));
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
    for (const box of boxes) box.checked = narrowings().includes(box.value);
    only.hidden = shown.length < 2;
    const seen = narrowed(sections, narrowings());
    place.replaceChildren(...(shown.length ? [comparisonTable(shown, seen, (path) => new URL(path, site).href)] : []));
    ways.replaceChildren(...(shown.length ? sectionLinks(seen) : []));
    result.textContent = account(titles, countedStates(sections), countedStates(seen));
    document.title = [...titles, pageTitle].join(" · ");
    printed.textContent = location.href;
    drawn = location.search;
  }

  function account(titles, { alike, differs, partly }, left) {
    if (!titles.length) return "";
    if (titles.length < 2) return `${titles[0]} stands alone. Add a policy to compare it with.`;
    const leftOut = (all, some, verb = "") => (some === all ? "" : some ? `, of which ${all - some} left out` : ` and${verb} left out`);
    const states = [
      `${counted(differs, "line differs", "lines differ", "no")} (≠)`,
      `${counted(partly, "stands", "stand")} in some only (±)${leftOut(partly, left.partly, partly > 1 ? " are" : " is")}`,
      `${counted(alike, "is", "are")} alike (=)${leftOut(alike, left.alike)}`,
    ];
    return `${titles.join(", ")}: ${states.join(", ")}.`;
  }

  async function go(ids) {
    const address = new URL(location);
    address.searchParams.delete("p");
    address.searchParams.delete("only");
    for (const id of ids) address.searchParams.append("p", id);
    for (const { checked, value } of boxes) if (checked && ids.length) address.searchParams.append("only", value);
    if (address.href !== location.href) history.pushState(null, "", address);
    await show();
  }

  async function options(typed, isWanted) {
    const late = setTimeout(() => isWanted() && (hits.textContent = LOADING), LATE);
    const answer = await policies().then((columns) => namedPolicies(columns, typed, shownIds(), MOST_OPTIONS)).catch(() => null);
    clearTimeout(late);
    if (!isWanted()) {
      if (hits.textContent === LOADING) hits.textContent = "";
      return null;
    }
    if (!answer) {
      hits.textContent = "The names of the policies could not be loaded. Is there a connection?";
      return null;
    }
    const { options, found } = answer;
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
