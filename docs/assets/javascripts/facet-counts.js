// Which policies fit what is chosen, and how many there are for each answer of each facet.
import { holds } from "./folded.js";

function answersWith({ starts, places }, row, wanted) {
  for (let at = starts[row]; at < starts[row + 1]; at++) if (wanted[places[at]]) return true;
  return false;
}

// Answers to one facet are joined by "or", facets and words by "and". The counts of a facet ignore what is chosen in it:
// a row that fails at one facet alone counts there and nowhere else.
export function fittingRows(policies, chosen, words) {
  const { facets, count } = policies;
  const names = words.length ? policies.names : null;
  const wanted = facets.map(({ name, values }) => chosen[name].length && values.map(({ id }) => chosen[name].includes(id)));
  const counts = facets.map(({ values }) => new Uint32Array(values.length));
  const fits = new Uint8Array(count);
  for (let row = 0; row < count; row++) {
    let failures = 0;
    let failed = -1;
    for (let index = 0; index < facets.length && failures < 2; index++) {
      if (!wanted[index] || answersWith(facets[index], row, wanted[index])) continue;
      failures++;
      failed = index;
    }
    if (failures > 1 || (names && !words.every((word) => holds(names[row], word)))) continue;
    if (!failures) fits[row] = 1;
    for (let index = 0; index < facets.length; index++) {
      if (failures && index !== failed) continue;
      const { starts, places } = facets[index];
      for (let at = starts[row]; at < starts[row + 1]; at++) counts[index][places[at]]++;
    }
  }
  return { fits, counts };
}
