// The feed that holds exactly what a view shows: of all policies, of one region or of one topic.

// The pattern of its address and the id in it; undefined where no feed fits.
function fittingFeed({ chosen, text }, patterns) {
  const facets = Object.entries(chosen).filter(([, ids]) => ids.length);
  if (text.trim() || facets.length > 1) return undefined;
  const [[name, [id, ...more]]] = facets.length ? facets : [["all", [""]]];
  return more.length ? undefined : { all: patterns.all, region: patterns.region, topic: patterns.topic }[name]?.replace("{id}", id);
}

export function viewFeed(place, instead, patterns) {
  return (choice) => {
    const pattern = fittingFeed(choice, patterns);
    place.hidden = !pattern;
    instead.hidden = Boolean(pattern);
    for (const link of pattern ? place.querySelectorAll("a") : []) link.href = pattern.replace("{form}", link.dataset.form);
  };
}
