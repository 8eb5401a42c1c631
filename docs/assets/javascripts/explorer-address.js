// What a reader chose, as the address keeps it: ?region=eu&region=jp&name=cobalt&sort=since&p=<id to compare>
// The text is not `q`: for that the theme opens its own search and takes it out of the address.
const FIRST_SORT = 0;
export const MOST_COMPARED = 4;

// What the address names and nobody knows is passed over, and told.
export function readChoice(address, policies) {
  const asked = address.searchParams;
  const unknown = [];
  const known = (name, is) => [...new Set(asked.getAll(name))].filter((value) => is(value) || !unknown.push(`${name} “${value}”`));
  const chosen = Object.fromEntries(
    policies.facets.map(({ name, values }) => [name, known(name, (value) => values.some(({ id }) => id === value))]),
  );
  const [sort = policies.sorts[FIRST_SORT]] = known("sort", (value) => policies.sorts.includes(value));
  const compared = known("p", (value) => policies.rowOf(value) >= 0).slice(0, MOST_COMPARED);
  return { chosen, text: asked.get("name") ?? "", sort, compared, unknown };
}

export function addressOf({ chosen, text, sort, compared }, address, policies) {
  const to = new URL(address);
  for (const name of [...policies.facets.map((facet) => facet.name), "name", "sort", "p"]) to.searchParams.delete(name);
  for (const { name } of policies.facets) for (const value of chosen[name]) to.searchParams.append(name, value);
  if (text.trim()) to.searchParams.set("name", text.trim());
  if (sort !== policies.sorts[FIRST_SORT]) to.searchParams.set("sort", sort);
  for (const id of compared) to.searchParams.append("p", id);
  return to;
}
