// The table of compared policies: a column for each policy, a line for each fact.
import { element } from "./element.js";

const MOST_STATEMENTS = 5;
const TOOLS = [
  { tool: "before", sign: "←", words: (name) => `Move ${name} to the left`, fits: (place) => place > 0 },
  { tool: "after", sign: "→", words: (name) => `Move ${name} to the right`, fits: (place, count) => place < count - 1 },
  { tool: "remove", sign: "✕", words: (name) => `Remove ${name}`, fits: () => true },
];

const unseen = (words) => element("span", { className: "unseen" }, words);
const detail = (...parts) => element("span", { className: "detail" }, ...parts);

function linked(words, path, address, more = {}) {
  return path ? element("a", { href: address(path), ...more }, words) : element("span", more, words);
}

function evidence({ is_unverified: isUnverified, source }) {
  if (isUnverified) return detail(element("span", { className: "unverified" }, "unverified"));
  return source && detail(element("span", { className: "detail__name" }, "source"), " ", source);
}

// What no source confirms bears a mark where it begins.
const sure = (words, isUnverified) => isUnverified ? element("span", { className: "doubtful" }, unseen("unverified: "), words) : words;

function statement(one, isCommon, address) {
  const { text, path, language, leads = [], badge, details = [], is_unverified: isUnverified } = one;
  return [
    isCommon && element("span", { className: "statement__common" }, element("span", { ariaHidden: "true" }, "= "), unseen("in every column: ")),
    leads.length && element("span", { className: "statement__leads" }, element("strong", {}, sure(leads[0], isUnverified)), ...leads.slice(1).map((lead) => ` ${lead}`)),
    badge && element("span", { className: `badge badge--${badge.kind}`, title: badge.title }, badge.text),
    text && linked(sure(text, isUnverified && !leads.length), path, address, { className: "statement__text", lang: language }),
    ...details.map(([name, words]) => detail(name && element("span", { className: "detail__name" }, name), name && " ", words)),
    evidence(one),
  ];
}

// Long lists show their beginning, so that the columns stay in view; what is folded is still printed.
function list(all) {
  const isLong = all.length > MOST_STATEMENTS + 1;
  const items = all.map((parts, place) => element("li", { className: isLong && place >= MOST_STATEMENTS ? "statement statement--folded" : "statement" }, ...parts));
  const folded = items.filter((item) => item.classList.contains("statement--folded"));
  const more = element("button", { type: "button", className: "statements__more" }, `${folded.length} more`);
  more.addEventListener("click", () => {
    for (const item of folded) item.classList.remove("statement--folded");
    more.remove();
    folded[0].querySelector("a")?.focus();
  });
  return [element("ul", { className: "statements" }, ...items), folded.length && more];
}

function cell(statements, isCommon, name, address) {
  const shown = statements.map((one) => statement(one, isCommon(one), address));
  const node = element("td", { className: !shown.length && "comparison__blank" },
    ...(shown.length > 1 ? list(shown) : shown.map((parts) => element("div", { className: "statement" }, ...parts))),
    !shown.length && "no such line in this record");
  node.dataset.label = name;
  return node;
}

function stateWords(state, cells) {
  const filled = cells.filter(({ length }) => length).length;
  const share = filled < cells.length && `in ${filled} of ${cells.length}`;
  if (state === "differs") return share ? `≠ differs, ${share}` : "≠ differs";
  return share ? `± ${share}` : "= alike";
}

function line({ label, detail: counting, path, cells, state, isCommon }, columns, address) {
  const mark = state && element("span", { className: "comparison__state" }, stateWords(state, cells));
  const head = element("div", {}, linked(label, path, address), counting && detail(counting), mark);
  return element("tr", { className: state && `comparison__line--${state}` },
    element("th", { scope: "row" }, head),
    ...cells.map((statements, place) => cell(statements, isCommon, columns[place].policy.text, address)));
}

function section({ id, heading, blank, rows }, columns, address) {
  const wide = (name, ...parts) => element("tr", {}, element(name, { colSpan: columns.length + 1 }, ...parts));
  const head = wide("th", heading);
  Object.assign(head.firstChild, { scope: "rowgroup", id });
  head.className = "comparison__heading";
  const lines = rows.map((row) => line(row, columns, address));
  if (!lines.length) lines.push(wide("td", element("span", { className: "quiet" }, blank)));
  return element("tbody", {}, head, ...lines);
}

function tools(id, name, place, count) {
  return element("span", { className: "comparison__tools" }, ...TOOLS.filter(({ fits }) => fits(place, count)).map(({ tool, sign, words }) => {
    const button = element("button", { type: "button", ariaLabel: words(name), title: words(name) }, sign);
    Object.assign(button.dataset, { tool, id });
    return button;
  }));
}

function columnHead({ id, policy, region, version }, place, count, address) {
  return element("th", { scope: "col" },
    element("span", { className: "comparison__origin" }, region, " · ", linked(version.text, version.path, address)),
    tools(id, policy.text, place, count),
    linked(policy.text, policy.path, address, { className: "comparison__name" }));
}

// The ways to the sections; a table of four policies is long.
export function sectionLinks(sections) {
  return sections.map(({ id, heading, rows }) => element("li", {}, element("a", { href: `#${id}` }, heading), rows.length > 1 && element("span", { className: "count" }, String(rows.length))));
}

export function comparisonTable(columns, sections, address) {
  const names = columns.map(({ policy }) => policy.text);
  return element("table", { className: `comparison comparison--${columns.length}` },
    element("caption", { className: "unseen" }, `${names.join(", ")}, fact by fact`),
    element("thead", {}, element("tr", {},
      element("th", { scope: "col" }, unseen("Fact")),
      ...columns.map((column, place) => columnHead(column, place, columns.length, address)))),
    ...sections.map((one) => section(one, columns, address)));
}
