import { type HsdsRule, type HsdsTables, hsdsTables } from './fields.ts';

export type HsdsFinding = {
  table: string;
  id: string;
  column: string;
  problem: 'missing' | 'uuid' | 'number' | 'email' | 'link' | 'day' | 'instant' | 'choice' | 'reference' | 'twice' | 'type';
  /** What stands there, shortened. */
  value: string;
};

const forms: Partial<Record<HsdsRule['kind'], [RegExp, HsdsFinding['problem']]>> = {
  u: [/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'uuid'],
  n: [/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/, 'number'],
  e: [/^[^@\s]+@[^@\s]+\.[^@\s]+$/, 'email'],
  l: [/^[a-z][a-z0-9+.-]*:\S+$/i, 'link'],
  d: [/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'day'],
  t: [/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/i, 'instant'],
};

/** Which table a column points to. */
const references: Record<string, string> = {
  organization_id: 'organization',
  service_id: 'service',
  location_id: 'location',
  service_at_location_id: 'service_at_location',
  program_id: 'program',
  contact_id: 'contact',
  phone_id: 'phone',
  taxonomy_term_id: 'taxonomy_term',
  taxonomy_id: 'taxonomy',
  unit_id: 'unit',
};

/** What a value of JSON has against its column: a number is a number there, and every text a text. */
export function checkJsonValue(table: string, id: string, column: string, value: string | number | boolean): HsdsFinding[] {
  const rule = hsdsTables[table]?.find(({ name }) => name === column);
  if (!rule || typeof value === (rule.kind === 'n' ? 'number' : 'string')) return [];
  return [{ table, id, column, problem: 'type', value: String(value).slice(0, 80) }];
}

/** What a directory says against the standard. Nothing of it keeps a row out: it is said, and the row is kept as it is. */
export function checkHsds(tables: HsdsTables): HsdsFinding[] {
  const findings: HsdsFinding[] = [];
  const ids = Object.fromEntries(Object.entries(tables).map(([table, rows]) => [table, new Set(rows.map(({ id }) => id))]));
  for (const [table, rows] of Object.entries(tables)) {
    const rules = hsdsTables[table] ?? [];
    const seen = new Set<string>();
    for (const row of rows) {
      const say = (column: string, problem: HsdsFinding['problem']) =>
        findings.push({ table, id: row.id ?? '', column, problem, value: (row[column] ?? '').slice(0, 80) });
      if (row.id) {
        if (seen.has(row.id)) say('id', 'twice');
        seen.add(row.id);
      }
      for (const rule of rules) {
        const value = row[rule.name];
        if (value === undefined) {
          if (rule.isRequired) say(rule.name, 'missing');
          continue;
        }
        const [form, problem] = forms[rule.kind] ?? [];
        if (form && problem && !form.test(value)) say(rule.name, problem);
        if (rule.oneOf && !rule.oneOf.includes(value)) say(rule.name, 'choice');
        const target = references[rule.name];
        if (target && !(ids[target]?.has(value) ?? false)) say(rule.name, 'reference');
      }
    }
  }
  return findings;
}
