// What a reader types, cut into words as `search_words.py` cuts what the index holds.
const EAST_ASIAN = "\\u3005-\\u3007\\u3040-\\u30fa\\u30fc-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff";
export const RUN = new RegExp(`[${EAST_ASIAN}]+|[^\\p{P}\\p{S}\\p{Z}\\p{C}\\p{M}${EAST_ASIAN}]+`, "gu");
const IS_EAST_ASIAN = new RegExp(`^[${EAST_ASIAN}]`);
const CHUNK = /["“”]([^"“”]+)["“”]?|\S+/g;
const LITTLE = new Set("a an and are as at by for from has have how in is it of on or the to what when which who with".split(" "));

export const isEastAsian = (word) => IS_EAST_ASIAN.test(word);

export function fold(text) {
  return text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f]/g, "").normalize("NFC");
}

// A letter alone stays alone; of more, each pair of neighbours is a word.
const pairs = (run) => (run.length < 2 ? [run] : Array.from({ length: run.length - 1 }, (_, place) => run.slice(place, place + 2)));

export const runs = (text) => fold(text).match(RUN) ?? [];

// The pieces between spaces or quotes, each as the words that must stand together. Little words count only where there are no others.
export function chunks(query) {
  const all = [...query.matchAll(CHUNK)].map(([whole, quoted]) => runs(quoted ?? whole)).filter((chunk) => chunk.length);
  const telling = all.filter((chunk) => chunk.length > 1 || !LITTLE.has(chunk[0]));
  return (telling.length ? telling : all).map((chunk) => chunk.flatMap((run) => (isEastAsian(run) ? pairs(run) : run)));
}

// What singular, plural and the common endings of an English word share; always its beginning.
export function stem(word) {
  const endings = [/(?:ies|(?<=[sxz]|[cs]h)es|(?<![sui])s)$/, /(?<=.{4})(?:ing|ed)$/, /(?:y|e)$/];
  return endings.reduce((rest, ending) => (rest.replace(ending, "").length < 3 ? rest : rest.replace(ending, "")), word);
}

// How many letters must be put in, left out, changed or swapped to make one word of the other; stops counting at a limit.
export function distance(one, other, limit) {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, place) => place)];
  for (let row = 1; row <= one.length; row++) {
    const next = [row];
    for (let place = 1; place <= other.length; place++) {
      const isSame = one[row - 1] === other[place - 1];
      next[place] = Math.min(last[place] + 1, next[place - 1] + 1, last[place - 1] + (isSame ? 0 : 1));
      const isSwapped = row > 1 && place > 1 && one[row - 1] === other[place - 2] && one[row - 2] === other[place - 1];
      if (isSwapped) next[place] = Math.min(next[place], before[place - 2] + 1);
    }
    if (Math.min(...next) > limit) return limit + 1;
    [before, last] = [last, next];
  }
  return last.at(-1);
}
