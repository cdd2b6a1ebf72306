/** The words of an event, as the database knows them, and its row. */
export const eventKinds = ['neighborhood_meeting', 'tabling', 'training', 'workshop', 'clinic', 'hearing', 'media', 'other'] as const;
export type EventKind = (typeof eventKinds)[number];

export const eventStatuses = ['planned', 'confirmed', 'held', 'cancelled'] as const;
export type EventStatus = (typeof eventStatuses)[number];

export const eventTasks = ['lead', 'help', 'present', 'interpret', 'register'] as const;
export type EventTask = (typeof eventTasks)[number];

export const eventParts = ['organizer', 'partner', 'host'] as const;
export type EventPart = (typeof eventParts)[number];

export const languageModes = ['spoken', 'interpreted', 'signed', 'materials'] as const;
export type LanguageMode = (typeof languageModes)[number];

export const bookings = ['wanted', 'asked', 'booked'] as const;
export type Booking = (typeof bookings)[number];

export const costCategories = ['room', 'interpreting', 'food', 'printing', 'supplies', 'travel', 'staff', 'other'] as const;
export type CostCategory = (typeof costCategories)[number];

export type EventTranslation = { title?: string; summary?: string };

/** The columns of an event that screens read. */
export type EventRow = {
  id: string;
  title: string;
  kind: EventKind;
  status: EventStatus;
  cancelled_reason: string | null;
  starts_at: string;
  ends_at: string;
  time_zone: string;
  starts_on: string;
  summary: string;
  translations: Record<string, EventTranslation>;
  plan: string;
  outcome: string;
  place_name: string | null;
  address: string | null;
  room: string | null;
  online_url: string | null;
  district_id: string | null;
  neighborhood: string | null;
  accessibility: string;
  programs: string[];
  equipment: string[];
  expected_count: number | null;
  tally_counts: 'unnamed' | 'everyone';
  published_at: string | null;
  slug: string | null;
  takes_registrations: boolean;
  capacity: number | null;
  has_waitlist: boolean;
  offer_minutes: number;
  registration_closes_at: string | null;
  series_id: string | null;
  occurrence_at: string | null;
  is_override: boolean;
  primary_section: number;
  sections: number[];
  sections_corrected: boolean;
  created_by: string | null;
  version: number;
  created_at: string;
  updated_at: string;
};

export type EventStaff = { id: string; staff_id: string; task: EventTask; hours_planned: number | null; hours_worked: number | null };
export type EventOrganization = { id: string; organization_id: string; part: EventPart };
export type EventLanguage = { id: string; language: string; mode: LanguageMode; interpreter: string | null; booking: Booking };
export type EventSupply = { id: string; item: string; quantity: number; is_packed: boolean; sort_order: number };
export type EventCost = {
  id: string;
  label: string;
  category: CostCategory;
  planned_cents: number | null;
  actual_cents: number | null;
  fund: string | null;
  sort_order: number;
};

/** An event with what belongs to it. */
export type EventRecord = EventRow & {
  latitude: number | null;
  longitude: number | null;
  staff: EventStaff[];
  organizations: EventOrganization[];
  languages: EventLanguage[];
  topics: { topic_id: string }[];
  legislation: { legislation_id: string; legislation: { file_number: string; title: string } | null }[];
  supplies: EventSupply[];
  costs: EventCost[];
};

export const eventColumns =
  'id,title,kind,status,cancelled_reason,starts_at,ends_at,time_zone,starts_on,summary,translations,plan,outcome,place_name,address,room,online_url,district_id,neighborhood,accessibility,programs,equipment,expected_count,tally_counts,published_at,slug,takes_registrations,capacity,has_waitlist,offer_minutes,registration_closes_at,series_id,occurrence_at,is_override,primary_section,sections,sections_corrected,created_by,version,created_at,updated_at';

export const eventRecordSelect = [
  eventColumns,
  'latitude,longitude',
  'staff:event_staff(id,staff_id,task,hours_planned,hours_worked)',
  'organizations:event_organizations(id,organization_id,part)',
  'languages:event_languages(id,language,mode,interpreter,booking)',
  'topics:event_topics(topic_id)',
  'legislation:event_legislation(legislation_id,legislation(file_number,title))',
  'supplies:event_supplies(id,item,quantity,is_packed,sort_order)',
  'costs:event_costs(id,label,category,planned_cents,actual_cents,fund,sort_order)',
].join(',');
