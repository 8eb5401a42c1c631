// What a page shows, and how long after something was done: to the frame in which it has been painted.
(() => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const one = (selector) => document.querySelector(selector);
  const text = (selector) => one(selector)?.textContent ?? "";

  async function until(isDrawn) {
    do await frame();
    while (!isDrawn());
    return performance.now();
  }

  async function after(act, isDrawn) {
    const begun = performance.now();
    act();
    return (await until(isDrawn)) - begun;
  }

  async function each(acts, isDrawn) {
    const times = [];
    for (const act of acts) times.push(await after(act, isDrawn));
    return times;
  }

  function put(field, value, event = "input") {
    field.value = value;
    field.dispatchEvent(new Event(event, { bubbles: true }));
  }

  const isExplorerDrawn = () => /\d polic/.test(text(".explorer__count"));
  const isSearchDrawn = () => document.querySelector(".search-result") !== null || /Nothing/.test(text(".search__status"));
  const isChooserDrawn = () => / found/.test(text(".chooser__hits"));

  async function facetClicks(count) {
    const boxes = [...document.querySelectorAll("[data-facet] input")].slice(0, count);
    const times = [];
    for (const box of boxes) {
      times.push(await after(() => box.click(), isExplorerDrawn));
      await after(() => box.click(), isExplorerDrawn);
    }
    return times;
  }

  const isSearchReady = () => one("[data-component=site-search]").getAttribute("role") === "button";

  async function openSearch() {
    one("[data-component=site-search]").click();
    await until(() => one(".search__field"));
  }

  // The time of the last change of a list, once it has changed no more for so long.
  async function settled(selector, quiet) {
    let last = performance.now();
    const observer = new MutationObserver(() => (last = performance.now()));
    observer.observe(one(selector), { childList: true, subtree: true });
    await until(() => performance.now() - last > quiet);
    observer.disconnect();
    return last;
  }

  globalThis.measured = {
    isExplorerDrawn,
    isChooserDrawn,
    explorerReady: () => until(isExplorerDrawn),
    facetClicks,
    sorted: (orders) => each(orders.map((order) => () => put(one("[name=sort]"), order, "change")), isExplorerDrawn),
    typed: (field, word, isDrawn) =>
      each(Array.from(word, (_, place) => () => put(one(field), word.slice(0, place + 1))), isDrawn),
    // From the opening to the first result.
    async searched(query) {
      await until(isSearchReady);
      return after(() => openSearch().then(() => put(one(".search__field"), query)), isSearchDrawn);
    },
    // From the last letter of a quick hand to the last change of the results.
    async searchedByLetter(query, pause, quiet) {
      await until(isSearchReady);
      await openSearch();
      for (let place = 1; place <= query.length; place++) {
        await new Promise((resolve) => setTimeout(resolve, pause));
        put(one(".search__field"), query.slice(0, place));
      }
      const last = performance.now();
      return (await settled(".search__list", quiet)) - last;
    },
    comparisonReady: (count) => until(() => document.querySelectorAll(".comparison thead th").length > count),
  };
})();
