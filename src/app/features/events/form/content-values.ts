import type {
  Booking,
  CostCategory,
  EventKind,
  EventPart,
  EventTask,
  EventTranslation,
  LanguageMode,
} from '../../../../domain/events/event.ts';
import { writeCents } from '../../../../domain/shared/money.ts';
import { addLocal } from '../../../../domain/shared/zoned.ts';
import { type EventValues, newKey } from './values.ts';

/** What of an event is the same the next time: as the database answers it, for a copy or a template. */
export type EventContent = {
  title: string;
  kind: EventKind;
  time_zone: string;
  starts_time: string;
  duration_minutes: number;
  summary?: string;
  translations?: Record<string, EventTranslation>;
  plan?: string;
  place_name?: string | null;
  address?: string | null;
  room?: string | null;
  online_url?: string | null;
  district_id?: string | null;
  neighborhood?: string | null;
  accessibility?: string;
  programs?: string[];
  equipment?: string[];
  expected_count?: number | null;
  takes_registrations?: boolean;
  capacity?: number | null;
  has_waitlist?: boolean;
  offer_minutes?: number;
  primary_section?: number;
  sections?: number[];
  staff?: { staff_id: string; task: EventTask; hours_planned: number | null }[];
  organizations?: { organization_id: string; part: EventPart }[];
  languages?: { language: string; mode: LanguageMode; interpreter: string | null; booking: Booking }[];
  topics?: string[];
  legislation?: string[];
  supplies?: { item: string; quantity: number; is_packed: boolean }[];
  costs?: { label: string; category: CostCategory; planned_cents: number | null; fund: string | null }[];
};

const text = (value: number | string | null | undefined): string => (value === null || value === undefined ? '' : String(value));

/** A form that begins with it: only the day is missing. */
export function fromContent(content: EventContent, empty: EventValues): EventValues {
  const start = `2026-01-05T${content.starts_time}`;
  const end = addLocal(start, { minutes: content.duration_minutes });
  return {
    ...empty,
    title: content.title,
    kind: content.kind,
    time_zone: content.time_zone ?? empty.time_zone,
    starts: content.starts_time,
    ends: end.startsWith('2026-01-05') ? end.slice(11, 16) : '',
    summary: content.summary ?? '',
    translations: content.translations ?? {},
    plan: content.plan ?? '',
    place_name: text(content.place_name),
    address: text(content.address),
    room: text(content.room),
    online_url: text(content.online_url),
    district_id: content.district_id ?? null,
    neighborhood: text(content.neighborhood),
    accessibility: content.accessibility ?? '',
    programs: content.programs ?? [],
    equipment: content.equipment ?? [],
    expected_count: text(content.expected_count),
    takes_registrations: content.takes_registrations ?? false,
    capacity: text(content.capacity),
    has_waitlist: content.has_waitlist ?? true,
    offer_minutes: content.offer_minutes ?? empty.offer_minutes,
    staff: (content.staff ?? []).map((one) => ({ ...one, key: newKey(), hours_planned: text(one.hours_planned), hours_worked: '' })),
    organizations: (content.organizations ?? []).map((one) => ({ ...one, key: newKey() })),
    languages: (content.languages ?? []).map((one) => ({ ...one, key: newKey(), interpreter: text(one.interpreter) })),
    topics: content.topics ?? [],
    legislation: content.legislation ?? [],
    supplies: (content.supplies ?? []).map((one) => ({ ...one, key: newKey(), quantity: String(one.quantity) })),
    costs: (content.costs ?? []).map(({ label, category, planned_cents, fund }) => ({
      key: newKey(),
      label,
      category,
      planned: writeCents(planned_cents),
      actual: '',
      fund: text(fund),
    })),
    primary_section: content.primary_section ?? empty.primary_section,
    sections: content.sections ?? empty.sections,
  };
}
