// The index of the search, of which only the parts that a query needs are fetched; `search_index.py` writes it.
const KINDS = { shortName: 0, name: 1, about: 2, summary: 3, fact: 4 };
export { KINDS as LINE_KINDS };

export async function openSearchIndex(read) {
  const contents = await read("contents.json", { cache: "no-cache" });
  const files = new Map();
  const places = lineTable(contents);

  function file(name) {
    if (!files.has(name)) {
      const content = read(contents.folder + name, {});
      content.catch(() => files.delete(name));
      files.set(name, content);
    }
    return files.get(name);
  }

  // Every word that begins so, with its lines.
  async function wordsFrom(beginning) {
    const last = firstPlace(contents.first_words, (word) => word > beginning && !word.startsWith(beginning));
    const first = Math.max(0, firstPlace(contents.first_words, (word) => word >= beginning) - 1);
    const names = Array.from({ length: Math.max(0, last - first) }, (_, place) => `words-${first + place}.json`);
    const volumes = await Promise.all(names.map(file));
    return volumes.flatMap(({ words, lines }) => {
      const found = [];
      for (let place = firstPlace(words, (word) => word >= beginning); words[place]?.startsWith(beginning); place++) {
        found.push({ word: words[place], lines: () => counted(lines[place]) });
      }
      return found;
    });
  }

  // A word and no other, as a list of one or none: from one volume, where a letter alone begins the words of many.
  async function word(form) {
    const volume = firstPlace(contents.first_words, (first) => first > form) - 1;
    if (volume < 0) return [];
    const { words, lines } = await file(`words-${volume}.json`);
    const place = firstPlace(words, (other) => other >= form);
    return words[place] === form ? [{ word: form, lines: () => counted(lines[place]) }] : [];
  }

  async function entry(number) {
    const size = contents.entries_in_a_file;
    return (await file(`entries-${Math.floor(number / size)}.json`))[number % size];
  }

  const { regions, region, is_policy: isPolicy, is_binding: isBinding, is_past: isPast, duties } = contents;
  return { ...places, wordsFrom, word, entry, regions, region, isPolicy, isBinding, isPast, duties };
}

// The first place from which on something holds, in a list in which it goes on holding.
function firstPlace(list, holds) {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(list[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}

function counted(distances) {
  let line = 0;
  return distances.map((distance) => (line += distance));
}

// For each line its entry, its kind and, for names, its length in words; for each entry its first line.
function lineTable({ names, facts, lengths }) {
  const count = names.length;
  const total = names.reduce((sum, number, place) => sum + number + 2 + facts[place], 0);
  const [entryOf, kindOf, lengthOf, firstLine] = [new Uint32Array(total), new Uint8Array(total), new Uint8Array(total), new Uint32Array(count)];
  let [line, name] = [0, 0];
  for (let entry = 0; entry < count; entry++) {
    firstLine[entry] = line;
    const kinds = [...Array(names[entry]).fill(KINDS.name), KINDS.about, KINDS.summary, ...Array(facts[entry]).fill(KINDS.fact)];
    kinds[0] = KINDS.shortName;
    for (const kind of kinds) {
      entryOf[line] = entry;
      kindOf[line] = kind;
      if (kind <= KINDS.name) lengthOf[line] = parseInt(lengths[name++], 36);
      line++;
    }
  }
  return { count, lineCount: total, entryOf, kindOf, lengthOf, firstLine, names, facts };
}
