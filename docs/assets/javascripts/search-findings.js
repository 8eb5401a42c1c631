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

function count(index, kind, found) {
  if (kind === "facts") return counted(found.length, "fact", "facts");
  const records = found.filter(({ entry }) => index.isPolicy[entry]).length;
  const parts = [records && counted(records, "record", "records"), found.length - records && counted(found.length - records, "other page", "other pages")];
  return parts.filter(Boolean).join(", ");
}

// How many results there are, and how the query was taken where that is not plain.
export function account(index, { asked, unknown, whole }, kind, found) {
  const part = found.filter(({ fact, mask }) => fact === undefined && mask !== whole).length;
  const all = found.slice(0, found.length - part);
  const guesses = asked.map((piece) => [piece.words, new Set(piece.found.map(({ guess }) => guess))]).filter(([, meant]) => !meant.has(undefined));
  const taken = guesses.map(([words, meant]) => `${quoted(words)} was taken for ${quoted([...meant])}`);
  const sentences = [
    all.length ? count(index, kind, all) : found.length ? "No page has all of these words" : "Nothing found",
    part && `${counted(part, all.length ? "more has" : "has", all.length ? "more have" : "have")} some of the words`,
    found.length && unknown.length && `no page has ${quoted(unknown)}`,
    ...taken,
  ].filter(Boolean);
  return `${sentences.join("; ")}.`;
}

// What a partial answer lacks.
export const missing = ({ asked }, { mask }) => asked.filter((piece, place) => !(mask & (1 << place))).map(({ words }) => words.join(" "));
