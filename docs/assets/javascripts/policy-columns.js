// The policies as the explorer scans them: answers to facets in typed arrays, folded names, orders.
import { fold } from "./folded.js";
import { namesInParts } from "./names-in-parts.js";

// The answers of row `n` are `places[starts[n]]` up to `places[starts[n + 1]]`.
function typed({ name, label, values, answers }) {
  const lists = answers.map((answer) => [answer].flat());
  const starts = new Uint32Array(lists.length + 1);
  lists.forEach((list, row) => (starts[row + 1] = starts[row] + list.length));
  return { name, label, values, starts, places: Uint16Array.from(lists.flat()) };
}

function placesOf(steps) {
  let place = 0;
  return Int32Array.from(steps, (step) => (place += step));
}

// `read` gives the content of a file that stands beside the data.
export function policyColumns(data, read) {
  const { columns } = data;
  const facets = data.facets.map(typed);
  const region = facets.find(({ name }) => name === "region");
  const rows = columns.id.map((_, row) => row);
  const places = placesOf(data.name_steps);
  const parts = namesInParts(data, read);
  const isToCome = (day) => Boolean(day) && day.date.replace("FY", "") > data.as_of;
  // The smaller key comes first; of equals the one with the earlier name.
  const keys = {
    region: (row) => region.places[region.starts[row]],
    name: (row) => places[row],
    // What is still to come is not the newest in force: it stands after all that is dated, before what has no date.
    since: (row) => (isToCome(data.dates[data.since[row]]) ? 0.5 : -(data.since[row] ?? -1)),
    recorded: (row) => -data.recorded[row],
    targets: (row) => -columns.targets[row],
  };
  const orders = {};
  let names;

  return {
    facets,
    count: rows.length,
    asOf: data.as_of,
    sorts: Object.keys(keys),
    rowOf: (id) => columns.id.indexOf(id),
    shortTitle: (row) => columns.short_title[row],
    byName: (one, other) => places[one] - places[other],

    // Must be waited for: the names that rows show, all names of rows, and all names of all rows.
    shown: (some) => parts(some, "shown"),
    named: (some) => parts(some, "shown", "other"),
    allNamed: () => parts(rows, "shown", "other"),

    order(sort) {
      const key = keys[sort];
      return (orders[sort] ??= [...rows].sort((one, other) => key(one) - key(other) || places[one] - places[other]));
    },

    // Made at the first search, when all are named: most visits need none.
    get names() {
      names ??= rows.map((row) => fold([
        columns.short_title[row],
        columns.title[row],
        ...columns.original_titles[row].map(([text]) => text),
        ...columns.also_known_as[row],
        ...Object.values(columns.identifiers[row]).flat(),
      ].join("\n")));
      return names;
    },

    policy(row) {
      const { region, topic, status, instrument, bindingness, deadlines } = Object.fromEntries(
        facets.map(({ name, values, starts, places }) => [
          name,
          [...places.subarray(starts[row], starts[row + 1])].map((place) => values[place]),
        ]),
      );
      return {
        id: columns.id[row],
        version: columns.version[row],
        shortTitle: columns.short_title[row],
        originalTitles: columns.original_titles[row].map(([text, language]) => ({ text, language })),
        // The further names may not be there.
        title: columns.title[row],
        alsoKnownAs: columns.also_known_as[row],
        identifiers: columns.identifiers[row],
        region: region[0],
        topics: topic,
        status: status[0],
        isPaused: columns.is_paused[row] === 1,
        instrument: instrument[0],
        bindingness: bindingness[0],
        since: data.dates[data.since[row]],
        sinceWhat: data.kinds[data.since_what[row]],
        isToCome: isToCome(data.dates[data.since[row]]),
        targets: columns.targets[row],
        obligations: columns.obligations[row],
        funding: columns.funding[row],
        hasDeadlines: deadlines[0].id === "yes",
        recorded: data.dates[data.recorded[row]],
      };
    },
  };
}
