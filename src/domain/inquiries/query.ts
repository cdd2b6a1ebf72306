import { type Cursor, readCursor } from '../shared/cursor.ts';
import { type DayRange, readDay, readRange, writeRange } from '../shared/day-range.ts';

/** The orders that the list offers; the database has an index for each. */
export const inquirySorts = ['opened_at', 'due_on', 'updated_at', 'number'] as const;
export type InquirySort = (typeof inquirySorts)[number];

/** Filters by list of values; in the list, `none` stands for "has none" and `me` for the reader. */
export const listFilters = [
  'status',
  'topic',
  'district',
  'channel',
  'language',
  'section',
  'assigned',
  'resolution',
  'department',
  'resident',
  'concerns',
  'answer',
  'clock',
  'mark',
] as const;

/** What an inquiry can be besides its state. Each of them that is chosen must be so. */
export const inquiryMarks = ['reopened', 'disputed', 'duplicate', 'part'] as const;
export type ListFilter = (typeof listFilters)[number];

/** What the inquiry list shows, as its address says it. Codes, not ids, so that an address can be read and survives a restore. */
export type InquiryQuery = {
  search: string;
  lists: Partial<Record<ListFilter, string[]>>;
  isOpen: boolean | null;
  opened: DayRange | null;
  closed: DayRange | null;
  /** Asked after its closing whether they got what they needed, and answered. */
  asked: DayRange | null;
  answered: DayRange | null;
  /** Taken up again after it was over. */
  reopened: DayRange | null;
  /** Open when this day ended. */
  openOn: string | null;
  /** Open, and due on one of these days. */
  due: DayRange | null;
  /** Open, and due before this day: an ISO date, or `today` or `tomorrow`, so that a kept address stays right. */
  dueBefore: string | null;
  sort: InquirySort;
  descending: boolean;
  after: Cursor | null;
  before: Cursor | null;
};

export const emptyInquiryQuery: InquiryQuery = {
  search: '',
  lists: {},
  isOpen: null,
  opened: null,
  closed: null,
  asked: null,
  answered: null,
  reopened: null,
  openOn: null,
  due: null,
  dueBefore: null,
  sort: 'opened_at',
  descending: true,
  after: null,
  before: null,
};

/** Reads the list's address. What cannot be read is left out: an address is typed, cut and pasted. */
export function readInquiryQuery(params: URLSearchParams): InquiryQuery {
  const lists: InquiryQuery['lists'] = {};
  for (const name of listFilters) {
    const values = (params.get(name) ?? '').split(',').filter(Boolean);
    if (values.length > 0) lists[name] = values;
  }
  const open = params.get('open');
  const sort = params.get('sort') ?? '';
  const column = sort.replace(/^-/, '') as InquirySort;
  const known = inquirySorts.includes(column);
  return {
    search: params.get('q') ?? '',
    lists,
    isOpen: open === 'yes' ? true : open === 'no' ? false : null,
    opened: readRange(params.get('opened')),
    closed: readRange(params.get('closed')),
    asked: readRange(params.get('asked')),
    answered: readRange(params.get('answered')),
    reopened: readRange(params.get('reopened')),
    openOn: readDay(params.get('open_on')),
    due: readRange(params.get('due')),
    dueBefore: readDueBefore(params.get('due_before')),
    sort: known ? column : 'opened_at',
    descending: known ? sort.startsWith('-') : true,
    after: readCursor(params.get('after')),
    before: readCursor(params.get('before')),
  };
}

/** Writes the list's address, without what is usual. */
export function writeInquiryQuery(query: InquiryQuery): URLSearchParams {
  const params = new URLSearchParams();
  const put = (name: string, value: string | null) => {
    if (value) params.set(name, value);
  };
  put('q', query.search.trim());
  for (const name of listFilters) put(name, query.lists[name]?.join(',') ?? null);
  put('open', query.isOpen === null ? null : query.isOpen ? 'yes' : 'no');
  put('opened', writeRange(query.opened));
  put('closed', writeRange(query.closed));
  put('asked', writeRange(query.asked));
  put('answered', writeRange(query.answered));
  put('reopened', writeRange(query.reopened));
  put('open_on', query.openOn);
  put('due', writeRange(query.due));
  put('due_before', query.dueBefore);
  if (query.sort !== 'opened_at' || !query.descending) put('sort', `${query.descending ? '-' : ''}${query.sort}`);
  put('after', query.after && JSON.stringify(query.after));
  put('before', query.before && JSON.stringify(query.before));
  return params;
}

function readDueBefore(text: string | null): string | null {
  return text === 'today' || text === 'tomorrow' ? text : readDay(text);
}
