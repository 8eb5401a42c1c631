// Says how far off a date is, counted from the reader's own day, so that an old page is still right.
// No more precisely than the date itself: only a full date counts days.
const inFigures = new Intl.RelativeTimeFormat("en", { numeric: "always" });
const inWords = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

export function today(now = new Date()) {
  return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
}

export function daysUntil(due) {
  return Math.round((Date.parse(`${due}T00:00:00Z`) - today()) / 86_400_000);
}

function countedDays(days) {
  if (days === 0) return "today";
  if (days < 100) return inFigures.format(days, "day");
  return days < 730 ? inFigures.format(Math.round(days / 30.44), "month") : inFigures.format(Math.round(days / 365.25), "year");
}

// A month or a year that is further off stands beside it already.
function thisOrNext(distance, unit) {
  return distance === 0 || distance === 1 ? inWords.format(distance, unit) : "";
}

// `due` is the last day that the date can mean; `date` is the date as it is written, and empty for a fiscal year.
function phrase(due, date) {
  if (daysUntil(due) < 0) return "passed";
  const [year, month, day] = date.split("-").map(Number);
  if (day) return countedDays(daysUntil(due));
  const now = new Date();
  if (month) return thisOrNext((year - now.getFullYear()) * 12 + month - 1 - now.getMonth(), "month");
  return year ? thisOrNext(year - now.getFullYear(), "year") : "";
}

export function mount(place) {
  const { due, date } = place.dataset;
  place.textContent = phrase(due, date);
  place.classList.toggle("days-left--soon", daysUntil(due) <= 90);
}
