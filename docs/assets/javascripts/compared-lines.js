// Lines of several policies, put side by side where their keys are equal, and what is alike among them.

// What a statement says: our remarks on it, which have no name, and the place where it is written are left out.
const said = ({ text, badge, leads, details = [] }) => JSON.stringify([text, badge?.text, leads, details.filter(([name]) => name)]);

// A relation is shown only beside the policy that it is about.
const shown = (line, ids) => line.statements.filter(({ other }) => !other || ids.includes(other));

// Whether those that say something say the same, and whether all say something; the order of what they say does not count.
function stateOf(cells) {
  const filled = cells.filter((cell) => cell.length);
  const [first, ...others] = filled.map((cell) => cell.map(said).sort().join());
  if (others.some((other) => other !== first)) return "differs";
  return filled.length < cells.length ? "partly" : "alike";
}

function row(lines, ids) {
  const cells = lines.map((line) => (line ? shown(line, ids) : []));
  const { key, sort, label, detail, path, is_unlike: isUnlike } = lines.find(Boolean);
  const [first, ...others] = cells.map((cell) => cell.map(said));
  const state = isUnlike || cells.length < 2 ? "" : stateOf(cells);
  const common = state === "differs" ? first.filter((one) => others.every((other) => other.includes(one))) : [];
  const isShared = cells.filter((cell) => cell.length).length > 1;
  return { key, sort, label, detail, path, cells, state, isShared, isCommon: (statement) => common.includes(said(statement)) };
}

const inOrder = (one, other) => (one.sort < other.sort ? -1 : Number(one.sort > other.sort)) || one.key.localeCompare(other.key);

export function comparedSections(columns) {
  const ids = columns.map(({ id }) => id);
  return columns[0].sections.map(({ id, heading, blank }, place) => {
    const lines = columns.map(({ sections }) => sections[place].lines ?? []);
    const keys = new Set(lines.flat().map(({ key }) => key));
    const rows = [...keys].map((key) => row(lines.map((own) => own.find((line) => line.key === key)), ids));
    return { id, heading, blank, rows: rows.filter(({ cells }) => cells.some((cell) => cell.length)).sort(inOrder) };
  });
}

export function countedStates(sections) {
  const counts = { alike: 0, differs: 0, partly: 0 };
  for (const { state } of sections.flatMap(({ rows }) => rows)) if (state) counts[state]++;
  return counts;
}

// Which lines a reader may want alone: those that are not alike everywhere, and those that two or more columns have.
const WANTED = {
  differences: ({ state }) => state !== "alike",
  shared: ({ isShared }) => isShared,
};
export const NARROWINGS = Object.keys(WANTED);

// The sections with the wanted lines; one that loses all its lines goes, since what it says when empty would be wrong.
export function narrowed(sections, narrowings) {
  const keep = (row) => narrowings.every((name) => WANTED[name](row));
  const left = sections.map((section) => ({ ...section, rows: section.rows.filter(keep) }));
  return left.filter(({ rows }, place) => rows.length || !sections[place].rows.length);
}
