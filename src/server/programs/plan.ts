import { createHash } from 'node:crypto';
import parsePhone from 'libphonenumber-js/min';
import type { HsdsRow, HsdsTables } from '../../domain/programs/hsds/fields.ts';
import { addMonths } from '../../domain/shared/dates.ts';
import { isNonprofit, withoutNames } from './contacts.ts';
import { byName, type Directory, districtOf, type KeptPart, languageOf, needOf, type Vocabulary } from './directory.ts';
import {
  accessibilityFields,
  addressFields,
  atLocationFields,
  changesOf,
  costFields,
  documentFields,
  fundingFields,
  locationFields,
  type Mapped,
  organizationFields,
  scheduleFields,
  serviceFields,
} from './mapping.ts';

type Json = Record<string, unknown>;
export type ImportPlan = {
  organizations: { key: string; id: string | null; columns: Json }[];
  locations: { key: string; id: string | null; organization: string; columns: Json; schedules: Json[] | null }[];
  programs: { key: string; id: string | null; organization: string | null; columns: Json; locations: Json[] | null }[];
  rows: { table: string; id: string; row: HsdsRow }[];
};

/** The number as it is kept; null when it is none that can be called. */
export function readPhone(row: HsdsRow | undefined): string | null {
  const phone = parsePhone((row?.number ?? '').replaceAll('"', ''), 'US');
  return phone?.isPossible() ? phone.number : null;
}

