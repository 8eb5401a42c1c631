// Finds what a page declares with data-component and starts it; pages work without it.
const components = {
  "cite-box": () => import("./cite-box.js"),
  "days-left": () => import("./days-left.js"),
  imprint: () => import("./imprint.js"),
  groups: () => import("./groups.js"),
  "due-next": () => import("./due-next.js"),
  explorer: () => import("./explorer.js"),
  "law-as-it-stood": () => import("./law-as-it-stood.js"),
  "list-filter": () => import("./list-filter.js"),
  "policy-comparison": () => import("./policy-comparison.js"),
  "search-opener": () => import("./search-opener.js"),
  "site-search": () => import("./site-search.js"),
};

for (const element of document.querySelectorAll("[data-component]")) {
  const load = components[element.dataset.component];
  if (load) load().then((component) => component.mount(element));
}
