// Text with the words that answered a query marked.
import { RUN, fold, isEastAsian } from "./search-words.js";

const mark = (text) => Object.assign(document.createElement("mark"), { textContent: text });

// Which letters of a run without spaces belong to an answering word.
function answering(run, words) {
  const hit = Array(run.length).fill(false);
  for (let place = 0; place < run.length; place++) {
    if (words.has(run.slice(place, place + 2))) hit.fill(true, place, place + 2);
    if (words.has(run[place])) hit[place] = true;
  }
  return hit;
}

// The stretches of a run that are alike, each with whether it answers.
function stretches(run, words) {
  if (!isEastAsian(run)) return [[run, words.has(fold(run))]];
  const hit = answering(run, words);
  const cuts = [0, ...[...hit.keys()].filter((place) => place && hit[place] !== hit[place - 1]), run.length];
  return cuts.slice(1).map((end, place) => [run.slice(cuts[place], end), hit[cuts[place]]]);
}

export function marked(text, words) {
  const parts = [];
  let end = 0;
  for (const { 0: run, index } of text.matchAll(RUN)) {
    parts.push(text.slice(end, index), ...stretches(run, words).map(([stretch, answers]) => (answers ? mark(stretch) : stretch)));
    end = index + run.length;
  }
  return [...parts, text.slice(end)].filter((part) => part !== "");
}

export const marks = (text, words) => marked(text, words).filter((part) => typeof part !== "string").length;
