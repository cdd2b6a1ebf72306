import type { HsdsTables } from '../../../src/domain/programs/hsds/fields.ts';

/** An id that tells itself apart: `id('a', 1)`. */
export const id = (letter: string, number: number): string => `${letter.repeat(8)}-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** A directory of somebody else: every table of the standard, columns that it does not have, and a table that it does not have. */
export const directory = (): HsdsTables => ({
  organization: [
    {
      id: id('a', 1),
      name: 'Blue Valley Community Fund',
      alternate_name: 'BVCF',
      description: 'Rent and food,\nwith "quotes" and ünïcode.',
      email: 'office@bluevalley.example',
      website: 'https://bluevalley.example',
      legal_status: 'Nonprofit corporation, 501(c)(3)',
      tax_status: '501(c)(3)',
      year_incorporated: '1984',
      logo: 'https://bluevalley.example/logo.png',
      main_region: 'North',
    },
    {
      id: id('a', 2),
      name: 'Clay County Public Health',
      description: 'The county.',
      legal_status: 'County government',
      parent_organization_id: id('a', 1),
    },
  ],
  program: [{ id: id('b', 1), organization_id: id('a', 1), name: 'Stay housed', description: 'Everything about rent.' }],
  service: [
    {
      id: id('c', 1),
      organization_id: id('a', 1),
      program_id: id('b', 1),
      name: 'Eviction help',
      alternate_name: 'Stay put',
      description: 'A counselor and money.',
      url: 'https://bluevalley.example/rent',
      email: 'not an address',
      status: 'temporarily closed',
      interpretation_services: 'By phone',
      application_process: 'Call first.',
      fees_description: 'Free of charge',
      wait_time: 'two weeks',
      accreditations: 'HUD',
      eligibility_description: 'Renters',
      minimum_age: '18',
      maximum_age: '99.5',
      assured_date: '2020-03-01',
      assurer_email: 'data@bluevalley.example',
      licenses: 'MO-1',
      alert: 'Closed until Monday',
      last_modified: '2026-09-02T10:30:45.123Z',
      internal_code: 'R-17',
    },
    { id: id('c', 2), organization_id: id('a', 2), name: 'Shots', status: 'active', minimum_age: '0' },
  ],
  attribute: [
    {
      id: id('d', 1),
      link_id: id('c', 1),
      taxonomy_term_id: id('e', 1),
      link_type: 'taxonomy',
      link_entity: 'service',
      value: '1',
      label: 'Rent',
    },
    { id: id('d', 2), link_id: id('a', 1), taxonomy_term_id: id('e', 2), link_type: 'size', link_entity: 'organization' },
  ],
  taxonomy_term: [
    { id: id('e', 1), code: 'BH-3800', name: 'Rent', description: 'Rent payment', taxonomy_id: id('f', 1) },
    { id: id('e', 2), code: 'XL', name: 'Large', description: 'Large bodies', parent_id: id('e', 1), taxonomy_id: id('f', 1) },
  ],
  taxonomy: [{ id: id('f', 1), name: 'AIRS', description: 'A taxonomy', uri: 'https://airs.example', version: '1.0' }],
  location: [
    {
      id: id('1', 1),
      organization_id: id('a', 1),
      location_type: 'physical',
      name: 'Front office',
      alternate_name: 'Old mill',
      description: 'Red brick',
      transportation: 'Bus 71',
      latitude: '39.09970',
      longitude: '-94.578600',
      external_identifier: '17',
      external_identifier_type: 'parcel',
    },
    { id: id('1', 2), organization_id: id('a', 2), location_type: 'virtual', url: 'https://clay.example/visit', name: 'Video' },
  ],
  service_at_location: [
    { id: id('2', 1), service_id: id('c', 1), location_id: id('1', 1), description: 'Second floor', room: '204' },
    { id: id('2', 2), service_id: id('c', 2), location_id: id('1', 2) },
  ],
  address: [
    {
      id: id('3', 1),
      location_id: id('1', 1),
      attention: 'Intake',
      address_1: '100 Main St',
      address_2: 'Suite 2',
      city: 'Kansas City',
      region: 'Jackson',
      state_province: 'MO',
      postal_code: '64106',
      country: 'us',
      address_type: 'physical',
    },
    {
      id: id('3', 2),
      location_id: id('1', 1),
      address_1: 'PO Box 7',
      city: 'Kansas City',
      state_province: 'MO',
      postal_code: '64106',
      country: 'US',
      address_type: 'postal',
    },
  ],
  phone: [
    { id: id('4', 1), service_id: id('c', 1), number: '(816) 555-0123', extension: '7', type: 'voice', description: 'Days' },
    { id: id('4', 2), service_id: id('c', 1), number: '816.555.0199', type: 'fax' },
    { id: id('4', 3), organization_id: id('a', 2), number: '+1 816 555 0177' },
    { id: id('4', 4), contact_id: id('5', 2), number: '816 555 0166' },
  ],
  contact: [{ id: id('5', 2), organization_id: id('a', 2), name: 'Dana Clerk', title: 'Nurse', email: 'dana@clay.example' }],
  schedule: [
    {
      id: id('6', 1),
      service_at_location_id: id('2', 1),
      freq: 'WEEKLY',
      interval: '1',
      byday: 'MO,WE',
      opens_at: '09:00:00-06:00',
      closes_at: '16:30',
      valid_from: '2026-01-01',
      description: 'Not on holidays',
      wkst: 'SU',
      notes: 'Lunch at noon',
    },
    { id: id('6', 2), service_id: id('c', 1), freq: 'MONTHLY', byday: '-1FR', opens_at: '14:00Z', closes_at: '15:00Z' },
    { id: id('6', 3), location_id: id('1', 1), freq: 'WEEKLY', byday: 'TU', opens_at: '08:00', closes_at: '12:00' },
  ],
  funding: [
    { id: id('7', 1), service_id: id('c', 1), source: 'HUD counseling' },
    { id: id('7', 2), organization_id: id('a', 1), source: 'Gifts' },
  ],
  service_area: [
    { id: id('8', 1), service_id: id('c', 1), name: 'Council District 3', extent_type: 'text' },
    { id: id('8', 2), service_id: id('c', 2), name: 'Clay County', extent: '{"type":"Polygon"}', extent_type: 'geojson' },
  ],
  required_document: [{ id: id('9', 1), service_id: id('c', 1), document: 'Lease', uri: 'https://bluevalley.example/lease.pdf' }],
  language: [
    { id: id('a', 91), service_id: id('c', 1), name: 'Somali', code: 'som', note: 'Tuesdays' },
    { id: id('a', 92), service_id: id('c', 1), name: 'Klingon', code: 'tlh' },
    { id: id('a', 93), phone_id: id('4', 1), name: 'Spanish', code: 'spa' },
  ],
  accessibility: [
    { id: id('b', 91), location_id: id('1', 1), description: 'Ramp', details: 'At the back', url: 'https://bluevalley.example/ramp' },
  ],
  cost_option: [
    {
      id: id('c', 91),
      service_id: id('c', 2),
      option: 'Flu',
      currency: 'usd',
      amount: '25.5',
      amount_description: 'Per shot',
      valid_from: '2026-01-01',
    },
  ],
  organization_identifier: [
    { id: id('d', 91), organization_id: id('a', 1), identifier_scheme: 'US-EIN', identifier_type: 'EIN', identifier: '00-0000000' },
  ],
  service_capacity: [
    { id: id('e', 91), service_id: id('c', 1), unit_id: id('f', 91), available: '3', maximum: '10', updated: '2026-09-01T10:00:00Z' },
  ],
  unit: [{ id: id('f', 91), name: 'Families' }],
  url: [{ id: id('1', 91), service_id: id('c', 1), label: 'Form', url: 'https://bluevalley.example/form' }],
  metadata: [
    {
      id: id('2', 91),
      resource_id: id('c', 1),
      resource_type: 'service',
      last_action_date: '2026-01-01',
      last_action_type: 'update',
      field_name: 'name',
      previous_value: 'Rent',
      replacement_value: 'Eviction help',
      updated_by: 'data team',
    },
  ],
  meta_table_description: [{ id: id('3', 91), name: 'service', language: 'en', character_set: 'UTF-8' }],
  pet_policy: [{ id: id('4', 91), service_id: id('c', 1), pets: 'small dogs' }, { pets: 'no id here' }],
});

/** The same rows, whatever their order. */
export const sorted = (tables: HsdsTables): HsdsTables =>
  Object.fromEntries(
    Object.entries(tables)
      .map(
        ([table, rows]) =>
          [
            table,
            rows
              .map((row) => Object.fromEntries(Object.entries(row).sort(([a], [b]) => a.localeCompare(b))))
              .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
          ] as const,
      )
      .sort(([a], [b]) => a.localeCompare(b)),
  );
