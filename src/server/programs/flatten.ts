import { checkJsonValue, type HsdsFinding } from '../../domain/programs/hsds/check.ts';
import { type HsdsRow, type HsdsTables, hsdsTables } from '../../domain/programs/hsds/fields.ts';

/** A list within an object is rows of that table. */
export const listsOf: Record<string, string> = {
  phones: 'phone',
  schedules: 'schedule',
  service_areas: 'service_area',
  service_at_locations: 'service_at_location',
  languages: 'language',
  funding: 'funding',
  cost_options: 'cost_option',
  required_documents: 'required_document',
  contacts: 'contact',
  attributes: 'attribute',
  metadata: 'metadata',
  addresses: 'address',
  accessibility: 'accessibility',
  locations: 'location',
  programs: 'program',
  additional_urls: 'url',
  additional_websites: 'url',
  capacities: 'service_capacity',
  organization_identifiers: 'organization_identifier',
};
/** An object within an object is a row that it points to, by this column. */
export const onesOf: Record<string, [table: string, column: string]> = {
  organization: ['organization', 'organization_id'],
  program: ['program', 'program_id'],
  location: ['location', 'location_id'],
  unit: ['unit', 'unit_id'],
  taxonomy_term: ['taxonomy_term', 'taxonomy_term_id'],
  taxonomy_detail: ['taxonomy', 'taxonomy_id'],
};

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const isPlain = (value: unknown): value is string | number | boolean => ['string', 'number', 'boolean'].includes(typeof value);
const hasColumn = (table: string, column: string): boolean => hsdsTables[table]?.some(({ name }) => name === column) ?? false;

/** A value that the standard does not have, as text from which it comes back as it was. */
const keep = (value: unknown): string => {
  if (typeof value !== 'string') return JSON.stringify(value);
  try {
    JSON.parse(value);
    return JSON.stringify(value);
  } catch {
    return value;
  }
};

/**
 * Services (or organizations) as nested JSON, as tables: each object a row, which knows what it stood in by that one's id. Tables are
 * text, so what is of another kind in JSON than the standard has it is said here: `found` gets it.
 */
export function flatten(list: unknown[], rootTable: string, found: HsdsFinding[] = []): HsdsTables {
  const made = new Map<string, Map<string, HsdsRow>>();
  let nameless = 0;
  const put = (table: string, object: Json, links: HsdsRow): string => {
    const id = typeof object.id === 'string' && object.id ? object.id : null;
    const key = id ?? `#${nameless++}`;
    const rows = made.get(table) ?? new Map<string, HsdsRow>();
    made.set(table, rows);
    const row: HsdsRow = { ...rows.get(key), ...links };
    rows.set(key, row);
    for (const [name, value] of Object.entries(object)) {
      if (value === null || value === undefined || value === '') continue;
      const list = listsOf[name];
      const one = onesOf[name];
      if (list && Array.isArray(value) && value.every(isObject)) for (const child of value) put(list, child, linksTo(table, key, list));
      else if (one && isObject(value)) row[one[1]] = put(one[0], value, {});
      else if (hasColumn(table, name) && isPlain(value)) {
        row[name] = String(value);
        found.push(...checkJsonValue(table, id ?? '', name, value));
      } else row[name] = keep(value);
    }
    return key;
  };
  for (const object of list) if (isObject(object)) put(rootTable, object, {});
  return Object.fromEntries([...made].map(([table, rows]) => [table, [...rows.values()]]));
}

function linksTo(parent: string, id: string, table: string): HsdsRow {
  if (table === 'attribute') return { link_id: id, link_entity: parent };
  if (table === 'metadata') return { resource_id: id, resource_type: parent };
  return { [`${parent}_id`]: id };
}
