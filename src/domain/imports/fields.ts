/** What a column of a file can be, for each kind of record that a file can bring. */
export const importResources = ['residents', 'inquiries'] as const;
export type ImportResource = (typeof importResources)[number];

export const residentFields = [
  'name',
  'first_name',
  'last_name',
  'preferred_name',
  'phone',
  'phone_2',
  'email',
  'email_2',
  'address',
  'city',
  'postal_code',
  'preferred_language',
  'needs_interpreter',
  'accessibility_need',
  'district',
  'neighborhood',
  'contact_by',
  'contact_note',
  'tags',
] as const;
export type ResidentImportField = (typeof residentFields)[number];

export type ImportField = ResidentImportField;
export const importFields: Record<ImportResource, readonly ImportField[]> = { residents: residentFields, inquiries: [] };

/** The column of each field. */
export type ImportMapping = Partial<Record<ImportField, string>>;

/** The fields without which no line can be read. A name may stand in two columns. */
export function missingFields(resource: ImportResource, mapping: ImportMapping): ImportField[] {
  if (resource === 'residents') return mapping.name || mapping.first_name || mapping.last_name ? [] : ['name'];
  return [];
}
