// The boxes of the facets, with the number of policies that each would leave. On narrow screens they fold away.
const TWO_COLUMNS = matchMedia("(min-width: 70em)");
const inWords = (count) => (count ? `${count} chosen` : "");

// `choose` is called with the name of a facet and all that is chosen in it; `found` is what the button that closes says.
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

  return (chosen, counts, found) => {
    for (const [index, { name, values }] of facets.entries()) {
      const ids = chosen[name];
      const facet = filter.querySelector(`[data-facet=${name}]`);
      facet.open ||= ids.length > 0;
      facet.querySelector(".count").textContent = inWords(ids.length);
      for (const box of facet.querySelectorAll("input")) {
        const count = counts[index][values.findIndex(({ id }) => id === box.value)] ?? 0;
        box.checked = ids.includes(box.value);
        box.parentElement.classList.toggle("facet__none", !count);
        box.parentElement.querySelector(".facet__count").textContent = count.toLocaleString("en");
      }
    }
    done.textContent = found;
    filter.querySelector(".count").textContent = inWords(Object.values(chosen).flat().length);
  };
}
