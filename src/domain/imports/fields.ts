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

export const inquiryFields = [
  'number',
  'subject',
  'body',
  'topic',
  'channel',
  'status',
  'opened_at',
  'closed_at',
  'email',
  'phone',
  'district',
  'neighborhood',
  'location',
  'latitude',
  'longitude',
] as const;
export type InquiryImportField = (typeof inquiryFields)[number];

export type ImportField = ResidentImportField | InquiryImportField;
export const importFields: Record<ImportResource, readonly ImportField[]> = { residents: residentFields, inquiries: inquiryFields };

/** How a file of inquiries may be known: the city's 311 cases to March 2021, those since, GeoReport Bulk; `plain` has columns of its own. */
export const importPresets = ['plain', 'kc311', 'kc311_current', 'georeport'] as const;
export type ImportPreset = (typeof importPresets)[number];

/** The column of each field. */
export type ImportMapping = Partial<Record<ImportField, string>>;

/** The fields without which no line can be read. A name may stand in two columns. */
export function missingFields(resource: ImportResource, mapping: ImportMapping): ImportField[] {
  if (resource === 'residents') return mapping.name || mapping.first_name || mapping.last_name ? [] : ['name'];
  return (['subject', 'topic', 'opened_at'] as const).filter((field) => !mapping[field]);
}
