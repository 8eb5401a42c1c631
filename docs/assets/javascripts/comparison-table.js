// The table of compared policies: a column for each policy, a line for each fact.
import { element } from "./element.js";

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
  return source && detail(source);
}

function statement(one, isCommon, address) {
  const { text, path, language, leads = [], badge, details = [] } = one;
  return [
    isCommon && element("span", { className: "statement__common" }, element("span", { ariaHidden: "true" }, "= "), unseen("in every column: ")),
    leads.length && element("span", { className: "statement__leads" }, element("strong", {}, leads[0]), ...leads.slice(1).map((lead) => ` ${lead}`)),
    badge && element("span", { className: `badge badge--${badge.kind}`, title: badge.title }, badge.text),
    text && linked(text, path, address, { className: "statement__text", lang: language }),
    ...details.map(([name, words]) => detail(name && element("span", { className: "detail__name" }, name), name && " ", words)),
    evidence(one),
  ];
}

function cell(statements, isCommon, name, address) {
  const node = element("td");
  node.dataset.label = name;
  const shown = statements.map((one) => statement(one, isCommon(one), address));
  if (!shown.length) node.append(element("span", { className: "quiet" }, "not recorded"));
  else if (shown.length === 1) node.append(element("div", { className: "statement" }, ...shown[0]));
  else node.append(element("ul", { className: "statements" }, ...shown.map((parts) => element("li", { className: "statement" }, ...parts))));
  return node;
}

function stateWords(state, cells) {
  if (state === "partly") return `± in ${cells.filter(({ length }) => length).length} of ${cells.length}`;
  return { alike: "= alike", differs: "≠ differs" }[state];
}

function line({ label, detail: counting, path, cells, state, isCommon }, columns, address) {
  const mark = state && element("span", { className: "comparison__state" }, stateWords(state, cells));
  const head = element("div", {}, linked(label, path, address), counting && detail(counting), mark);
  return element("tr", { className: state && `comparison__line--${state}` },
    element("th", { scope: "row" }, head),
    ...cells.map((statements, place) => cell(statements, isCommon, columns[place].policy.text, address)));
}

function section({ heading, blank, rows }, columns, address) {
  const wide = (name, ...parts) => element("tr", {}, element(name, { colSpan: columns.length + 1 }, ...parts));
  const head = wide("th", heading);
  head.firstChild.scope = "rowgroup";
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

function columnHead({ id, policy, title, language, region, version }, place, count, address) {
  return element("th", { scope: "col" },
    element("span", { className: "comparison__origin" }, region, " · ", linked(version.text, version.path, address)),
    linked(policy.text, policy.path, address, { className: "comparison__name" }),
    title !== policy.text && language !== "en" && element("span", { className: "original", lang: language }, title),
    tools(id, policy.text, place, count));
}

export function comparisonTable(columns, sections, address) {
  const names = columns.map(({ policy }) => policy.text);
  return element("table", { className: "comparison" },
    element("caption", { className: "unseen" }, `${names.join(", ")}, fact by fact`),
    element("thead", {}, element("tr", {},
      element("th", { scope: "col" }, unseen("Fact")),
      ...columns.map((column, place) => columnHead(column, place, columns.length, address)))),
    ...sections.map((one) => section(one, columns, address)));
}
