// Text as it is compared: width, ligatures, size of letters, kinds of dash and East Asian brackets make no difference.
export function fold(text) {
  const plain = text.normalize("NFKC").toUpperCase().toLowerCase();
  return plain.replace(/ς/g, "σ").replace(/[‐-―−]/g, "-").replace(/[〔【]/g, "[").replace(/[〕】]/g, "]");
}

export const foldedWords = (text) => fold(text).split(/\s+/).filter(Boolean);
