import type { Cursor } from '../shared/cursor.ts';
import { addDays } from '../shared/dates.ts';
import { type InquiryQuery, type InquirySort, inquiryMarks, type ListFilter } from './query.ts';

/** What turns the address's codes into the database's ids. */
export type QueryReferences = {
  topics: { id: string; code: string }[];
  districts: { id: string; code: string }[];
  organizations: { id: string; code: string }[];
  /** The reader's own staff id. */
  me: string;
  /** The office's calendar day. */
  today: string;
};

/** The argument of list_inquiries and count_inquiries. */
export type InquiryRpcQuery = {
  search?: string;
  filters: Record<string, unknown>;
  sort: InquirySort;
  descending: boolean;
  after?: Cursor;
  before?: Cursor;
  limit?: number;
};

const columns: Record<Exclude<ListFilter, 'mark'>, string> = {
  status: 'status',
  topic: 'topic',
  district: 'district',
  channel: 'channel',
  language: 'language',
  section: 'section',
  assigned: 'assigned_to',
  resolution: 'resolution',
  department: 'department',
  resident: 'resident',
  concerns: 'concerns',
  answer: 'answer',
  clock: 'clock',
};

/** An id that no row has: an unknown code must find nothing, not everything. */
const nobody = '00000000-0000-0000-0000-000000000000';

/** Translates the address of the list into the question for the database. */
export function toInquiryRpcQuery(query: InquiryQuery, references: QueryReferences): InquiryRpcQuery {
  const filters: Record<string, unknown> = {};
  for (const [name, values] of Object.entries(query.lists) as [ListFilter, string[]][]) {
    if (name === 'mark') Object.assign(filters, marksOf(values));
    else filters[columns[name]] = values.map((value) => resolveValue(name, value, references));
  }
  if (query.isOpen !== null) filters.is_open = query.isOpen;
  if (query.opened) filters.opened = query.opened;
  if (query.closed) filters.closed = query.closed;
  if (query.asked) filters.asked = query.asked;
  if (query.answered) filters.answered = query.answered;
  if (query.reopened) filters.reopened = query.reopened;
  if (query.openOn) filters.open_on = query.openOn;
  if (query.due) filters.due = query.due;
  if (query.dueBefore) filters.due_before = dayOf(query.dueBefore, references.today);
  return {
    filters,
    sort: query.sort,
    descending: query.descending,
    ...(query.search.trim() ? { search: query.search.trim() } : {}),
    ...(query.after ? { after: query.after } : {}),
    ...(query.before ? { before: query.before } : {}),
  };
}

/** Each mark is a question of its own; one that nobody knows is left out. */
function marksOf(values: string[]): Record<string, true> {
  return Object.fromEntries(inquiryMarks.filter((mark) => values.includes(mark)).map((mark) => [`is_${mark}`, true as const]));
}

function dayOf(text: string, today: string): string {
  return text === 'today' ? today : text === 'tomorrow' ? addDays(today, 1) : text;
}

function resolveValue(name: ListFilter, value: string, references: QueryReferences): string | null {
  if (value === 'none') return null;
  const idOf = (rows: { id: string; code: string }[]) => rows.find((row) => row.code === value)?.id ?? nobody;
  if (name === 'topic') return idOf(references.topics);
  if (name === 'district') return idOf(references.districts);
  if (name === 'department') return idOf(references.organizations);
  if (name === 'assigned' && value === 'me') return references.me;
  return value;
}
