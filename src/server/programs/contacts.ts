import type { HsdsRow, HsdsTables } from '../../domain/programs/hsds/fields.ts';

/** Whether an organization is under 501(c), by what a file says of it. */
export const isNonprofit = (row: HsdsRow): boolean =>
  /non-?profit|501\s*\(?c|not[- ]for[- ]profit/i.test(`${row.legal_status ?? ''} ${row.tax_status ?? ''}`);
/** Whether it is surely a public body or a business. */
const isOther = (row: HsdsRow | undefined): boolean =>
  row !== undefined &&
  !isNonprofit(row) &&
  /government|municipal|county|city|state|public|llc|corporation|for-profit/i.test(row.legal_status ?? '');

/** The organization at which a contact, or a phone of one, is. */
export function organizationOf(row: HsdsRow, tables: HsdsTables): string | undefined {
  const find = (table: string, id: string | undefined) => (id ? tables[table]?.find((one) => one.id === id) : undefined);
  if (row.organization_id) return row.organization_id;
  const at = find('service_at_location', row.service_at_location_id);
  return (
    find('service', row.service_id ?? at?.service_id)?.organization_id ??
    find('location', row.location_id)?.organization_id ??
    (row.contact_id ? organizationOf(find('contact', row.contact_id) ?? {}, tables) : undefined)
  );
}

/**
 * Contacts without the names of people who are, or may be, at a nonprofit: the office keeps a role and how to reach it at work (RSMo
 * 105.1500). Says how many names were left out.
 */
export function withoutNames(tables: HsdsTables, isPublicBody: (organization: string) => boolean): { tables: HsdsTables; left: number } {
  let left = 0;
  const contact = (tables.contact ?? []).map((row) => {
    const at = organizationOf(row, tables);
    if (!row.name || (at && (isPublicBody(at) || isOther(tables.organization?.find(({ id }) => id === at))))) return row;
    left += 1;
    const { name: _name, ...rest } = row;
    return rest as HsdsRow;
  });
  return { tables: tables.contact ? { ...tables, contact } : tables, left };
}

/** What goes out: contacts at nonprofits, and their phones, stay here. Says how many. */
export function withoutProtected(tables: HsdsTables, isProtected: (organization: string) => boolean): { tables: HsdsTables; left: number } {
  const stays = (row: HsdsRow): boolean => {
    const at = organizationOf(row, tables);
    return at !== undefined && isProtected(at);
  };
  const gone = new Set((tables.contact ?? []).filter(stays).map(({ id }) => id));
  const contact = (tables.contact ?? []).filter(({ id }) => !gone.has(id));
  const phone = (tables.phone ?? []).filter((row) => !row.contact_id || !gone.has(row.contact_id));
  return { tables: { ...tables, ...(tables.contact ? { contact } : {}), ...(tables.phone ? { phone } : {}) }, left: gone.size };
}
