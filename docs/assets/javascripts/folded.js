// Names as they are compared with what a reader types: as the search folds them, and kinds of dash, East Asian brackets and
// forms of one Chinese letter make no difference either.
import { oneForm } from "./search-synonyms.js";
import { fold as folded } from "./search-words.js";

const SHORT = /^\p{Script=Latin}{1,4}$/u;
const isInWord = (before) => /[\p{Script=Latin}\p{N}]/u.test(before);

export function fold(text) {
  const plain = folded(text).toUpperCase().toLowerCase();
  return oneForm(plain).replace(/ς/g, "σ").replace(/[‐-―−]/g, "-").replace(/[〔【]/g, "[").replace(/[〕】]/g, "]");
}

export const foldedWords = (text) => fold(text).split(/\s+/).filter(Boolean);

// Whether folded names hold a folded word: a short one of Latin letters only where a word begins, for it stands in many.
export function holds(names, word) {
  let place = names.indexOf(word);
  if (SHORT.test(word)) while (place > 0 && isInWord(names[place - 1])) place = names.indexOf(word, place + 1);
  return place >= 0;
}
