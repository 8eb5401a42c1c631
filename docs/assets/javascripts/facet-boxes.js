// The boxes of the facets, with the number of policies that each would leave. On narrow screens they fold away.
const TWO_COLUMNS = matchMedia("(min-width: 70em)");
const inWords = (count) => (count ? `${count} chosen` : "");

// `choose` is called with the name of a facet and all that is chosen in it. What is chosen is ticked at once, since the next
// choice begins with it; the numbers may come later, and with them `found`, what the button that closes says.
export function facetBoxes(filter, facets, choose) {
  const fold = () => (filter.open = TWO_COLUMNS.matches);
  TWO_COLUMNS.addEventListener("change", fold);
  fold();

  filter.addEventListener("change", ({ target }) => {
    const facet = target.closest("[data-facet]");
    choose(facet.dataset.facet, [...facet.querySelectorAll(":checked")].map((box) => box.value));
  });

  const done = filter.querySelector(".explorer__done button");
  done.addEventListener("click", () => {
    filter.open = false;
    filter.firstElementChild.focus();
  });

  function tick(chosen) {
    for (const { name } of facets) {
      const ids = chosen[name];
      const facet = filter.querySelector(`[data-facet=${name}]`);
      facet.open ||= ids.length > 0;
      facet.querySelector(".count").textContent = inWords(ids.length);
      for (const box of facet.querySelectorAll("input")) box.checked = ids.includes(box.value);
    }
    filter.querySelector(".count").textContent = inWords(Object.values(chosen).flat().length);
  }

  function count(counts, found) {
    for (const [index, { name, values }] of facets.entries()) {
      for (const box of filter.querySelectorAll(`[data-facet=${name}] input`)) {
        const count = counts[index][values.findIndex(({ id }) => id === box.value)] ?? 0;
        box.parentElement.classList.toggle("facet__none", !count);
        box.parentElement.querySelector(".facet__count").textContent = count.toLocaleString("en");
      }
    }
    done.textContent = found;
  }

  return { tick, count };
}
