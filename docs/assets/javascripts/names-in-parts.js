// The names of policies, of which a large registry sends only the first; the parts with the others are fetched once each.
export function namesInParts({ columns, names }, read) {
  const asked = new Map();

  async function part(kind, place) {
    const content = await read(`${names.folder}${kind}-${place}.json`);
    for (const name of names.kinds[kind]) {
      for (const [at, value] of content[name].entries()) columns[name][place * names.rows + at] = value;
    }
  }

  function once(kind, place) {
    const name = `${kind}-${place}`;
    if (!asked.has(name)) {
      const content = part(kind, place);
      content.catch(() => asked.delete(name));
      asked.set(name, content);
    }
    return asked.get(name);
  }

  // The parts of these kinds for the rows whose names are missing; nothing where all are there.
  return (rows, ...kinds) => {
    const missing = kinds.flatMap((kind) => {
      const [column] = names.kinds[kind].map((name) => columns[name]);
      const places = new Set(rows.filter((row) => column[row] === undefined).map((row) => Math.floor(row / names.rows)));
      return [...places].map((place) => once(kind, place));
    });
    return missing.length ? Promise.all(missing) : undefined;
  };
}
