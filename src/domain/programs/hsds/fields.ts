/**
 * The tables of Open Referral HSDS 3 and what their columns hold, as its published schemas (openreferral/specification, CC BY-SA 4.0)
 * say: facts about a standard, written down here in our own short form. `!` required; `:u` uuid, `:n` number, `:e` e-mail, `:l` link,
 * `:d` day, `:t` instant, `:a|b` one of.
 */
const days = 'MO|TU|WE|TH|FR|SA|SU';
const places = 'physical|postal|virtual';
const short: Record<string, [files: string, columns: string]> = {
  organization: [
    'organizations',
    'id!:u name! alternate_name description! email:e website:l tax_status tax_id year_incorporated:n legal_status logo uri:l parent_organization_id:u',
  ],
  program: ['programs', 'id!:u organization_id!:u name! alternate_name description!'],
  service: [
    'services',
    'id!:u organization_id!:u program_id:u name! alternate_name description url:l email:e status!:active|inactive|defunct|temporarily_closed interpretation_services application_process fees_description wait_time fees accreditations eligibility_description minimum_age:n maximum_age:n assured_date:d assurer_email:e licenses alert last_modified:t',
  ],
  attribute: ['attributes', 'id!:u link_id!:u taxonomy_term_id!:u link_type link_entity! value label'],
  service_at_location: ['services_at_location service_at_locations', 'id!:u service_id!:u location_id!:u description'],
  location: [
    'locations',
    `id!:u location_type!:${places} url:l organization_id:u name alternate_name description transportation latitude:n longitude:n external_identifier external_identifier_type`,
  ],
  phone: [
    'phones',
    'id!:u location_id:u service_id:u organization_id:u contact_id:u service_at_location_id:u number! extension:n type description',
  ],
  contact: ['contacts', 'id!:u organization_id:u service_id:u service_at_location_id:u location_id:u name title department email:e'],
  address: [
    'addresses physical_addresses',
    `id!:u location_id:u attention address_1! address_2 city! region state_province! postal_code! country! address_type!:${places}`,
  ],
  schedule: [
    'schedules',
    `id!:u service_id:u location_id:u service_at_location_id:u valid_from:d valid_to:d dtstart:d timezone:n until:d count:n wkst:${days} freq:WEEKLY|MONTHLY interval:n byday byweekno bymonthday byyearday description opens_at closes_at schedule_link:l attending_type notes`,
  ],
  funding: ['fundings', 'id!:u organization_id:u service_id:u source'],
  service_area: ['service_areas', 'id!:u service_id:u service_at_location_id:u name description extent extent_type uri:l'],
  required_document: ['required_documents', 'id!:u service_id:u document uri:l'],
  language: ['languages', 'id!:u service_id:u location_id:u phone_id:u name code note'],
  accessibility: ['accessibility_for_disabilities', 'id!:u location_id:u description details url:l'],
  taxonomy_term: ['taxonomy_terms', 'id!:u code name! description! parent_id:u taxonomy language taxonomy_id:u term_uri:l'],
  taxonomy: ['taxonomies', 'id!:u name! description! uri:l version'],
  metadata: [
    '',
    'id!:u resource_id!:u resource_type! last_action_date! last_action_type! field_name! previous_value! replacement_value! updated_by!',
  ],
  meta_table_description: ['meta_table_descriptions', 'id!:u name language character_set'],
  cost_option: ['cost_options', 'id!:u service_id!:u valid_from:d valid_to:d option currency amount:n amount_description'],
  organization_identifier: ['organization_identifiers', 'id!:u organization_id!:u identifier_scheme identifier_type! identifier!'],
  service_capacity: ['service_capacities', 'id!:u service_id!:u unit_id!:u available!:n maximum:n description updated!:t'],
  unit: ['units', 'id!:u name! scheme identifier uri:l'],
  url: ['urls', 'id!:u label url!:l organization_id:u service_id:u'],
};

export type HsdsRule = { name: string; isRequired: boolean; kind: 'text' | 'u' | 'n' | 'e' | 'l' | 'd' | 't'; oneOf: string[] | null };

const readRule = (word: string): HsdsRule => {
  const [head = '', kind = ''] = word.split(':');
  const isKind = /^[uneldt]$/.test(kind);
  return {
    name: head.replace('!', ''),
    isRequired: head.endsWith('!'),
    kind: isKind ? (kind as HsdsRule['kind']) : 'text',
    oneOf: kind && !isKind ? kind.split('|').map((one) => one.replaceAll('_', ' ')) : null,
  };
};

/** The columns of each table, in the order of the standard. */
export const hsdsTables: Record<string, HsdsRule[]> = Object.fromEntries(
  Object.entries(short).map(([table, [, columns]]) => [table, columns.split(' ').map(readRule)]),
);

/** The table that a file is, by its name: both 'service.csv' and 'services.csv'. A name that the standard does not have stays. */
export function tableOfFile(name: string): string {
  const base = (name.split('/').at(-1) ?? name).replace(/\.csv$/i, '').toLowerCase();
  return Object.entries(short).find(([table, [files]]) => table === base || files.split(' ').includes(base))?.[0] ?? base;
}

/** Rows of a table as text, column by column; what is empty is not there. */
export type HsdsRow = Record<string, string>;
export type HsdsTables = Record<string, HsdsRow[]>;
