// What a result shows of its page beside the name: whatever the query asks for and the name does not say.
const MOST_FACTS = 2;
// A fact with less of it than this, against the best one, tells too little.
const LEAST_SHARE = 0.6;
// A fact that holds less of the query than this answers it only by what stands around it.
const LEAST_OWN = 0.5;

const linesOf = ({ firstLine, names, facts }, entry) => {
  const about = firstLine[entry] + names[entry];
  return { names: firstLine[entry], about, summary: about + 1, facts: about + 2, end: about + 2 + facts[entry] };
};

function range(first, end) {
  return Array.from({ length: end - first }, (_, place) => first + place);
}

// The other name and the facts to show, as places in their lists, and whether the rest is told by the summary or by what the
// page is listed under; `shown` are the names that are seen anyway. Of names that answer as well, the shortest is the plainest.
export function excerpt(index, { lines, sumOf }, { entry, mask }, { names, facts: told }, shown) {
  const at = linesOf(index, entry);
  const left = (seen) => mask & ~seen;
  const byGain = (first, ranks, wanted) =>
    ranks
      .map((rank, place) => ({ rank, place, mask: lines.masks[first + place], sum: lines.sums[first + place] }))
      .map((one) => ({ ...one, gain: sumOf(one.mask & wanted) }))
      .filter(({ gain }) => gain > 0)
      .sort((one, other) => other.gain - one.gain || other.sum - one.sum || one.rank - other.rank);
  const factsByGain = (wanted) => byGain(at.facts, [...told.keys()], wanted);

  let seen = shown.reduce((all, name) => all | lines.masks[at.names + name], 0);
  const [name] = byGain(at.names, names.map((one) => one.length), left(seen));
  const isNamed = name && name.gain >= (factsByGain(left(seen))[0]?.gain ?? 0);
  if (isNamed) seen |= name.mask;
  const facts = factsByGain(left(seen));
  const kept = facts.filter(({ gain }) => gain >= LEAST_SHARE * facts[0].gain).slice(0, MOST_FACTS);
  for (const one of kept) seen |= one.mask;
  const showsSummary = sumOf(lines.masks[at.summary] & left(seen)) > 0;
  if (showsSummary) seen |= lines.masks[at.summary];
  return {
    name: isNamed ? name.place : -1,
    facts: kept.map(({ place }) => place),
    showsSummary,
    showsAbout: sumOf(lines.masks[at.about] & left(seen)) > 0,
  };
}

// The facts of records that answer the query, the best first, where the name and the region may answer a part of it.
export function factAnswers(index, { lines, whole, sumOf, full }) {
  const found = [];
  for (const { entry } of full) {
    if (!index.isPolicy[entry]) continue;
    const at = linesOf(index, entry);
    const around = range(at.names, at.summary).reduce((all, line) => all | lines.masks[line], 0);
    for (const line of range(at.facts, at.end)) {
      const mask = lines.masks[line];
      const own = sumOf(mask);
      if (own >= LEAST_OWN * sumOf(whole) && (mask | around) === whole) found.push({ entry, fact: line - at.facts, own, sum: lines.sums[line] });
    }
  }
  return found.sort((one, other) => other.own - one.own || other.sum - one.sum);
}
