import { type HsdsRow, type HsdsTables, hsdsTables } from '../../domain/programs/hsds/fields.ts';
import { listsOf, onesOf } from './flatten.ts';

type Json = Record<string, unknown>;

/** Which lists stand within which table's objects, as the standard has them. */
const childrenOf: Record<string, string[]> = {
  service: [
    ...['additional_urls', 'phones', 'schedules', 'service_areas', 'service_at_locations', 'languages', 'funding', 'cost_options'],
    ...['required_documents', 'contacts', 'capacities', 'attributes', 'metadata'],
  ],
  organization: [
    ...['additional_websites', 'funding', 'contacts', 'phones', 'locations', 'programs', 'organization_identifiers'],
    ...['attributes', 'metadata'],
  ],
  service_at_location: ['service_areas', 'contacts', 'phones', 'schedules', 'attributes', 'metadata'],
  location: ['languages', 'addresses', 'contacts', 'accessibility', 'phones', 'schedules', 'attributes', 'metadata'],
  contact: ['phones', 'attributes', 'metadata'],
  phone: ['languages', 'attributes', 'metadata'],
};
const lists = (table: string): string[] => childrenOf[table] ?? (table === 'metadata' ? [] : ['attributes', 'metadata']);

/** Tables as a list of services, each with all that hangs on it, as the JSON of the standard has it. */
export function nest(tables: HsdsTables): Json[] {
  const byId = new Map(Object.entries(tables).map(([table, rows]) => [table, new Map(rows.map((row) => [row.id ?? '', row]))]));
  const byLink = new Map<string, HsdsRow[]>();
  for (const [table, rows] of Object.entries(tables))
    for (const row of rows)
      for (const [column, value] of Object.entries(row)) {
        if (!column.endsWith('_id') || (table === 'attribute' && column !== 'link_id')) continue;
        const kind = column === 'link_id' ? row.link_entity : column === 'resource_id' ? row.resource_type : column.slice(0, -3);
        const key = `${table} ${kind} ${value}`;
        byLink.set(key, [...(byLink.get(key) ?? []), row]);
      }

  function build(table: string, row: HsdsRow, inside: string[]): Json {
    const object: Json = {};
    const rules = new Map((hsdsTables[table] ?? []).map((rule) => [rule.name, rule]));
    for (const [column, value] of Object.entries(row)) {
      const one = Object.entries(onesOf).find(([, [, link]]) => link === column);
      const target = one && byId.get(one[1][0])?.get(value);
      // What it stands in is not said again; what it points to stands in it.
      if (one && target && !inside.includes(one[1][0]) && pointsTo(table, one[0]))
        object[one[0]] = build(one[1][0], target, [...inside, table]);
      else if (!isLink(table, column, inside)) object[column] = typed(value, rules.get(column)?.kind);
    }
    for (const list of lists(table)) {
      const child = listsOf[list] ?? list;
      const rows = byLink.get(`${child} ${table} ${row.id}`) ?? [];
      if (rows.length > 0) object[list] = rows.map((one) => build(child, one, [...inside, table]));
    }
    return object;
  }
  return (tables.service ?? []).map((row) => build('service', row, []));
}

const pointsTo = (table: string, name: string): boolean =>
  ({
    organization: ['service'],
    program: ['service'],
    location: ['service_at_location'],
    unit: ['service_capacity'],
    taxonomy_term: ['attribute'],
    taxonomy_detail: ['taxonomy_term'],
  })[name]?.includes(table) ?? false;

/** Columns that say what a row hangs on: that is said by where it stands. */
const isLink = (table: string, column: string, inside: string[]): boolean =>
  (table === 'attribute' && (column === 'link_id' || column === 'link_entity')) ||
  (table === 'metadata' && (column === 'resource_id' || column === 'resource_type')) ||
  (inside.length > 0 && /^(organization|service|location|service_at_location|contact|phone)_id$/.test(column));

function typed(value: string, kind: string | undefined): unknown {
  // Zeros at the end of a fraction say nothing; whatever else a number would lose stays as it came.
  if (kind === 'n') return String(Number(value)) === value.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '') ? Number(value) : value;
  if (kind !== undefined) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
