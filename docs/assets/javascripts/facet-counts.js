// Which rows fit what is chosen, and how many rows each answer of each facet would add or keep.

// Answers to one facet are joined by "or", facets and words by "and". The counts of a facet ignore what is chosen in it.
export function fittingRows({ facets, count, names }, chosen, words) {
  const wanted = facets.map(({ name, values }) => {
    const ids = chosen[name] ?? [];
    return ids.length ? Uint8Array.from(values, ({ id }) => Number(ids.includes(id))) : null;
  });
  const counts = facets.map(({ values }) => new Uint32Array(values.length));
  const fits = new Uint8Array(count);
  for (let row = 0; row < count; row++) {
    const failed = failures(facets, wanted, row);
    if (failed.length > 1 || !words.every((word) => names[row].includes(word))) continue;
    fits[row] = Number(failed.length === 0);
    for (const [index, { starts, places }] of facets.entries()) {
      if (failed.length && failed[0] !== index) continue;
      for (let at = starts[row]; at < starts[row + 1]; at++) counts[index][places[at]]++;
    }
  }
  return { fits, counts };
}
