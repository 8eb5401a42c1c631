// The feed that holds exactly what a view shows: of all policies, of one region or of one topic.

// The pattern of its address and the id in it; null where no feed fits.
export function fittingFeed({ chosen, text }, { feed, regionFeed, topicFeed }) {
  const choices = Object.entries(chosen).filter(([, ids]) => ids.length);
  if (text.trim() || choices.length > 1) return null;
  if (!choices.length) return { pattern: feed, id: "" };
  const [[name, ids]] = choices;
  const pattern = { region: regionFeed, topic: topicFeed }[name];
  return pattern && ids.length === 1 ? { pattern, id: ids[0] } : null;
}
