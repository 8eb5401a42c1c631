// What the search has found, with the two filters, a portion at a time.
import { element } from "./element.js";
import { excerpt } from "./search-excerpts.js";
import { KINDS, account, findings, missing } from "./search-findings.js";
import { factResult, pageResult, shownNames } from "./search-results.js";

const PORTION = 20;

export const listOfPolicies = (siteRoot) => element("a", { href: new URL("policies/", siteRoot).href }, "list of policies");

function fill(select, choices) {
  const chosen = select.value;
  select.replaceChildren(...choices.map(([value, label, count]) => new Option(`${label} (${count})`, value, false, value === chosen)));
}

export function searchView(root, siteRoot, option) {
  const names = ["field", "list", "status", "more", "choices"];
  const [field, list, status, more, choices] = names.map((name) => root.querySelector(`.search__${name}`));
  const [region, kind] = choices.querySelectorAll("select");
  let turn = 0;
  let answer;
  let found;

  const fitting = (ofKind, place) => answer.findings[ofKind].filter(({ entry }) => place === "" || answer.index.region[entry] === Number(place));

  function showFilters() {
    const ofKind = kind.value || "all";
    found = fitting(ofKind, region.value);
    const regions = [["", "All regions"], ...answer.index.regions.map((label, place) => [String(place), label])];
    fill(region, regions.map(([place, label]) => [place, label, fitting(ofKind, place).length]));
    fill(kind, Object.entries(KINDS).map(([name, label]) => [name, label, fitting(name, region.value).length]));
    choices.hidden = !answer.findings.all.length;
  }

  async function result({ fact, ...of }, words) {
    const { index, ranking } = answer;
    const entry = await index.entry(of.entry);
    const place = index.regions[index.region[of.entry]] ?? "";
    if (fact !== undefined) return factResult(entry, fact, place, siteRoot, words);
    const shown = { ...excerpt(index, ranking, of, entry, shownNames(entry)), missing: missing(ranking, of) };
    return pageResult(entry, shown, place, siteRoot, words);
  }

  async function portion(shown) {
    const words = new Set(answer.ranking.asked.flatMap((piece) => piece.found.map(({ word }) => word)));
    return Promise.all(found.slice(shown, shown + PORTION).map((one) => result(one, words)));
  }

  function put(nodes, isFirst) {
    if (isFirst) list.replaceChildren(...nodes);
    else list.append(...nodes);
    for (const [place, node] of list.querySelectorAll("[role=option]").entries()) node.id = `search_option_${place}`;
    const left = found.length - list.childElementCount;
    more.hidden = !left;
    more.firstElementChild.textContent = `Show ${Math.min(PORTION, left)} more`;
    field.setAttribute("aria-expanded", String(found.length > 0));
  }

  async function showFirst() {
    const mine = ++turn;
    showFilters();
    const nodes = await portion(0);
    if (mine !== turn) return;
    put(nodes, true);
    option.clear();
    list.parentElement.scrollTop = 0;
    const advice = [" Try fewer or other words, or the ", listOfPolicies(siteRoot), "."];
    status.replaceChildren(account(answer, kind.value, found), ...(answer.findings.all.length ? [] : advice));
  }

  async function showMore() {
    const mine = turn;
    const first = list.childElementCount;
    const nodes = await portion(first);
    if (mine === turn && list.childElementCount === first) put(nodes, false);
  }

  more.firstElementChild.addEventListener("click", () => showMore().catch(console.warn));

  return {
    show(index, ranking) {
      answer = { index, ranking, findings: findings(index, ranking) };
      return showFirst();
    },
    say(...words) {
      turn++;
      found = [];
      choices.hidden = true;
      put([], true);
      option.clear();
      status.replaceChildren(...words);
    },
  };
}
