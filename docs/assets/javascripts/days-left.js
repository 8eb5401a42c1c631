// Says how far off a date is, counted from the reader's own day, so that an old page is still right.
const words = new Intl.RelativeTimeFormat("en", { numeric: "always" });

export function today(now = new Date()) {
  return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
}

export function daysUntil(due) {
  return Math.round((Date.parse(`${due}T00:00:00Z`) - today()) / 86_400_000);
}

function phrase(days) {
  if (days === 0) return "today";
  if (days < 0) return "passed";
  if (days < 100) return words.format(days, "day");
  return days < 730 ? words.format(Math.round(days / 30.44), "month") : words.format(Math.round(days / 365.25), "year");
}

export function mount(place) {
  place.textContent = phrase(daysUntil(place.dataset.due));
  place.classList.toggle("days-left--soon", daysUntil(place.dataset.due) <= 90);
}
