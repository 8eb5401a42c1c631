// Which entries answer a query, the best first. Pure but for the index, which may have to fetch.
import { LINE_KINDS } from "./search-index.js";
import { pieces } from "./search-meanings.js";

// How much a word tells where it stands: in the name that is shown, in another name, about the page, in the summary, in a fact.
const WEIGHT = [3.3, 3, 1.1, 1, 1.5];
// The summary of a page that is no record says in a few words what it is.
const PAGE_SUMMARY = 2;
// Of two that answer alike, the one that binds, the one that still holds, and the one more of whose duties answer.
const BINDING = 1.04;
const PAST = 0.99;
const DUTY = 0.32;
// More duties than these tell of a long law, not of a better answer.
const MOST_DUTIES = 2;
// An answer to less of the query than this is none.
const LEAST_SHARE = 0.5;
const MOST_PAGES_AHEAD = 2;
// Pieces are the bits of a number.
const MOST_PIECES = 30;

// How rare the entries are that hold a piece: what nearly all hold decides nothing.
function rarity({ lines }, { count, entryOf }) {
  const holding = new Uint8Array(count);
  for (const line of lines.keys()) holding[entryOf[line]] = 1;
  return Math.log(1 + count / (1 + holding.reduce((sum, one) => sum + one, 0)));
}

// For each line which pieces it holds, as bits, and how much of the query that is.
function weighLines({ lineCount }, asked) {
  const [masks, sums, words] = [new Uint32Array(lineCount), new Float32Array(lineCount), new Uint8Array(lineCount)];
  for (const [place, piece] of asked.entries()) {
    for (const [line, fit] of piece.lines) {
      masks[line] |= 1 << place;
      sums[line] += piece.rarity * fit;
      words[line] += piece.words.length;
    }
  }
  return { masks, sums, words };
}

// For each entry which pieces it holds, and its score: the best place of each piece, and the line that holds most of them.
function weighEntries({ count, entryOf, kindOf, lengthOf, isPolicy }, asked, { sums, words }) {
  const [masks, scores, together] = [new Uint32Array(count), new Float32Array(count), new Float32Array(count)];
  for (const [place, piece] of asked.entries()) {
    const best = new Float32Array(count);
    for (const [line, fit] of piece.lines) {
      const entry = entryOf[line];
      const kind = kindOf[line];
      const weight = kind === LINE_KINDS.summary && !isPolicy[entry] ? PAGE_SUMMARY : WEIGHT[kind];
      // A name that says little else is nearer than a long one.
      const share = kind <= LINE_KINDS.name ? 0.5 + 0.5 * Math.min(1, words[line] / lengthOf[line]) : 1;
      masks[entry] |= 1 << place;
      best[entry] = Math.max(best[entry], weight * fit * piece.rarity);
      together[entry] = Math.max(together[entry], weight * sums[line] * share);
    }
    for (let entry = 0; entry < count; entry++) scores[entry] += best[entry];
  }
  return { masks, scores: scores.map((score, entry) => score + together[entry]) };
}

// How many duties of an entry hold all that is asked.
function answeringDuties({ firstLine, names, duties }, entry, masks, whole) {
  const [first, count] = duties[entry];
  // Between the names and the facts stand the words about the page and its summary.
  const begins = firstLine[entry] + names[entry] + 2 + first;
  return masks.subarray(begins, begins + count).filter((mask) => mask === whole).length;
}

// The answers that hold all that is asked, then those that hold only some of it.
export async function rank(index, query) {
  const typed = await pieces(index, query);
  const asked = typed.filter(({ lines }) => lines.size).slice(0, MOST_PIECES);
  for (const piece of asked) piece.rarity = rarity(piece, index);
  const lines = weighLines(index, asked);
  const { masks, scores } = weighEntries(index, asked, lines);
  const sumOf = (mask) => asked.reduce((sum, piece, place) => sum + (mask & (1 << place) ? piece.rarity : 0), 0);
  const whole = 2 ** asked.length - 1;
  const weight = (entry) => (index.isBinding[entry] ? BINDING : 1) * (index.isPast[entry] ? PAST : 1)
    * (1 + DUTY * Math.min(MOST_DUTIES, answeringDuties(index, entry, lines.masks, whole)));
  const answers = [];
  for (const [entry, mask] of masks.entries()) {
    const share = mask ? sumOf(mask) / sumOf(whole) : 0;
    const score = scores[entry] * share ** 2;
    if (share >= LEAST_SHARE) answers.push({ entry, mask, score, weighted: score * weight(entry) });
  }
  answers.sort((one, other) => other.score - one.score || one.entry - other.entry);
  return {
    asked,
    unknown: typed.filter((piece) => !piece.lines.size).map(({ words }) => words.join(" ")),
    lines,
    whole,
    sumOf,
    full: recordsFirst(answers.filter(({ mask }) => mask === whole), index),
    partial: recordsFirst(answers.filter(({ mask }) => mask !== whole), index),
  };
}

// Of the other pages only the best stand before the records, and by their words alone; what a record is decides among records.
function recordsFirst(answers, { isPolicy }) {
  const record = answers.findIndex(({ entry }) => isPolicy[entry]);
  const ahead = record < 0 ? answers : answers.slice(0, Math.min(record, MOST_PAGES_AHEAD));
  const behind = answers.slice(ahead.length);
  const records = behind.filter(({ entry }) => isPolicy[entry]).sort((one, other) => other.weighted - one.weighted);
  return [...ahead, ...records, ...behind.filter(({ entry }) => !isPolicy[entry])];
}
