// The explorer of policies: what is chosen stands in the address and is shown as rows, counts, chips, files and feeds.
import { choiceChips } from "./choice-chips.js";
import { compareTray } from "./compare-tray.js";
import { element } from "./elements.js";
import { MOST_COMPARED, addressOf, readChoice } from "./explorer-address.js";
import { fittingRows } from "./facet-counts.js";
import { foldedWords } from "./folded.js";
import { policyColumns } from "./policy-columns.js";
import { policyRow } from "./policy-rows.js";
import { asCsv, asJson, saveFile } from "./view-files.js";
import { fittingFeed } from "./view-feed.js";

const PORTION = 100;
const TWO_COLUMNS = matchMedia("(min-width: 70em)");
const FILES = { csv: ["text/csv", asCsv], json: ["application/json", asJson] };
const grouped = (number) => number.toLocaleString("en");
const filled = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);

async function load(source) {
  const answer = await fetch(source);
  if (!answer.ok) throw new Error(`${answer.status} ${source}`);
  return policyColumns(await answer.json());
}

export async function mount(root) {
  try {
    start(root, await load(root.dataset.source));
  } catch (error) {
    console.warn(error);
    root.classList.add("explorer--plain");
    root.prepend(element("p", { role: "status" }, "The filters could not be loaded. Load the page again to try once more."));
  }
}

