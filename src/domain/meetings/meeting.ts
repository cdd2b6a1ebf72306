import { type Cursor, readCursor } from '../shared/cursor.ts';

type Named = { id: string; name: string };
export type MeetingRow = { id: string; title: string; held_on: string; notes: string; decisions: string; version: number };

/** What meeting_facts answers. */
export type MeetingFacts = { id: string; meeting: MeetingRow; created_by: Named | null; organizations: Named[] };

/** One row of list_meetings. */
export type MeetingListRow = {
  id: string;
  title: string;
  held_on: string;
  decisions: string;
  organizations: Named[] | null;
  open_actions: number;
  actions: number;
};

/** The list, as its address says it: all of them, or those from which something is still to be done. */
export type MeetingQuery = { isOpen: boolean; search: string; organization: string | null; after: Cursor | null; before: Cursor | null };

/** Reads the list's address; what cannot be read is left out. */
export function readMeetingQuery(params: URLSearchParams): MeetingQuery {
  return {
    isOpen: params.get('tab') === 'open',
    search: params.get('q') ?? '',
    organization: params.get('organization'),
    after: readCursor(params.get('after')),
    before: readCursor(params.get('before')),
  };
}

/** Writes the list's address, without what is usual. */
export function writeMeetingQuery(query: MeetingQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.isOpen) params.set('tab', 'open');
  if (query.search.trim()) params.set('q', query.search.trim());
  if (query.organization) params.set('organization', query.organization);
  if (query.after) params.set('after', JSON.stringify(query.after));
  if (query.before) params.set('before', JSON.stringify(query.before));
  return params;
}

/** The argument of list_meetings, but for the size of a page. */
export function toMeetingRpc(query: MeetingQuery): Record<string, unknown> {
  return {
    filters: { ...(query.isOpen ? { open: true } : {}), ...(query.organization ? { organization: [query.organization] } : {}) },
    ...(query.search.trim() ? { search: query.search.trim() } : {}),
    sort: 'held_on',
    descending: true,
  };
}
