// What a query asks for: each of its pieces with the lines of the index that hold it.
import { otherForms, synonyms } from "./search-synonyms.js";
import { chunks, distance, isEastAsian, runs, stem } from "./search-words.js";

// How well a word fits that is not the typed one: another ending, one that begins so, the nearest, another for the same.
const ENDING = 0.9;
const BEGINNING = 0.7;
const NEAREST = 0.5;
const SYNONYM = 0.8;
const OTHER_FORM = 0.85;
const OTHER_CASE = 0.8;
const ABBREVIATION = /^\p{Lu}{2,5}$/u;
const MOST_GUESSES = 3;
const SHORTEST_STEM = 3;

// An abbreviation as it is written, else its letters as a word of their own: IRA is neither Ira nor the beginning of Iran.
async function abbreviation(index, query) {
  const typed = query.normalize("NFKC").trim();
  if (!ABBREVIATION.test(typed)) return [];
  const [word] = runs(typed);
  const found = await Promise.all([typed, word].map(index.word));
  return found.flatMap((each, place) => each.map((one) => ({ ...one, fit: place ? OTHER_CASE : 1 })));
}

// The words of the index that a typed word may mean, with how well each fits.
async function meanings(index, word, isLast) {
  if (isEastAsian(word)) {
    const from = word.length === 1 ? index.wordsFrom : index.word;
    const read = async (form, fit) => (await from(form)).map((one) => ({ ...one, fit }));
    return (await Promise.all([read(word, 1), ...otherForms(word).map((form) => read(form, OTHER_FORM))])).flat();
  }
  const found = await spelt(index, word, isLast);
  return found.length ? found : misspelt(index, word);
}

async function spelt(index, word, isLast) {
  const root = stem(word);
  const isBeginning = word.length > (isLast ? 1 : 3);
  const begins = (other) => isBeginning && other.startsWith(word);
  const fit = (other) => {
    if (other === word) return 1;
    return stem(other) === root ? ENDING : begins(other) && (BEGINNING * word.length) / other.length;
  };
  // No longer word has the stem of one or two letters.
  const read = word.length < SHORTEST_STEM && !isBeginning ? index.word : index.wordsFrom;
  return (await read(root)).map((one) => ({ ...one, fit: fit(one.word) })).filter((one) => one.fit);
}

// The words nearest to one that the index lacks; they begin alike.
async function misspelt(index, word) {
  const limit = word.length > 7 ? 2 : 1;
  if (word.length < 4 || /\d/.test(word)) return [];
  const near = (await index.wordsFrom(word.slice(0, word.length > 5 ? 3 : 2))).map((one) => ({ ...one, by: distance(word, one.word, limit) }));
  const best = Math.min(limit, ...near.map(({ by }) => by));
  const guesses = near.filter(({ by }) => by === best).map((one) => one.word).slice(0, MOST_GUESSES);
  const found = await Promise.all(guesses.map((guess) => spelt(index, guess, false)));
  return found.flatMap((each, place) => each.map((one) => ({ ...one, fit: one.fit * NEAREST, guess: guesses[place] })));
}

// The lines that hold a word in any of its meanings, with how well.
function linesOf(found) {
  const lines = new Map();
  for (const { lines: numbers, fit } of found) {
    for (const line of numbers()) if (!(lines.get(line) > fit)) lines.set(line, fit);
  }
  return lines;
}

function together(maps) {
  const [first, ...others] = [...maps].sort((one, other) => one.size - other.size);
  const lines = new Map();
  for (const [line, fit] of first) {
    const fits = [fit, ...others.map((other) => other.get(line) ?? 0)];
    if (Math.min(...fits) > 0) lines.set(line, Math.min(...fits));
  }
  return lines;
}

// The lines of the other words for a word.
function meant(index, word) {
  return Promise.all(synonyms(word).map(async (phrase) => {
    const found = (await Promise.all(phrase.map((part) => meanings(index, part, false)))).map((each) => each.filter(({ fit }) => fit >= ENDING));
    return { found: found.flat(), lines: together(found.map(linesOf)) };
  }));
}

function withSynonyms(piece, others) {
  for (const { lines } of others) {
    for (const [line, fit] of lines) if (!(piece.lines.get(line) > fit * SYNONYM)) piece.lines.set(line, fit * SYNONYM);
  }
  return { ...piece, found: [...piece.found, ...others.flatMap(({ found }) => found)] };
}

// What is asked for: each piece of the query with its lines. The words of a piece stand in one line, or count one by one.
export async function pieces(index, query) {
  const asked = chunks(query);
  const whole = await abbreviation(index, query);
  const read = whole.length ? [[whole]] : await Promise.all(
    asked.map((chunk, place) =>
      Promise.all(chunk.map((word, inner) => meanings(index, word, place === asked.length - 1 && inner === chunk.length - 1))),
    ),
  );
  const others = await Promise.all(asked.map((chunk) => (chunk.length === 1 ? meant(index, chunk[0]) : [])));
  return asked.flatMap((chunk, place) => {
    const each = read[place].map((found, inner) => ({ words: [chunk[inner]], found, lines: linesOf(found) }));
    if (each.length === 1) return [withSynonyms(each[0], others[place])];
    const lines = together(each.map((word) => word.lines));
    return lines.size ? [{ words: chunk, found: read[place].flat(), lines }] : each;
  });
}
