import type {
  Booking,
  CostCategory,
  EventKind,
  EventPart,
  EventRecord,
  EventStatus,
  EventTask,
  EventTranslation,
  LanguageMode,
} from '../../../../domain/events/event.ts';
import { writeCents } from '../../../../domain/shared/money.ts';
import { toZoned } from '../../../../domain/shared/zoned.ts';

/** A line of a list has a key for the screen; `id` where it is saved already. */
type Line = { key: string; id?: string };
export type StaffLine = Line & { staff_id: string | null; task: EventTask; hours_planned: string; hours_worked: string };
export type OrganizationLine = Line & { organization_id: string | null; part: EventPart };
export type LanguageLine = Line & { language: string | null; mode: LanguageMode; interpreter: string; booking: Booking };
export type SupplyLine = Line & { item: string; quantity: string; is_packed: boolean };
export type CostLine = Line & { label: string; category: CostCategory; planned: string; actual: string; fund: string };

/** The form of an event: text as typed, days and times in words, ids or null. */
export type EventValues = {
  title: string;
  kind: EventKind;
  status: EventStatus;
  day: string;
  starts: string;
  ends: string;
  /** Empty: the same day. */
  end_day: string;
  time_zone: string;
  place_name: string;
  room: string;
  address: string;
  online_url: string;
  district_id: string | null;
  neighborhood: string;
  expected_count: string;
  staff: StaffLine[];
  organizations: OrganizationLine[];
  languages: LanguageLine[];
  accessibility: string;
  programs: string[];
  topics: string[];
  legislation: string[];
  plan: string;
  supplies: SupplyLine[];
  equipment: string[];
  costs: CostLine[];
  summary: string;
  translations: Record<string, EventTranslation>;
  is_published: boolean;
  slug: string;
  takes_registrations: boolean;
  capacity: string;
  has_waitlist: boolean;
  offer_minutes: number;
  closes_day: string;
  closes_time: string;
  primary_section: number;
  sections: number[];
};

let made = 0;
/** A key for a line that is not saved yet. */
export const newKey = (): string => `new-${++made}-${crypto.randomUUID().slice(0, 8)}`;

export const emptyStaff = (task: EventTask): StaffLine => ({ key: newKey(), staff_id: null, task, hours_planned: '', hours_worked: '' });
export const emptyOrganization = (): OrganizationLine => ({ key: newKey(), organization_id: null, part: 'partner' });
export const emptyLanguage = (): LanguageLine => ({
  key: newKey(),
  language: null,
  mode: 'interpreted',
  interpreter: '',
  booking: 'wanted',
});
export const emptySupply = (): SupplyLine => ({ key: newKey(), item: '', quantity: '1', is_packed: false });
export const emptyCost = (): CostLine => ({ key: newKey(), label: '', category: 'other', planned: '', actual: '', fund: '' });

/** A form in which nothing is typed yet. */
export function emptyEvent(timeZone: string): EventValues {
  return {
    title: '',
    kind: 'neighborhood_meeting',
    status: 'planned',
    day: '',
    starts: '',
    ends: '',
    end_day: '',
    time_zone: timeZone,
    place_name: '',
    room: '',
    address: '',
    online_url: '',
    district_id: null,
    neighborhood: '',
    expected_count: '',
    staff: [],
    organizations: [],
    languages: [],
    accessibility: '',
    programs: [],
    topics: [],
    legislation: [],
    plan: '',
    supplies: [],
    equipment: [],
    costs: [],
    summary: '',
    translations: {},
    is_published: false,
    slug: '',
    takes_registrations: false,
    capacity: '',
    has_waitlist: true,
    offer_minutes: 1440,
    closes_day: '',
    closes_time: '',
    primary_section: 4,
    sections: [4],
  };
}

const text = (value: number | string | null): string => (value === null ? '' : String(value));

/** The day, start and end of some hours as the form has them, in the clock of their zone. */
export function toWhen(starts_at: string, ends_at: string, zone: string): Pick<EventValues, 'day' | 'starts' | 'ends' | 'end_day'> {
  const [start, end] = [toZoned(starts_at, zone), toZoned(ends_at, zone)];
  return { day: start.date, starts: start.time, ends: end.time, end_day: end.date === start.date ? '' : end.date };
}

/** A saved event as the form shows it. */
export function toEventValues(row: EventRecord): EventValues {
  const closes = row.registration_closes_at ? toZoned(row.registration_closes_at, row.time_zone) : null;
  return {
    ...toWhen(row.starts_at, row.ends_at, row.time_zone),
    title: row.title,
    kind: row.kind,
    status: row.status,
    time_zone: row.time_zone,
    place_name: text(row.place_name),
    room: text(row.room),
    address: text(row.address),
    online_url: text(row.online_url),
    district_id: row.district_id,
    neighborhood: text(row.neighborhood),
    expected_count: text(row.expected_count),
    staff: row.staff.map((one) => ({ ...one, key: one.id, hours_planned: text(one.hours_planned), hours_worked: text(one.hours_worked) })),
    organizations: row.organizations.map((one) => ({ ...one, key: one.id })),
    languages: row.languages.map((one) => ({ ...one, key: one.id, interpreter: text(one.interpreter) })),
    accessibility: row.accessibility,
    programs: row.programs,
    topics: row.topics.map(({ topic_id }) => topic_id),
    legislation: row.legislation.map(({ legislation_id }) => legislation_id),
    plan: row.plan,
    supplies: inOrder(row.supplies).map(({ id, item, quantity, is_packed }) => ({
      key: id,
      id,
      item,
      quantity: String(quantity),
      is_packed,
    })),
    equipment: row.equipment,
    costs: inOrder(row.costs).map(({ id, label, category, planned_cents, actual_cents, fund }) => ({
      key: id,
      id,
      label,
      category,
      planned: writeCents(planned_cents),
      actual: writeCents(actual_cents),
      fund: text(fund),
    })),
    summary: row.summary,
    translations: row.translations,
    is_published: row.published_at !== null,
    slug: text(row.slug),
    takes_registrations: row.takes_registrations,
    capacity: text(row.capacity),
    has_waitlist: row.has_waitlist,
    offer_minutes: row.offer_minutes,
    closes_day: closes?.date ?? '',
    closes_time: closes?.time ?? '',
    primary_section: row.primary_section,
    sections: [...row.sections].sort((a, b) => a - b),
  };
}

function inOrder<Row extends { sort_order: number }>(rows: Row[]): Row[] {
  return [...rows].sort((a, b) => a.sort_order - b.sort_order);
}
