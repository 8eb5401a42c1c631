// The explorer of policies: what is chosen stands in the address and is shown as rows, counts, chips, files and feeds.
import { choiceChips, dropping } from "./choice-chips.js";
import { compareTray } from "./compare-tray.js";
import { element } from "./element.js";
import { MOST_COMPARED, addressOf, readChoice } from "./explorer-address.js";
import { facetBoxes } from "./facet-boxes.js";
import { fittingRows } from "./facet-counts.js";
import { foldedWords } from "./folded.js";
import { policyColumns } from "./policy-columns.js";
import { policyRow } from "./policy-rows.js";
import { viewFeed } from "./view-feed.js";
import { saveView } from "./view-files.js";

const PORTION = 100;
// A screen holds no more rows; those below it are drawn when these have been painted.
const AT_ONCE = 25;
const NOTHING =
  "No policy fits. Take away a choice or a word. Only names and numbers are looked at here; the search at the top of the page looks at what the policies say.";
const UNREAD = "The names could not be loaded. Choose again to try once more.";
const grouped = (number) => number.toLocaleString("en");
const counted = (number) => `${grouped(number)} ${number === 1 ? "policy" : "policies"}`;
const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

async function read(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return answer.json();
}

async function load(source) {
  const address = new URL(source, location);
  return policyColumns(await read(address), (name) => read(new URL(name, address)));
}

export async function mount(root) {
  try {
    start(root, await load(root.dataset.source));
  } catch (error) {
    console.warn(error);
    root.classList.add("explorer--plain");
    root.prepend(element("p", {}, "The filters could not be loaded. Load the page again to try once more."));
  }
}

