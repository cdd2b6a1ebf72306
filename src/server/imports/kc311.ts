import { readPlace, tidy, whole } from './cells.ts';
import { channelBySource, departmentCode, resolutionByStatus, stateByStatus } from './kc311-words.ts';
import { readDay, readTime } from './local-times.ts';
import type { Cells, Preset, Reading } from './preset.ts';

/** Kansas City's 311 cases 2007 to March 2021, as the open data portal exports them (data set 7at3-sxhp, 30 columns). */
export const kc311: Preset = {
  name: 'kc311',
  requiredColumns: [
    ...['CASE ID', 'SOURCE', 'DEPARTMENT', 'REQUEST TYPE', 'CATEGORY', 'TYPE', 'DETAIL', 'CREATION DATE', 'CREATION TIME'],
    ...['STATUS', 'CLOSED DATE', 'STREET ADDRESS', 'ZIP CODE', 'NEIGHBORHOOD', 'COUNCIL DISTRICT', 'LATITUDE', 'LONGITUDE'],
  ],
  readRow,
};

function readRow(cells: Cells, line: number, today: string): Reading {
  const cell = (name: string): string => tidy(cells[name] ?? '');
  const caseId = whole(cell('CASE ID'));
  if (caseId === '') return { reason: 'The case has no CASE ID.' };
  const openedOn = readDay(cell('CREATION DATE'));
  if (!openedOn) return { reason: `CREATION DATE is not a date: "${cell('CREATION DATE')}". Expected month/day/year.` };
  const openedTime = cell('CREATION TIME') === '' ? '00:00:00' : readTime(cell('CREATION TIME'));
  if (!openedTime) return { reason: `CREATION TIME is not a time: "${cell('CREATION TIME')}". Expected a time such as 02:05 PM.` };
  if (openedOn > today) return { reason: `CREATION DATE lies in the future: ${openedOn}.` };

  const closing = readClosing(cell('STATUS').toUpperCase(), cell('CLOSED DATE'), openedOn, today);
  if ('reason' in closing) return closing;

  const category = cell('CATEGORY') || 'Not categorized';
  const subject = cell('REQUEST TYPE') || category;
  const location = [cell('STREET ADDRESS'), whole(cell('ZIP CODE'))].filter((part) => part !== '').join(', ');
  const neighborhood = cell('NEIGHBORHOOD');
  if (subject.length > 300) return { reason: 'REQUEST TYPE is longer than 300 characters.' };
  if (location.length > 500) return { reason: 'STREET ADDRESS is longer than 500 characters.' };
  if (neighborhood.length > 200) return { reason: 'NEIGHBORHOOD is longer than 200 characters.' };
  const district = whole(cell('COUNCIL DISTRICT'));
  return {
    row: {
      line,
      source_key: caseId,
      subject,
      body: readBody(subject, [category, cell('TYPE'), cell('DETAIL')]).slice(0, 20_000),
      status: closing.status,
      resolution_code: closing.resolution_code,
      channel: channelBySource[cell('SOURCE').toUpperCase()] ?? 'other',
      topic_code: topicCode(category),
      topic_name: category,
      topic_department: departmentCode(category),
      department: departmentCode(cell('DEPARTMENT')),
      district: /^[1-6]$/.test(district) ? district : null,
      neighborhood: neighborhood || null,
      location: location || null,
      ...readPlace(cell('LATITUDE'), cell('LONGITUDE')),
      opened_local: `${openedOn} ${openedTime}`,
      closed_on: closing.closed_on,
    },
  };
}

type Closing = { status: 'new' | 'in_progress' | 'waiting_other'; resolution_code: null; closed_on: null } | Closed;
type Closed = { status: 'closed'; resolution_code: 'resolved' | 'cancelled' | 'duplicate'; closed_on: string };

/** A word that we do not know means open, as the city's own counts have it. */
function readClosing(status: string, closedDate: string, openedOn: string, today: string): Closing | { reason: string } {
  const resolution = Object.hasOwn(resolutionByStatus, status) ? resolutionByStatus[status] : undefined;
  if (!resolution) return { status: stateByStatus[status] ?? 'new', resolution_code: null, closed_on: null };
  if (closedDate === '') return { reason: `STATUS is ${status}, which is closed, but CLOSED DATE is empty.` };
  const closedOn = readDay(closedDate);
  if (!closedOn) return { reason: `CLOSED DATE is not a date: "${closedDate}". Expected month/day/year.` };
  if (closedOn < openedOn) return { reason: `CLOSED DATE ${closedOn} is before CREATION DATE ${openedOn}.` };
  if (closedOn > today) return { reason: `CLOSED DATE lies in the future: ${closedOn}.` };
  return { status: 'closed', resolution_code: resolution, closed_on: closedOn };
}

/** What the finer columns add to the subject: "All" and "*Select one" say nothing, and neither does a repetition. */
function readBody(subject: string, parts: string[]): string {
  const said: string[] = [subject.toLowerCase()];
  const added: string[] = [];
  for (const part of parts) {
    const plain = part.toLowerCase();
    if (plain === '' || plain === 'all' || plain.startsWith('*select') || said.some((words) => words.includes(plain))) continue;
    said.push(plain);
    added.push(part);
  }
  return added.join(' · ');
}

/** Codes hold at most 61 letters, digits and hyphens. */
export function topicCode(category: string): string {
  const words = category
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `311-${words || 'not-categorized'}`.slice(0, 61).replace(/-$/, '');
}
