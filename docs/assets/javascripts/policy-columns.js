// The policies as the explorer scans them: answers to facets in typed arrays, folded names, orders.
import { fold } from "./folded.js";

// The answers of row `n` are `places[starts[n]]` up to `places[starts[n + 1]]`.
function typed({ name, label, values, answers }) {
  const lists = answers.map((answer) => [answer].flat());
  const starts = new Uint32Array(lists.length + 1);
  lists.forEach((list, row) => (starts[row + 1] = starts[row] + list.length));
  return { name, label, values, starts, places: Uint16Array.from(lists.flat()) };
}

export function policyColumns(data) {
  const { columns } = data;
  const facets = data.facets.map(typed);
  const rows = columns.id.map((_, row) => row);
  const answers = (name, row) => {
    const { values, places, starts } = facets.find((facet) => facet.name === name);
    return [...places.subarray(starts[row], starts[row + 1])].map((place) => values[place]);
  };
  const dated = (place) => (place === null ? null : data.dates[place]);
  // The smaller key comes first; rows are in the order of names, which decides between equals.
  const keys = {
    region: (row) => facets[0].places[facets[0].starts[row]],
    name: (row) => row,
    since: (row) => -(data.since[row] ?? -1),
    recorded: (row) => -data.recorded[row],
    targets: (row) => -columns.targets[row],
  };
  const orders = {};
  let names;

  return {
    facets,
    count: rows.length,
    sorts: Object.keys(keys),
    asOf: data.as_of,
    rowOf: (id) => columns.id.indexOf(id),

    order(sort) {
      const key = keys[sort];
      return (orders[sort] ??= rows.toSorted((one, other) => key(one) - key(other) || one - other));
    },

    // Made at the first search: most visits need none.
    get names() {
      return (names ??= rows.map((row) => fold([
        columns.short_title[row], columns.title[row], ...columns.original_titles[row].map(([text]) => text),
        ...columns.also_known_as[row], ...Object.values(columns.identifiers[row]).flat(),
      ].join("\n"))));
    },

    policy(row) {
      const [one] = ["region"].map((name) => answers(name, row)[0]);
      return {
        id: columns.id[row],
        version: columns.version[row],
        shortTitle: columns.short_title[row],
        title: columns.title[row],
        originalTitles: columns.original_titles[row].map(([text, language]) => ({ text, language })),
        alsoKnownAs: columns.also_known_as[row],
        identifiers: columns.identifiers[row],
        region: one,
        topics: answers("topic", row),
        status: answers("status", row)[0],
        instrument: answers("instrument", row)[0],
        bindingness: answers("bindingness", row)[0],
        since: dated(data.since[row]),
        sinceWhat: data.kinds[data.since_what[row]] ?? "",
        targets: columns.targets[row],
        obligations: columns.obligations[row],
        funding: columns.funding[row],
        hasDeadlines: answers("deadlines", row)[0].id === "yes",
        isPaused: columns.is_paused[row] === 1,
        recorded: dated(data.recorded[row]),
      };
    },
  };
}