function start(root, policies) {
  const { policy, record, region, compare: comparePage, feed, regionFeed, topicFeed } = root.dataset;
  const part = (name) => root.querySelector(`.explorer__${name}`);
  const [text, sort] = ["name", "sort"].map((name) => root.querySelector(`[name=${name}]`));
  const [body, more] = [root.querySelector("tbody"), part("more")];
  const addresses = {
    policy: (id) => policy.replace("{id}", id),
    record: (id) => record.replace("{id}", id),
    region: (id) => region.replace("{id}", id),
  };
  const titleOf = (id) => policies.shortTitle(policies.rowOf(id)) ?? id;
  let choice;
  let found = [];
  let shown = 0;
  let rest = [];
  let turn = 0;
  let waiting;
  let isUnread = false;

  // Goes on when names are there, at once if none is missing, and never after the reader has chosen otherwise.
  function afterwards(names, goOn) {
    const mine = ++turn;
    isUnread = false;
    if (!names) return goOn();
    part("count").textContent = "The names are being loaded.";
    waiting = names.then(() => mine === turn && goOn(), (error) => {
      console.warn(error);
      if (mine === turn) failed();
    });
  }

  function failed() {
    isUnread = true;
    drawRest();
    part("count").textContent = UNREAD;
  }

  // A choice is a step that "Back" takes back; a letter is not.
  function change(changes, isStep = true) {
    choice = { ...choice, unknown: [], ...changes };
    const address = addressOf(choice, location, policies);
    if (isStep && address.href !== location.href) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    show(PORTION, AT_ONCE);
  }

  function choose(name, ids) {
    change({ chosen: { ...choice.chosen, [name]: ids } });
  }

  function drop({ name, value }) {
    if (!name) change({ text: "", chosen: Object.fromEntries(policies.facets.map((facet) => [facet.name, []])) });
    else if (name === "name") change({ text: "" });
    else choose(name, choice.chosen[name].filter((id) => id !== value));
    text.value = choice.text;
  }

  function compare(compared) {
    choice = { ...choice, compared };
    history.replaceState(history.state, "", addressOf(choice, location, policies));
    showCompared();
  }

  const boxes = facetBoxes(part("filter"), policies.facets, choose);
  const showChips = choiceChips(part("chips"), policies.facets);
  const showFeed = viewFeed(part("feed"), part("no-feed"), { all: feed, region: regionFeed, topic: topicFeed });
  const leave = () => text.focus();
  const showTray = compareTray(root.querySelector(".compare-tray"), {
    most: MOST_COMPARED,
    page: comparePage,
    titleOf,
    drop: (id) => compare(choice.compared.filter((other) => other !== id)),
    leave,
  });

  function showCompared() {
    const { compared } = choice;
    for (const box of body.querySelectorAll("input")) {
      box.checked = compared.includes(box.value);
      box.disabled = compared.length >= MOST_COMPARED && !box.checked;
    }
    showTray(compared);
  }

  function status() {
    const total = counted(policies.count);
    const count = found.length === policies.count ? total : `${grouped(found.length)} of ${total}`;
    const portion = shown < found.length ? `; the first ${grouped(shown)} are shown` : "";
    const unknown = choice.unknown.length ? `. Passed over, because nothing here has it: ${choice.unknown.join(", ")}` : "";
    return `${count}${portion}${unknown}.`;
  }

  function drawn(row) {
    return policyRow(policies.policy(row), addresses, "showsRecorded" in root.dataset);
  }

  function nothing() {
    return element("tr", {}, element("td", { colSpan: body.parentElement.tHead.rows[0].cells.length }, NOTHING));
  }

  // The page keeps its height until all rows are there, lest what the reader looks at move.
  function putOff(rows) {
    rest = rows;
    root.style.minHeight = rest.length ? `${root.offsetHeight}px` : "";
    body.ariaBusy = rest.length > 0;
  }

  function drawRest() {
    body.append(...rest.map(drawn));
    putOff([]);
    showCompared();
  }

  async function drawLater() {
    const mine = turn;
    await painted();
    if (mine === turn) drawRest();
  }

  // Rows stay until those that take their place can be drawn.
  function showRows(first, limit, atOnce = limit, goOn) {
    const rows = found.slice(first, limit);
    if (first) drawRest();
    afterwards(policies.shown([...rows, ...choice.compared.map(policies.rowOf)]), () => {
      const above = rows.slice(0, atOnce).map(drawn);
      putOff(rows.slice(atOnce));
      if (first) body.append(...above);
      else body.replaceChildren(...(rows.length ? above : [nothing()]));
      if (rest.length) drawLater();
      shown = first + rows.length;
      more.hidden = shown === found.length;
      more.firstElementChild.textContent = `Show ${grouped(Math.min(PORTION, found.length - shown))} more`;
      part("count").textContent = status();
      showCompared();
      goOn?.();
    });
  }

  function show(limit = PORTION, atOnce = limit) {
    const words = foldedWords(choice.text);
    boxes.tick(choice.chosen);
    showChips(choice);
    showFeed(choice);
    more.hidden = true;
    afterwards(words.length ? policies.allNamed() : undefined, () => {
      const { fits, counts } = fittingRows(policies, choice.chosen, words);
      found = policies.order(choice.sort).filter((row) => fits[row]);
      boxes.count(counts, `Show ${counted(found.length)}`);
      showRows(0, limit, atOnce);
    });
  }

  async function save(form) {
    await waiting;
    // What is chosen now was never found.
    if (isUnread) return failed();
    const rows = found;
    try {
      await policies.named(rows);
      saveView(form, `battery-policies-${policies.asOf}`, rows.map((row) => policies.policy(row)), addresses);
    } catch (error) {
      console.warn(error);
      part("count").textContent = UNREAD;
    }
  }

  function readAddress() {
    choice = readChoice(new URL(location), policies);
    text.value = choice.text;
    sort.value = choice.sort;
    show(history.state?.shown);
  }

  text.addEventListener("input", () => change({ text: text.value }, false));
  sort.addEventListener("change", () => change({ sort: sort.value }));
  dropping(part("chips"), drop, leave);
  body.addEventListener("change", ({ target: { value, checked } }) => {
    compare(checked ? [...choice.compared, value] : choice.compared.filter((id) => id !== value));
  });
  more.addEventListener("click", () => {
    const next = shown;
    showRows(next, next + PORTION, PORTION, () => {
      history.replaceState({ shown }, "");
      body.children[next].querySelector("a").focus();
    });
  });
  part("keep").addEventListener("click", ({ target: { dataset } }) => {
    if (dataset.file) save(dataset.file);
  });
  window.addEventListener("popstate", readAddress);

  part("rest")?.remove();
  readAddress();
  for (const control of root.querySelectorAll("[data-control]")) control.hidden = false;
}
