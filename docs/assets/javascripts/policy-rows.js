// One policy as a row of the explorer: the same as in the plain table, and a box to choose it for comparison.
import { element } from "./element.js";

const counted = (number, one, many = `${one}s`) => number && `${number} ${number === 1 ? one : many}`;
const detail = (text) => text && element("span", { className: "detail" }, text);

function cell(label, className, ...content) {
  const made = element("td", { className }, ...content);
  made.dataset.label = label;
  return made;
}

export function policyRow(policy, addresses, showsRecorded) {
  const { shortTitle, originalTitles: [original], region, instrument, bindingness, status, since, isToCome, recorded } = policy;
  const holds = [counted(policy.targets, "target"), counted(policy.obligations, "duty", "duties"), counted(policy.funding, "funding line")];
  const badge = { className: `badge badge--status-${status.group || "other"}`, title: status.definition };
  const box = { type: "checkbox", name: "p", value: policy.id, ariaLabel: `Compare ${shortTitle}` };
  return element(
    "tr",
    {},
    element(
      "th",
      { scope: "row" },
      element("a", { href: addresses.policy(policy.id) }, shortTitle),
      original && element("span", { className: "original", lang: original.language }, original.text),
    ),
    cell("Region", "", element("a", { href: addresses.region(region.id) }, region.label)),
    cell("Kind", "", instrument.label, detail(bindingness.label)),
    cell("Since", "number", since && `${isToCome ? "from\u00a0" : ""}${since.date.match(/\d{4}/)[0]}`, detail(policy.sinceWhat)),
    cell("Status", "", element("span", badge, status.label), policy.isPaused && detail("suspended in part or whole")),
    cell("Holds", "", holds.filter(Boolean).join(", ")),
    showsRecorded && cell("Record of", "", element("time", { dateTime: recorded.date }, recorded.words)),
    cell("Compare", "", element("label", { className: "compare-box" }, element("input", box))),
  );
}