function start(root, policies) {
  const part = (name) => root.querySelector(`.explorer__${name}`);
  const [text, sort] = ["q", "sort"].map((name) => root.querySelector(`[name=${name}]`));
  const [filter, status, more] = ["filter", "count", "more"].map(part);
  const body = root.querySelector("tbody");
  const addresses = {
    policy: (id) => filled(root.dataset.policy, { id }),
    record: (id) => filled(root.dataset.record, { id }),
    region: (id) => filled(root.dataset.region, { id }),
    whole: (path) => new URL(path, location).href,
  };
  const showChips = choiceChips(part("chips"), policies.facets, { drop: dropChoice, clear: clearAll, leave: () => text.focus() });
  const showTray = compareTray(root.querySelector(".compare-tray"), {
    most: MOST_COMPARED,
    page: root.dataset.compare,
    titleOf: (id) => policies.policy(policies.rowOf(id)).shortTitle,
    drop: (id) => compare(choice.compared.filter((other) => other !== id)),
  });
  let choice;
  let found = [];
  let shown = 0;

  function showBoxes(counts) {
    for (const [index, { name, values }] of policies.facets.entries()) {
      const ids = choice.chosen[name];
      const facet = root.querySelector(`[data-facet=${name}]`);
      facet.open ||= ids.length > 0;
      facet.querySelector(".count").textContent = ids.length ? `${ids.length} chosen` : "";
      for (const box of facet.querySelectorAll("input")) {
        const count = counts[index][values.findIndex(({ id }) => id === box.value)] ?? 0;
        box.checked = ids.includes(box.value);
        box.parentElement.classList.toggle("facet__none", !count);
        box.parentElement.querySelector(".facet__count").textContent = grouped(count);
      }
    }
    const chosen = Object.values(choice.chosen).flat().length;
    filter.querySelector(".count").textContent = chosen ? `${chosen} chosen` : "";
  }

  function showStatus() {
    const total = policies.count === 1 ? "1 policy" : `${grouped(policies.count)} policies`;
    const count = found.length === policies.count ? total : `${grouped(found.length)} of ${total}`;
    const part = shown < found.length ? `; the first ${grouped(shown)} are shown` : "";
    const unknown = choice.unknown.length ? `. Passed over, for nothing here has it: ${choice.unknown.join(", ")}` : "";
    status.textContent = `${count}${part}${unknown}.`;
  }

  function showRows(limit) {
    const rows = found.slice(shown, limit).map((row) => policies.policy(row));
    body.append(...rows.map((policy) => policyRow(policy, addresses, choice.compared.includes(policy.id))));
    shown = Math.min(limit, found.length);
    more.hidden = shown === found.length;
    more.firstElementChild.textContent = `Show ${grouped(Math.min(PORTION, found.length - shown))} more`;
    showStatus();
    limitCompared();
  }

  function showFeed() {
    const feed = fittingFeed(choice, root.dataset);
    part("feed").hidden = !feed;
    part("no-feed").hidden = Boolean(feed);
    for (const link of feed ? part("feed").querySelectorAll("a") : []) {
      link.href = filled(feed.pattern, { id: feed.id, form: link.type.includes("atom") ? "atom" : "json" });
    }
  }

  function limitCompared() {
    const { compared } = choice;
    for (const box of body.querySelectorAll("input")) {
      box.checked = compared.includes(box.value);
      box.disabled = compared.length >= MOST_COMPARED && !box.checked;
    }
  }

  function show(limit = PORTION) {
    const { fits, counts } = fittingRows(policies, choice.chosen, foldedWords(choice.text));
    found = policies.order(choice.sort).filter((row) => fits[row]);
    shown = 0;
    body.replaceChildren();
    showRows(limit);
    if (!found.length) body.append(element("tr", {}, element("td", { colspan: 8 }, "No policy fits. Take away a choice or a word.")));
    showBoxes(counts);
    showChips(choice);
    showFeed();
  }

  function readAddress() {
    choice = readChoice(new URL(location), policies);
    text.value = choice.text;
    sort.value = choice.sort;
    show(history.state?.shown);
    showTray(choice.compared);
  }

  // A choice is a step that "Back" takes back; a letter or a tick is not.
  function change(changes, isStep = true) {
    choice = { ...choice, unknown: [], ...changes };
    const address = addressOf(choice, location, policies);
    if (isStep && address.href !== location.href) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    show();
  }

  function compare(compared) {
    choice = { ...choice, compared };
    history.replaceState(history.state, "", addressOf(choice, location, policies));
    limitCompared();
    showTray(compared);
  }

  function dropChoice(name, value) {
    if (name === "q") text.value = "";
    const chosen = { ...choice.chosen, [name]: choice.chosen[name]?.filter((id) => id !== value) };
    change(name === "q" ? { text: "" } : { chosen });
  }

  function clearAll() {
    text.value = "";
    change({ text: "", chosen: Object.fromEntries(policies.facets.map(({ name }) => [name, []])) });
  }

  text.addEventListener("input", () => change({ text: text.value }, false));
  sort.addEventListener("change", () => change({ sort: sort.value }));
  filter.addEventListener("change", ({ target: { name } }) => {
    const ids = [...filter.querySelectorAll(`[name=${name}]:checked`)].map((box) => box.value);
    change({ chosen: { ...choice.chosen, [name]: ids } });
  });
  body.addEventListener("change", ({ target: { value, checked } }) => {
    compare(checked ? [...choice.compared, value] : choice.compared.filter((id) => id !== value));
  });
  more.addEventListener("click", () => {
    const next = body.children.length;
    showRows(shown + PORTION);
    history.replaceState({ shown }, "");
    body.children[next].querySelector("a").focus();
  });
  part("keep").addEventListener("click", ({ target }) => {
    const form = target.dataset.file;
    if (!form) return;
    const [type, write] = FILES[form];
    saveFile(`battery-policies-${policies.asOf}.${form}`, type, write(found.map((row) => policies.policy(row)), addresses));
  });
  window.addEventListener("popstate", readAddress);
  TWO_COLUMNS.addEventListener("change", fold);
  function fold() {
    filter.open = TWO_COLUMNS.matches;
  }

  fold();
  root.querySelector("thead tr").append(element("th", { scope: "col" }, "Compare"));
  readAddress();
  part("rest")?.remove();
  for (const control of root.querySelectorAll("[data-control]")) control.hidden = false;
}
