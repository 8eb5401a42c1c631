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
// page is listed under; `shown` are the names that are seen anyway. Of what answers as well, the shorter is the plainer.
export function excerpt(index, { lines, sumOf }, { entry, mask }, { names, facts: told }, shown) {
  const at = linesOf(index, entry);
  const maskOf = (line) => lines.get(line)?.mask ?? 0;
  const left = (seen) => mask & ~seen;
  const byGain = (texts, first, wanted) =>
    texts
      .map((text, place) => ({ place, mask: maskOf(first + place), sum: lines.get(first + place)?.sum ?? 0, length: text.toString().length }))
      .map((one) => ({ ...one, gain: sumOf(one.mask & wanted) }))
      .filter(({ gain }) => gain > 0)
      .sort((one, other) => other.gain - one.gain || other.sum - one.sum || one.length - other.length);

  let seen = shown.reduce((all, name) => all | maskOf(at.names + name), 0);
  const [name] = byGain(names, at.names, left(seen));
  const isNamed = name && name.gain >= (byGain(told, at.facts, left(seen))[0]?.gain ?? 0);
  if (isNamed) seen |= name.mask;
  const facts = byGain(told, at.facts, left(seen));
  const kept = facts.filter(({ gain }) => gain >= LEAST_SHARE * facts[0].gain).slice(0, MOST_FACTS);
  for (const one of kept) seen |= one.mask;
  const showsSummary = sumOf(maskOf(at.summary) & left(seen)) > 0;
  if (showsSummary) seen |= maskOf(at.summary);
  return {
    name: isNamed ? name.place : -1,
    facts: kept.map(({ place }) => place),
    showsSummary,
    showsAbout: sumOf(maskOf(at.about) & left(seen)) > 0,
  };
}

// The facts of records that answer the query, the best first, where the name and the region may answer a part of it.
export function factAnswers(index, { lines, whole, sumOf, full }) {
  const found = [];
  for (const { entry } of full) {
    if (!index.isPolicy[entry]) continue;
    const at = linesOf(index, entry);
    const around = range(at.names, at.summary).reduce((all, line) => all | (lines.get(line)?.mask ?? 0), 0);
    for (const line of range(at.facts, at.end)) {
      const told = lines.get(line);
      const own = told ? sumOf(told.mask) : 0;
      if (own >= LEAST_OWN * sumOf(whole) && (told.mask | around) === whole) found.push({ entry, fact: line - at.facts, own, sum: told.sum });
    }
  }
  return found.sort((one, other) => other.own - one.own || other.sum - one.sum || one.entry - other.entry);
}
