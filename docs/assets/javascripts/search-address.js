// The query in the address, so that a link to it can be shared and "Back" returns to it.
const NAME = "q";
// Browsers refuse an address that changes with every letter.
const PAUSE = 300;

let waiting;

export const queryInAddress = () => new URL(location).searchParams.get(NAME) ?? "";

export function writeQuery(query) {
  clearTimeout(waiting);
  const address = new URL(location);
  if (query) address.searchParams.set(NAME, query);
  else address.searchParams.delete(NAME);
  if (address.href !== location.href) history.replaceState(history.state, "", address);
}

export function writeQuerySoon(query) {
  clearTimeout(waiting);
  waiting = setTimeout(() => writeQuery(query), PAUSE);
}
