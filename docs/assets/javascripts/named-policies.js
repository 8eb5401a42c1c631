// Finds policies by any of their names, nearest name first.
import { foldedWords } from "./folded.js";

// How near a name is to what was typed: the same, beginning with it, with a word that begins with it, or merely holding it.
function distance(name, typed) {
  if (name === typed) return 0;
  if (name.startsWith(typed)) return 1;
  return name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(typed)) ? 2 : 3;
}

function byName(columns, words) {
  const typed = words.join(" ");
  const found = [];
  for (let row = 0; row < columns.count; row++) {
    const names = columns.names[row];
    if (!words.every((word) => names.includes(word))) continue;
    found.push({ row, distance: Math.min(...names.split("\n").map((name) => distance(name, typed))) });
  }
  return found.sort((one, other) => one.distance - other.distance || one.row - other.row).map(({ row }) => row);
}

// All policies, those on most of the topics of the chosen ones first.
function byTopic(columns, chosen) {
  const topics = new Set(chosen.flatMap((policy) => policy.topics.map(({ id }) => id)));
  const rows = columns.order("name");
  if (!topics.size) return rows;
  const shared = rows.map((row) => columns.policy(row).topics.filter(({ id }) => topics.has(id)).length);
  return rows.toSorted((one, other) => shared[other] - shared[one] || one - other);
}

// The name that holds what was typed, where the short title does not show it.
function otherName({ shortTitle, title, originalTitles, alsoKnownAs, identifiers }, words, fits) {
  const others = [...alsoKnownAs.map((text) => ({ text })), ...originalTitles, { text: title, language: "en" },
    ...Object.values(identifiers).flat().map((text) => ({ text }))];
  if (words.length && !fits(shortTitle)) return others.find(({ text }) => fits(text)) ?? originalTitles[0];
  return originalTitles[0];
}

export function namedPolicies(columns, typed, chosenIds, most) {
  const words = foldedWords(typed);
  const chosen = chosenIds.map((id) => columns.rowOf(id)).filter((row) => row >= 0).map((row) => columns.policy(row));
  const rows = words.length ? byName(columns, words) : byTopic(columns, chosen);
  const fits = (name) => foldedWords(name).length && words.every((word) => foldedWords(name).join(" ").includes(word));
  const options = rows.slice(0, most).map((row) => {
    const policy = columns.policy(row);
    return { ...policy, isChosen: chosenIds.includes(policy.id), otherName: otherName(policy, words, fits) };
  });
  return { options, found: rows.length };
}
