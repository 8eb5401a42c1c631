// Shows the first rows that are still to come on the reader's day, whenever the page was built.
import { daysUntil } from "./days-left.js";

export function mount(list) {
  let left = Number(list.dataset.shown);
  for (const row of list.querySelectorAll(":is(tr, li)[data-due]")) {
    const isToCome = daysUntil(row.dataset.due) >= 0;
    row.hidden = !isToCome || left === 0;
    if (!row.hidden) left -= 1;
  }
}