/** What import_hsds is asked to do for some tables, beside what the office has; and how many names of people were left out. */
export function planImport(given: HsdsTables, directory: Directory, words: Vocabulary): { plan: ImportPlan; namesLeft: number } {
  const organizations = byName(directory.organizations);
  const { tables, left } = withoutNames(given, (key) => {
    const ours = organizations.get(key) ?? sameName(given.organization?.find(({ id }) => id === key));
    return ours !== undefined && !ours.is_nonprofit && ['department', 'agency', 'council_office'].includes(ours.kind);
  });
  const [locations, programs] = [byName(directory.locations), byName(directory.programs)];
  const taken = new Set<string>();
  const used = new Set<HsdsRow>();
  const rowsOf = (table: string, column: string, id: string) => (tables[table] ?? []).filter((row) => row[column] === id);
  function sameName(row: HsdsRow | undefined) {
    const name = row?.name?.trim().toLowerCase();
    return directory.organizations.find((one) => one.hsds_id === null && one.name.toLowerCase() === name);
  }

  /** The rows of a list, each with the id of what it was before, and what was added here. Null where the file has no such table. */
  function parts(table: string, column: string, key: string, fields: Mapped[], before: KeptPart[]): Json[] | null {
    if (!tables[table]) return null;
    const known = byName(before);
    const rows = rowsOf(table, column, key).filter((row) => row.id);
    for (const row of rows) used.add(row);
    const lines = rows.map((row) => {
      const old = known.get(row.id ?? '');
      const columns = changesOf(fields, row, old?.hsds_id ? old.hsds : null);
      return old
        ? { ...Object.fromEntries(fields.map(({ ours }) => [ours, old[ours]])), id: old.id, ...columns, ...cameAs(row, old) }
        : { ...columns, ...cameAs(row, null) };
    });
    const own = before.filter((one) => one.hsds_id === null && !rows.some(({ id }) => id === one.id));
    return [...lines, ...own.map((one) => ({ ...Object.fromEntries(fields.map(({ ours }) => [ours, one[ours]])), id: one.id }))];
  }

  const plan: ImportPlan = { organizations: [], locations: [], programs: [], rows: [] };
  for (const row of tables.organization ?? []) {
    if (!row.id || !row.name) continue;
    const named = organizations.get(row.id) ?? sameName(row);
    const old = named && !taken.has(named.id) ? named : undefined;
    if (old) taken.add(old.id);
    used.add(row);
    const phone = readPhone(rowsOf('phone', 'organization_id', row.id)[0]);
    const fundings = parts('funding', 'organization_id', row.id, fundingFields, old?.fundings ?? []);
    const columns: Json =
      old && old.hsds_id === null && old.id !== row.id
        ? {}
        : {
            ...changesOf(organizationFields, row, old?.hsds_id ? old.hsds : null),
            ...(old ? {} : { phone, kind: 'community', is_nonprofit: isNonprofit(row) }),
          };
    const fundingColumns = fundings && (fundings.length > 0 || (old?.fundings.length ?? 0) > 0) ? { fundings } : {};
    plan.organizations.push({ key: row.id, id: old?.id ?? null, columns: { ...columns, ...fundingColumns, ...cameAs(row, old ?? null) } });
  }
  const isThere = new Set(plan.organizations.map(({ key }) => key));

  for (const row of tables.location ?? []) {
    const at = (tables.service_at_location ?? []).find((one) => one.location_id === row.id)?.service_id;
    const organization = row.organization_id ?? (tables.service ?? []).find((one) => one.id === at)?.organization_id;
    if (!row.id || !organization || !isThere.has(organization)) continue;
    const old = locations.get(row.id);
    const addresses = rowsOf('address', 'location_id', row.id);
    const address = addresses.find((one) => one.address_type === 'physical') ?? addresses[0];
    const accessibility = rowsOf('accessibility', 'location_id', row.id)[0];
    for (const one of [row, address, accessibility]) if (one) used.add(one);
    const before = old?.hsds_id ? old.hsds : null;
    const columns: Json = {
      ...changesOf(locationFields, row, before?.row ?? null),
      ...changesOf(addressFields, address ?? {}, before ? (before.address ?? {}) : null),
      ...changesOf(accessibilityFields, accessibility ?? {}, before ? (before.accessibility ?? {}) : null),
      ...(old && old.id === row.id ? {} : { hsds_id: row.id }),
      hsds: { row, ...(address ? { address } : {}), ...(accessibility ? { accessibility } : {}) },
    };
    if (columns.latitude === null || columns.longitude === null) Object.assign(columns, { latitude: null, longitude: null });
    const schedules = parts('schedule', 'location_id', row.id, scheduleFields, old?.schedules ?? []);
    plan.locations.push({ key: row.id, id: old?.id ?? null, organization, columns, schedules });
  }
  const places = new Set(plan.locations.map(({ key }) => key));

  for (const row of tables.service ?? []) {
    if (!row.id || !row.name || !row.organization_id || !isThere.has(row.organization_id)) continue;
    const key = row.id;
    used.add(row);
    const old = programs.get(key);
    const before = old?.hsds_id ? old.hsds : null;
    const costs = parts('cost_option', 'service_id', key, costFields, old?.costs ?? []);
    const documents = parts('required_document', 'service_id', key, documentFields, old?.documents ?? [])?.filter((one) =>
      String(one.document ?? '').trim(),
    );
    const fundings = parts('funding', 'service_id', key, fundingFields, old?.fundings ?? [])?.filter((one) =>
      String(one.source ?? '').trim(),
    );
    const columns: Json = { ...changesOf(serviceFields, row, before), ...cameAs(row, old ?? null) };
    if (!before) {
      columns.phone = readPhone(rowsOf('phone', 'service_id', key)[0]);
      columns.is_free = isFree(row, costs ?? []);
      columns.review_by = reviewOf(row);
      columns.reviewed_on = assuredOf(row);
      if (columns.income_basis === null || columns.income_percent === null)
        Object.assign(columns, { income_basis: null, income_percent: null });
    }
    const terms = rowsOf('attribute', 'link_id', key).map((one) =>
      (tables.taxonomy_term ?? []).find(({ id }) => id === one.taxonomy_term_id),
    );
    const needs = [...(old?.needs ?? []).map(({ code }) => code), ...terms.map((term) => needOf(term, words))];
    const spoken = rowsOf('language', 'service_id', key).map((one) => ({
      language: languageOf(one, words),
      note: (one.note ?? '').slice(0, 300),
    }));
    const languages = [
      ...(old?.languages ?? []),
      ...spoken.filter((one) => !old?.languages.some(({ language }) => language === one.language)),
    ];
    const districts = rowsOf('service_area', 'service_id', key)
      .map((one) => districtOf(one, words))
      .filter((code) => code !== null);
    Object.assign(columns, {
      needs: [...new Set(needs.filter((code) => code !== null))],
      languages: languages.filter(({ language }) => language !== null).map(({ language, note }) => ({ language, note })),
      ...(districts.length > 0 ? { districts: [...new Set(districts)] } : {}),
      ...(costs ? { costs } : {}),
      ...(documents ? { documents } : {}),
      ...(fundings ? { fundings } : {}),
    });
    const schedules = parts('schedule', 'service_id', key, scheduleFields, old?.schedules ?? []);
    if (schedules) columns.schedules = schedules;
    let at: Json[] | null = null;
    if (tables.service_at_location) {
      const links = rowsOf('service_at_location', 'service_id', key).filter((one) => one.id && places.has(one.location_id ?? ''));
      const known = byName(old?.locations ?? []);
      at = links.map((one) => {
        used.add(one);
        const kept = known.get(one.id ?? '');
        const times = parts('schedule', 'service_at_location_id', one.id ?? '', scheduleFields, kept?.schedules ?? []);
        const words = changesOf(atLocationFields, one, kept?.hsds_id ? kept.hsds : null);
        return { location: one.location_id, ...words, ...(times ? { schedules: times } : {}), at: cameAs(one, kept ?? null) };
      });
      const own = (old?.locations ?? []).filter((one) => one.hsds_id === null && !links.some(({ id }) => id === one.id));
      at.push(...own.map((one) => ({ id: one.location_id })));
    }
    plan.programs.push({ key, id: old?.id ?? null, organization: row.organization_id, columns, locations: at });
  }
  for (const [table, rows] of Object.entries(tables))
    for (const row of rows)
      if (!used.has(row))
        plan.rows.push({ table, id: row.id ?? `#${createHash('sha256').update(JSON.stringify(row)).digest('hex').slice(0, 32)}`, row });
  return { plan, namesLeft: left };
}

/** As what it came; one of our own that comes back is no stranger. */
const cameAs = (row: HsdsRow, old: { id: string } | null): Json =>
  old && old.id === row.id ? { hsds: row } : { hsds_id: row.id, hsds: row };

/** True where every price is nothing, or words say so; null where nobody said. */
export function isFree(row: HsdsRow, costs: Json[]): boolean | null {
  if (row.x_is_free) return row.x_is_free === 'true';
  const prices = costs.map(({ amount_cents }) => amount_cents).filter((cents): cents is number => typeof cents === 'number');
  if (prices.some((cents) => cents > 0)) return false;
  return prices.length > 0 || /^(free|none|no (cost|charge|fee))/i.test(row.fees_description?.trim() ?? '') ? true : null;
}

const isDay = (text: string | undefined): boolean => /^(199\d|20\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(text ?? '');
/** When somebody was sure of it. */
export const assuredOf = (row: HsdsRow): string | null => (isDay(row.assured_date) ? (row.assured_date ?? null) : null);

/** To be looked at half a year after somebody was sure of it; null where nobody says when. */
export function reviewOf(row: HsdsRow): string | null {
  if (isDay(row.x_review_by)) return row.x_review_by ?? null;
  return isDay(row.assured_date) ? addMonths(row.assured_date ?? '', 6) : null;
}
