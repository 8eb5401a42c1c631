// Finds policies by any of their names, nearest name first.
import { foldedWords, holds } from "./folded.js";

// How near a name is to what was typed: the same, or holding it from the beginning of a word, or holding it at all, the
// earlier the nearer; farthest is one that holds the words apart.
function distance(name, typed) {
  if (name === typed) return 0;
  const place = name.indexOf(typed);
  if (place < 0) return Infinity;
  const isWord = place === 0 || !/[\p{L}\p{N}]/u.test(name[place - 1]);
  return 1 + place + (isWord ? 0 : 1000);
}

function byName(columns, words) {
  const typed = words.join(" ");
  const found = [];
  for (let row = 0; row < columns.count; row++) {
    const names = columns.names[row];
    if (!words.every((word) => holds(names, word))) continue;
    found.push({ row, distance: Math.min(...names.split("\n").map((name) => distance(name, typed))) });
  }
  return found.sort((one, other) => (one.distance === other.distance ? columns.byName(one.row, other.row) : one.distance - other.distance)).map(({ row }) => row);
}

// All policies, those on most of the topics of the chosen ones first.
function byTopic(columns, chosen) {
  const { places, starts } = columns.facets.find(({ name }) => name === "topic");
  const wanted = new Set(chosen.flatMap((row) => [...places.subarray(starts[row], starts[row + 1])]));
  const shared = new Uint8Array(columns.count);
  for (let row = 0; row < columns.count; row++) {
    for (let at = starts[row]; at < starts[row + 1]; at++) shared[row] += Number(wanted.has(places[at]));
  }
  return [...columns.order("name")].sort((one, other) => shared[other] - shared[one] || columns.byName(one, other));
}

// The name that holds what was typed, where the short title does not show it.
function otherName({ shortTitle, title, originalTitles, alsoKnownAs, identifiers }, words, fits) {
  if (!words.length || fits(shortTitle)) return originalTitles[0];
  const plain = [...alsoKnownAs, title, ...Object.values(identifiers).flat()].map((text) => ({ text }));
  return [...originalTitles, ...plain].find(({ text }) => fits(text)) ?? originalTitles[0];
}

export async function namedPolicies(columns, typed, chosenIds, most) {
  const words = foldedWords(typed);
  if (words.length) await columns.allNamed();
  const chosen = chosenIds.map((id) => columns.rowOf(id)).filter((row) => row >= 0);
  const rows = words.length ? byName(columns, words) : byTopic(columns, chosen);
  const fits = (name) => foldedWords(name).length && words.every((word) => holds(foldedWords(name).join(" "), word));
  const nearest = rows.slice(0, most);
  await columns.shown(nearest);
  const options = nearest.map((row) => {
    const policy = columns.policy(row);
    return { ...policy, isChosen: chosenIds.includes(policy.id), otherName: otherName(policy, words, fits) };
  });
  return { options, found: rows.length };
}
