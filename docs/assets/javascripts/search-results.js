// One answer as the search shows it: a link to the page and links to the facts that answer.
import { element } from "./element.js";
import { marked, marks } from "./search-marks.js";

const textOf = (name) => (typeof name === "string" ? name : name[0]);
const piece = (name, properties, ...children) => element("span", { ...properties, className: `search-result__${name}` }, ...children);
const badge = ([text, kind]) => element("span", { className: `badge badge--${kind}` }, text);

// The places of the names that a result shows in any case: what it is called, and its titles in another script.
export const shownNames = ({ names }) => names.flatMap((name, place) => (place === 0 || typeof name !== "string" ? [place] : []));

function option(href, className, ...children) {
  const link = element("a", { href, className, tabIndex: -1 }, ...children);
  link.setAttribute("role", "option");
  link.setAttribute("aria-selected", "false");
  return link;
}

function originals({ names }, words) {
  return names.filter((name) => typeof name !== "string").map(([text, lang]) => piece("original", { lang }, ...marked(text, words)));
}

// The sentence that answers best.
function sentence(text, words) {
  const sentences = text.split(/(?<=[.!?])\s+/);
  return sentences.reduce((best, one) => (marks(one, words) > marks(best, words) ? one : best));
}

// The regions, kinds and topics that answer, out of all that were searched.
const aboutThat = (about, words) => about.split(" · ").filter((part) => marks(part, words));

function factLink(entry, fact, root, words, ...more) {
  const [anchor, label, text] = entry.facts[fact];
  const href = new URL(`${entry.path}#${anchor}`, root).href;
  return option(href, "search-result__fact", piece("text", {}, piece("label", {}, ...marked(label, words)), ...marked(text, words)), ...more);
}

export function pageResult(entry, { name, facts, showsSummary, showsAbout, missing }, region, root, words) {
  const where = entry.status ? region : entry.kind;
  const head = option(
    new URL(entry.path, root).href,
    "search-result__page",
    piece("name", {}, ...marked(textOf(entry.names[0]), words)),
    " ",
    entry.status && badge(entry.status),
    " ",
    where && piece("where", {}, where),
    ...originals(entry, words),
    name > 0 && piece("other", {}, "also ", ...marked(textOf(entry.names[name]), words)),
    (showsSummary || !entry.status) && entry.summary && piece("summary", {}, ...marked(sentence(entry.summary, words), words)),
    showsAbout && piece("other", {}, "listed under ", ...aboutThat(entry.about, words).flatMap((part) => [...marked(part, words), " "])),
    missing.length && piece("other", {}, `without ${missing.map((word) => `“${word}”`).join(", ")}`),
  );
  const links = facts.map((fact) => factLink(entry, fact, root, words));
  const result = element("div", { className: "search-result" }, head, ...links);
  result.setAttribute("role", "group");
  result.setAttribute("aria-label", textOf(entry.names[0]));
  return result;
}

export function factResult(entry, fact, region, root, words) {
  const place = piece("where", {}, `${textOf(entry.names[0])} · ${region}`);
  const result = element("div", { className: "search-result" }, factLink(entry, fact, root, words, place));
  result.setAttribute("role", "presentation");
  return result;
}
