import type { AwardStatus } from './award.ts';
import type { ScheduleRow } from './report.ts';

/** How bad a report stands: see `private.award_radar`. */
export const severities = [5, 4, 3, 2, 1, 0] as const;
export type Severity = (typeof severities)[number];

/** A line of the radar: a report as its schedule tells it, and whose. No award: owed by the city as a whole. */
export type RadarRow = ScheduleRow & {
  award_id: string | null;
  award_title: string | null;
  award_number: string | null;
  award_status: AwardStatus | null;
  department_name: string | null;
  component: string | null;
  severity: Severity;
  days_to_consequence: number | null;
};

export type QuietAward = { id: string; title: string; award_number: string | null; next_on: string | null };

/** What `award_radar` answers. */
export type RadarAnswer = {
  today: string;
  within: number;
  counts: { late: number; holding: number; locked: number; suspended: number; week: number; month: number; nobody: number };
  total: number;
  rows: RadarRow[];
  quiet: QuietAward[];
};

/** How far ahead it looks, in days. */
export const horizons = [30, 60, 90, 180, 365] as const;
export type Horizon = (typeof horizons)[number];
export const usualHorizon: Horizon = 90;

/** The radar, as its address says it: departments and components by their codes, owners by id, `me` or `none`. */
export type RadarQuery = { within: Horizon; department: string[]; component: string[]; owner: string[]; isLarge: boolean };

const lists = ['department', 'component', 'owner'] as const;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** An id that no row has: an unknown code must find nothing, not everything. */
const nobody = '00000000-0000-0000-0000-000000000000';

/** Reads the radar's address; what cannot be read is left out. */
export function readRadarQuery(params: URLSearchParams): RadarQuery {
  const list = (name: string) => (params.get(name) ?? '').split(',').filter(Boolean);
  return {
    within: horizons.find((days) => String(days) === params.get('within')) ?? usualHorizon,
    department: list('department'),
    component: list('component'),
    owner: list('owner').filter((value) => value === 'me' || value === 'none' || uuid.test(value)),
    isLarge: params.get('type') === 'large',
  };
}

/** Writes the radar's address, without what is usual. */
export function writeRadarQuery(query: RadarQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.within !== usualHorizon) params.set('within', String(query.within));
  for (const name of lists) if (query[name].length > 0) params.set(name, query[name].join(','));
  if (query.isLarge) params.set('type', 'large');
  return params;
}

type Coded = { id: string; code: string };
export type RadarReferences = { departments: Coded[]; components: Coded[]; me: string };

/** The argument of award_radar. */
export function toRadarRpc(query: RadarQuery, { departments, components, me }: RadarReferences): Record<string, unknown> {
  const ids = (codes: string[], rows: Coded[]) =>
    codes.map((code) => (code === 'none' ? null : (rows.find((one) => one.code === code)?.id ?? nobody)));
  return {
    within: query.within,
    filters: {
      ...(query.department.length > 0 ? { department: ids(query.department, departments) } : {}),
      ...(query.component.length > 0 ? { component: ids(query.component, components) } : {}),
      ...(query.owner.length > 0 ? { owner: query.owner.map((one) => (one === 'me' ? me : one === 'none' ? null : one)) } : {}),
    },
  };
}

/** The rows under their severities, the worst first; those without any are left out. */
export function bySeverity(rows: RadarRow[]): { severity: Severity; rows: RadarRow[] }[] {
  return severities
    .map((severity) => ({ severity, rows: rows.filter((row) => row.severity === severity) }))
    .filter((group) => group.rows.length > 0);
}
