// Which entries answer a query, the best first. Pure but for the index, which may have to fetch.
import { LINE_KINDS } from "./search-index.js";
import { pieces } from "./search-meanings.js";

// How much a word tells where it stands: in the name that is shown, in another name, about the page, in the summary, in a fact.
const WEIGHT = [3.3, 3, 1.1, 1, 1.5];
// The summary of a page that is no record says in a few words what it is.
const PAGE_SUMMARY = 2;
// Of two that answer alike, the one that still holds.
const PAST = 0.99;
// An answer to less of the query than this is none.
const LEAST_SHARE = 0.5;
const MOST_PAGES_AHEAD = 2;
// Pieces are the bits of a number.
const MOST_PIECES = 30;

// How much each line holds of what is asked, and each entry with the best of its lines.
function weigh(index, asked) {
  const { entryOf, kindOf, lengthOf, isPolicy } = index;
  const weight = (line) => (kindOf[line] === LINE_KINDS.summary && !isPolicy[entryOf[line]] ? PAGE_SUMMARY : WEIGHT[kindOf[line]]);
  const lines = new Map();
  const entries = new Map();
  for (const [place, piece] of asked.entries()) {
    for (const [line, fit] of piece.lines) {
      const told = lines.get(line) ?? { mask: 0, sum: 0, words: 0 };
      lines.set(line, { mask: told.mask | (1 << place), sum: told.sum + piece.rarity * fit, words: told.words + piece.words.length });
      const entry = entries.get(entryOf[line]) ?? { entry: entryOf[line], mask: 0, best: asked.map(() => 0), together: 0 };
      entries.set(entry.entry, entry);
      entry.mask |= 1 << place;
      entry.best[place] = Math.max(entry.best[place], weight(line) * fit * piece.rarity);
    }
  }
  for (const [line, { sum, words }] of lines) {
    const entry = entries.get(entryOf[line]);
    // A name that says little else is nearer than a long one.
    const share = kindOf[line] <= LINE_KINDS.name ? 0.5 + 0.5 * Math.min(1, words / lengthOf[line]) : 1;
    entry.together = Math.max(entry.together, sum * weight(line) * share);
  }
  return { lines, entries: [...entries.values()] };
}

function rarity({ lines }, { count, entryOf }) {
  const holding = new Set();
  for (const line of lines.keys()) holding.add(entryOf[line]);
  return Math.log(1 + count / (1 + holding.size));
}

// The answers that hold all that is asked, then those that hold only some of it.
export async function rank(index, query) {
  const typed = await pieces(index, query);
  const asked = typed.filter(({ lines }) => lines.size).slice(0, MOST_PIECES);
  for (const piece of asked) piece.rarity = rarity(piece, index);
  const { lines, entries } = weigh(index, asked);
  const sumOf = (mask) => asked.reduce((sum, piece, place) => sum + (mask & (1 << place) ? piece.rarity : 0), 0);
  const whole = 2 ** asked.length - 1;
  const answers = entries.map(({ entry, mask, best, together }) => {
    const share = sumOf(mask) / sumOf(whole);
    const score = (together + best.reduce((sum, one) => sum + one, 0)) * share ** 2 * (index.isPast[entry] ? PAST : 1);
    return { entry, mask, share, score };
  });
  answers.sort((one, other) => other.score - one.score || one.entry - other.entry);
  return {
    asked,
    unknown: typed.filter((piece) => !piece.lines.size).map(({ words }) => words.join(" ")),
    lines,
    whole,
    sumOf,
    full: recordsFirst(answers.filter(({ mask }) => mask === whole), index),
    partial: recordsFirst(answers.filter(({ mask, share }) => mask !== whole && share >= LEAST_SHARE), index),
  };
}

// Of the other pages only the best stand before the records.
function recordsFirst(answers, { isPolicy }) {
  const record = answers.findIndex(({ entry }) => isPolicy[entry]);
  const ahead = record < 0 ? answers : answers.slice(0, Math.min(record, MOST_PAGES_AHEAD));
  const behind = answers.slice(ahead.length);
  return [...ahead, ...behind.filter(({ entry }) => isPolicy[entry]), ...behind.filter(({ entry }) => !isPolicy[entry])];
}
