import { type HsdsRow, type HsdsTables, hsdsTables } from '../../domain/programs/hsds/fields.ts';
import { withoutProtected } from './contacts.ts';
import { type Directory, districtOf, type KeptPart, languageOf, nameOf, needOf, type Vocabulary } from './directory.ts';
import {
  accessibilityFields,
  addressFields,
  atLocationFields,
  costFields,
  documentFields,
  fundingFields,
  locationFields,
  type Mapped,
  organizationFields,
  overlay,
  scheduleFields,
  serviceFields,
} from './mapping.ts';
import { assuredOf, isFree, readPhone, reviewOf } from './plan.ts';

/** The needs of the office, as a taxonomy of its own. */
const taxonomy: HsdsRow = {
  id: '6f3c2c1e-5d0b-4b7a-9d55-6b2f4c1d7a10',
  name: 'Needs of residents',
  description: 'What residents need, as a city office sorts its programs.',
};

/** The directory as tables of the standard; how many protected contacts stay here. Rows that came go out as they came, in their order. */
export function giveDirectory(directory: Directory, words: Vocabulary): { tables: HsdsTables; protectedLeft: number } {
  const out: HsdsTables = {};
  const put = (table: string, row: HsdsRow) => {
    const rows = out[table] ?? [];
    out[table] = rows;
    rows.push(row);
  };
  const kept = new Map<string, HsdsRow[]>();
  for (const { table, row } of directory.rows) kept.set(table, [...(kept.get(table) ?? []), row]);
  const take = (table: string, isOf: (row: HsdsRow) => boolean): HsdsRow[] => {
    const all = kept.get(table) ?? [];
    kept.set(
      table,
      all.filter((row) => !isOf(row)),
    );
    return all.filter(isOf);
  };
  const part = (table: string, fields: Mapped[], one: KeptPart, links: HsdsRow) =>
    put(
      table,
      overlay(fields, { ...fresh(one), ...one.hsds, ...links }, { ...one, opens_at: clock(one.opens_at), closes_at: clock(one.closes_at) }),
    );

  const organizations = new Map(directory.organizations.map((one) => [one.id, one]));
  const locations = new Map(directory.locations.map((one) => [one.id, one]));
  const given = directory.organizations.filter(
    (one) => one.hsds_id !== null || one.has_programs || directory.locations.some((place) => place.organization_id === one.id),
  );
  for (const one of given) {
    const name = nameOf(one);
    put('organization', described(overlay(organizationFields, { ...fresh(one), ...one.hsds }, one)));
    for (const funding of one.fundings) part('funding', fundingFields, funding, { organization_id: name });
    givePhone(one.phone, 'organization_id', name, one.id, one.hsds_id !== null && one.kind === 'department');
  }
  for (const one of directory.locations) {
    const name = nameOf(one);
    const { row = {}, address, accessibility } = one.hsds;
    const at = organizations.get(one.organization_id);
    const link: HsdsRow = row.id && !row.organization_id ? {} : { organization_id: at ? nameOf(at) : one.organization_id };
    put('location', { location_type: 'physical', ...overlay(locationFields, { ...fresh({ ...one, hsds: row }), ...row, ...link }, one) });
    const first: HsdsRow = address ?? { id: one.id, location_id: name };
    const street = overlay(addressFields, first, one);
    if (address || one.address_1 || one.city || one.postal_code)
      put('address', address ? street : { address_type: 'physical', country: String(one.country), ...street });
    if (accessibility || one.accessibility)
      put('accessibility', overlay(accessibilityFields, accessibility ?? { id: one.id, location_id: name }, one));
    for (const schedule of one.schedules) part('schedule', scheduleFields, schedule, { location_id: name });
  }
  for (const one of directory.programs) {
    const name = nameOf(one);
    const organization = organizations.get(one.organization_id);
    const service = overlay(
      serviceFields,
      { ...fresh(one), ...one.hsds, organization_id: organization ? nameOf(organization) : one.organization_id },
      one,
    );
    const raw = one.hsds;
    if (one.is_free !== isFree(raw, one.costs)) service.x_is_free = String(one.is_free ?? '');
    if (one.review_by !== reviewOf(raw) && one.review_by) service.x_review_by = one.review_by;
    if (one.reviewed_on && one.reviewed_on !== assuredOf(raw)) service.assured_date = one.reviewed_on;
    put('service', { ...service, status: service.status ?? String(one.status) });
    for (const at of one.locations) {
      const place = locations.get(at.location_id);
      const atName = nameOf(at);
      part('service_at_location', atLocationFields, at, { service_id: name, location_id: place ? nameOf(place) : at.location_id });
      for (const schedule of at.schedules) part('schedule', scheduleFields, schedule, { service_at_location_id: atName });
    }
    for (const schedule of one.schedules) part('schedule', scheduleFields, schedule, { service_id: name });
    for (const cost of one.costs) part('cost_option', costFields, cost, { service_id: name });
    for (const document of one.documents) part('required_document', documentFields, document, { service_id: name });
    for (const funding of one.fundings) part('funding', fundingFields, funding, { service_id: name });
    givePhone(one.phone, 'service_id', name, one.id, false);

    const spoken = take('language', (row) => row.service_id === name);
    for (const row of spoken) {
      const code = languageOf(row, words);
      if (code === null || one.languages.some(({ language }) => language === code)) put('language', row);
    }
    for (const { id, language, name: label, note } of one.languages)
      if (!spoken.some((row) => languageOf(row, words) === language))
        put('language', { id, service_id: name, name: label, code: language, ...(note ? { note } : {}) });

    const areas = take('service_area', (row) => row.service_id === name);
    for (const row of areas) {
      const code = districtOf(row, words);
      if (code === null || one.districts.some((district) => district.code === code)) put('service_area', row);
    }
    for (const { id, code, name: label } of one.districts)
      if (!areas.some((row) => districtOf(row, words) === code)) put('service_area', { id, service_id: name, name: label });

    const terms = [...(kept.get('taxonomy_term') ?? []), ...(out.taxonomy_term ?? [])];
    const needFor = (row: HsdsRow) =>
      needOf(
        terms.find(({ id }) => id === row.taxonomy_term_id),
        words,
      );
    const attributes = take('attribute', (row) => row.link_id === name);
    for (const row of attributes) {
      const code = needFor(row);
      if (code === null || one.needs.some((need) => need.code === code)) put('attribute', row);
    }
    for (const need of one.needs) {
      if (attributes.some((row) => needFor(row) === need.code)) continue;
      const term = terms.find((row) => row.code === need.code) ?? giveTerm(need);
      put('attribute', { id: need.id, link_id: name, taxonomy_term_id: term.id ?? '', link_type: 'need', link_entity: 'service' });
    }
  }
  for (const [table, rows] of kept) for (const row of rows) put(table, row);
  if (out.taxonomy_term?.some((row) => row.taxonomy_id === taxonomy.id) && !out.taxonomy?.some(({ id }) => id === taxonomy.id))
    put('taxonomy', taxonomy);
  const isProtected = new Set(given.filter((one) => one.is_nonprofit).map(nameOf));
  const { tables, left } = withoutProtected(out, (name) => isProtected.has(name));
  return { tables: inOrder(tables), protectedLeft: left };

  function giveTerm(need: { need_id: string; code: string; name: string }): HsdsRow {
    const term: HsdsRow = { id: need.need_id, code: need.code, name: need.name, description: need.name, taxonomy_id: taxonomy.id ?? '' };
    put('taxonomy_term', term);
    return term;
  }
  /** The number that the office reads is the first of its rows; the others are as they came. */
  function givePhone(phone: string | null, column: string, name: string, id: string, isLeft: boolean) {
    const rows = take('phone', (row) => row[column] === name);
    const [first, ...others] = rows;
    if (first && (isLeft || readPhone(first) === phone || (readPhone(first) === null && phone === null))) put('phone', first);
    else if (phone) put('phone', { id, [column]: name, type: 'voice', ...first, number: phone });
    for (const row of others) put('phone', row);
  }
}

const fresh = (one: { id: string; hsds_id: string | null; hsds: HsdsRow }): HsdsRow => (one.hsds.id ? {} : { id: nameOf(one) });
const clock = (time: unknown): unknown => (typeof time === 'string' ? time.slice(0, 5) : time);
/** The standard wants a description of an organization. */
const described = (row: HsdsRow): HsdsRow =>
  row.description || Object.keys(row).length > 4 ? row : { ...row, description: row.name ?? '' };

/** Tables and columns in the order of the standard, then the others by name. */
function inOrder(tables: HsdsTables): HsdsTables {
  const order = Object.keys(hsdsTables);
  const place = (table: string) => (order.includes(table) ? order.indexOf(table) : order.length);
  return Object.fromEntries(
    Object.entries(tables)
      .filter(([, rows]) => rows.length > 0)
      .sort(([a], [b]) => place(a) - place(b) || a.localeCompare(b)),
  );
}
