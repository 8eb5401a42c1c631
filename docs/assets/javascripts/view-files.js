// The policies of a view as files: CSV after RFC 4180, and JSON.
const DANGEROUS = /^[=+\-@\t\r＝＋－＠]/;

const listed = (values) => values.join("; ");
const whole = (path) => new URL(path, location).href;
const term = ({ id, label }) => ({ id, label });

export function asJson(policies, addresses) {
  const records = policies.map((policy) => ({
    id: policy.id,
    version: policy.version,
    short_title: policy.shortTitle,
    title: policy.title,
    original_titles: policy.originalTitles,
    also_known_as: policy.alsoKnownAs,
    identifiers: policy.identifiers,
    region: term(policy.region),
    topics: policy.topics.map(term),
    instrument: term(policy.instrument),
    status: term(policy.status),
    bindingness: term(policy.bindingness),
    since: policy.since ? { date: policy.since.date, what: policy.sinceWhat } : null,
    targets: policy.targets,
    obligations: policy.obligations,
    funding: policy.funding,
    has_deadlines: policy.hasDeadlines,
    recorded: policy.recorded.date,
    page: whole(addresses.policy(policy.id)),
    record: whole(addresses.record(policy.id)),
  }));
  return `${JSON.stringify(records, null, 2)}\n`;
}

const COLUMNS = {
  id: ({ id }) => id,
  version: ({ version }) => version,
  short_title: ({ shortTitle }) => shortTitle,
  title: ({ title }) => title,
  original_titles: ({ originalTitles }) => listed(originalTitles.map(({ text }) => text)),
  also_known_as: ({ alsoKnownAs }) => listed(alsoKnownAs),
  identifiers: ({ identifiers }) =>
    listed(Object.entries(identifiers).flatMap(([scheme, values]) => [values].flat().map((value) => `${scheme}: ${value}`))),
  region: ({ region }) => region.id,
  region_label: ({ region }) => region.label,
  topics: ({ topics }) => listed(topics.map(({ id }) => id)),
  topic_labels: ({ topics }) => listed(topics.map(({ label }) => label)),
  instrument: ({ instrument }) => instrument.id,
  instrument_label: ({ instrument }) => instrument.label,
  status: ({ status }) => status.id,
  status_label: ({ status }) => status.label,
  bindingness: ({ bindingness }) => bindingness.id,
  bindingness_label: ({ bindingness }) => bindingness.label,
  since: ({ since }) => since?.date ?? "",
  since_what: ({ sinceWhat }) => sinceWhat ?? "",
  targets: ({ targets }) => targets,
  obligations: ({ obligations }) => obligations,
  funding: ({ funding }) => funding,
  has_deadlines: ({ hasDeadlines }) => hasDeadlines,
  recorded: ({ recorded }) => recorded.date,
  page: ({ id }, addresses) => whole(addresses.policy(id)),
  record: ({ id }, addresses) => whole(addresses.record(id)),
};

// A spreadsheet takes a cell that begins so for a formula and may run it; an apostrophe makes it text.
export function csvCell(value) {
  const text = String(value);
  const safe = DANGEROUS.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function asCsv(policies, addresses) {
  const lines = policies.map((policy) => Object.values(COLUMNS).map((value) => csvCell(value(policy, addresses))));
  return [Object.keys(COLUMNS), ...lines].map((cells) => `${cells.join(",")}\r\n`).join("");
}

const FORMS = {
  // Without the mark at its beginning, spreadsheets take the file for one in a script of the West.
  csv: { type: "text/csv", write: (policies, addresses) => `\ufeff${asCsv(policies, addresses)}` },
  json: { type: "application/json", write: asJson },
};

export function saveView(form, name, policies, addresses) {
  const { type, write } = FORMS[form];
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([write(policies, addresses)], { type }));
  link.download = `${name}.${form}`;
  link.click();
  // The browser may still be reading.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
