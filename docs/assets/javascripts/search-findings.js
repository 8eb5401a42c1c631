// What there is to show for a query, by kind, and what is said of it.
import { factAnswers } from "./search-excerpts.js";

// With fewer full answers than this, those to a part of the query are shown too.
const FEW = 3;
const MOST_PARTIAL = 10;

export const KINDS = { all: "Everything", records: "Records", facts: "Facts", pages: "Other pages" };

export function findings(index, ranking) {
  const partial = ranking.full.length < FEW ? ranking.partial.slice(0, MOST_PARTIAL) : [];
  const all = [...ranking.full, ...partial];
  return {
    all,
    records: all.filter(({ entry }) => index.isPolicy[entry]),
    facts: factAnswers(index, ranking),
    pages: all.filter(({ entry }) => !index.isPolicy[entry]),
  };
}

const quoted = (words) => words.map((word) => `“${word}”`).join(", ");
const counted = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

function total({ index, findings: { all } }, kind, found, partial) {
  if (!found.length) return all.length ? "Nothing found in this region and of this kind" : "Nothing found";
  if (partial === found.length) return "No page has all of these words";
  if (kind === "facts") return counted(found.length, "fact", "facts");
  const full = found.slice(0, found.length - partial);
  const records = full.filter(({ entry }) => index.isPolicy[entry]).length;
  const pages = full.length - records;
  return [records && counted(records, "record", "records"), pages && counted(pages, "other page", "other pages")].filter(Boolean).join(", ");
}

// How many results there are of a kind, and how the query was taken where that is not plain.
export function account(answer, kind, found) {
  const { asked, unknown, whole } = answer.ranking;
  const partial = kind === "facts" ? 0 : found.filter(({ mask }) => mask !== whole).length;
  const isRest = partial < found.length;
  const guesses = asked.map((piece) => [piece.words, new Set(piece.found.map(({ guess }) => guess))]).filter(([, meant]) => !meant.has(undefined));
  const sentences = [
    total(answer, kind, found, partial),
    partial && `${counted(partial, isRest ? "more has" : "has", isRest ? "more have" : "have")} some of the words`,
    found.length && unknown.length && `no page has ${quoted(unknown)}`,
    ...guesses.map(([words, meant]) => `${quoted(words)} was taken for ${quoted([...meant])}`),
  ];
  return `${sentences.filter(Boolean).join("; ")}.`;
}

// What a partial answer lacks.
export const missing = ({ asked }, { mask }) => asked.filter((piece, place) => !(mask & (1 << place))).map(({ words }) => words.join(" "));
