// One policy as a row of the explorer: the same as in the plain table, and a box to choose it for comparison.
import { element } from "./elements.js";

const counted = (number, one, many = `${one}s`) => number && `${number} ${number === 1 ? one : many}`;
const detail = (text) => text && element("span", { class: "detail" }, text);

export function policyRow(policy, addresses, isCompared) {
  const { shortTitle, originalTitles: [original], region, instrument, bindingness, status, since, recorded } = policy;
  const badge = { class: `badge badge--status-${status.group || "other"}`, title: status.definition };
  const holds = [counted(policy.targets, "target"), counted(policy.obligations, "duty", "duties"), counted(policy.funding, "funding line")];
  const compare = element("input", { type: "checkbox", name: "p", value: policy.id, "aria-label": `Compare ${shortTitle}`, autocomplete: "off" });
  compare.checked = isCompared;
  return element(
    "tr", {},
    element(
      "th", { scope: "row" },
      element("a", { href: addresses.policy(policy.id) }, shortTitle),
      original && element("span", { class: "original", lang: original.language }, original.text),
    ),
    element("td", { "data-label": "Region" }, element("a", { href: addresses.region(region.id) }, region.label)),
    element("td", { "data-label": "Kind" }, instrument.label, detail(bindingness.label)),
    element("td", { "data-label": "Since", class: "number" }, since?.date.match(/\d{4}/)[0], detail(policy.sinceWhat)),
    element("td", { "data-label": "Status" }, element("span", badge, status.label), policy.isPaused && detail("suspended in part or whole")),
    element("td", { "data-label": "Holds" }, holds.filter(Boolean).join(", ")),
    element("td", { "data-label": "Record of", class: "number" }, element("time", { datetime: recorded.date }, recorded.words)),
    element("td", { "data-label": "Compare" }, element("label", { class: "compare-box" }, compare)),
  );
}
