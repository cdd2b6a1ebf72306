import type { ImportPreset } from '../../domain/imports/fields.ts';
import { cellsOf, namesOf } from '../service-requests/forms.ts';
import { currentForm } from '../service-requests/read-current.ts';
import { readPlace, tidy, whole } from './cells.ts';
import { kc311, topicCode } from './kc311.ts';
import type { OfficeWords } from './office-words.ts';
import type { Cells } from './preset.ts';
import { Line, type LineReading } from './read-cell.ts';
import { channelOf, readMoment, stateOf } from './read-inquiry.ts';

/** The columns by which a file is known; the first preset that has all of its own is it. */
const needs: [ImportPreset, (columns: Set<string>) => boolean][] = [
  ['kc311', (columns) => kc311.requiredColumns.every((name) => columns.has(name.toLowerCase()))],
  ['kc311_current', (columns) => currentForm.needs.every((name) => columns.has(name))],
  ['georeport', (columns) => ['service_request_id', 'requested_datetime', 'service_name'].every((name) => columns.has(name))],
];
export const presetOf = (columns: string[]): ImportPreset =>
  needs.find(([, isIt]) => isIt(new Set(columns.map((name) => name.toLowerCase()))))?.[0] ?? 'plain';

export type CaseReader = (cells: Cells, line: number) => LineReading;

/** Reads lines of another system's cases as compare_inquiries takes them. */
export function caseReader(preset: Exclude<ImportPreset, 'plain'>, columns: () => string[], words: OfficeWords, today: string): CaseReader {
  if (preset === 'kc311') return (cells, line) => readArchived(cells, line, words, today);
  if (preset === 'georeport') return (cells) => readGeoReport(cells, words, today);
  let names: Map<string, string> | undefined;
  return (cells) => {
    names ??= namesOf(columns());
    return readCurrent(cellsOf(cells, names), words, today);
  };
}

function readArchived(cells: Cells, number: number, words: OfficeWords, today: string): LineReading {
  const read = kc311.readRow(cells, number, today);
  if ('reason' in read) return { problems: [{ field: 'line', why: 'sentence', value: read.reason }] };
  const { row } = read;
  return new Line(cells, {}).reading({
    ...topicOf(words, row.topic_code, row.topic_name, row.topic_department),
    key: row.source_key,
    subject: row.subject,
    body: row.body || null,
    status: row.status,
    resolution_code: row.resolution_code,
    channel: row.channel,
    department_id: words.department(row.department ?? '') ?? null,
    district_id: words.district(row.district ?? '') ?? null,
    neighborhood: row.neighborhood,
    location: row.location,
    latitude: row.latitude,
    longitude: row.longitude,
    opened_at: row.opened_local,
    closed_at: row.closed_on,
  });
}

function readCurrent(cell: (name: string) => string, words: OfficeWords, today: string): LineReading {
  const places = { districts: new Map<string, string>(), neighborhoods: new Map<string, string>(), tomorrow: today };
  const read = currentForm.read(cell, places);
  if ('why' in read) {
    const field = { number: 'number', opened: 'opened_at', closed: 'closed_at', future: 'opened_at' }[read.why];
    return { problems: [{ field, why: read.why === 'number' ? 'empty' : read.why === 'future' ? 'future' : 'moment', value: read.value }] };
  }
  const { row } = read;
  const status = row.status.toLowerCase();
  const closed = row.is_open ? null : (row.closed ?? row.updated ?? row.opened);
  const subject = row.type || row.sub_type || 'Not categorized';
  return new Line({}, {}).reading({
    ...topicOf(words, topicCode(subject), subject, null),
    key: row.number,
    subject: subject.slice(0, 300),
    body: row.sub_type && row.sub_type !== subject ? row.sub_type : null,
    status: !row.is_open ? 'closed' : status === 'new' || status === 'received' ? 'new' : 'in_progress',
    resolution_code: row.is_open ? null : status.startsWith('cancel') ? 'cancelled' : 'resolved',
    channel: channelOf(row.channel) ?? 'other',
    department_id: words.department(row.work_group) ?? null,
    district_id: words.district(whole(cell('council_district'))) ?? null,
    location: row.address || null,
    latitude: row.latitude,
    longitude: row.longitude,
    opened_at: row.opened,
    closed_at: closed,
  });
}

function readGeoReport(cells: Cells, words: OfficeWords, today: string): LineReading {
  const names = new Map(Object.keys(cells).map((name) => [name.toLowerCase(), name]));
  const cell = (name: string) => tidy(cells[names.get(name) ?? ''] ?? '');
  const line = new Line<never>(cells, {});
  const refuse = (field: string, why: string, value: string) => line.refuse(field as never, why, value);
  const opened = readMoment(cell('requested_datetime'));
  const closedText = cell('closed_date');
  const closed = closedText === '' ? null : readMoment(closedText);
  const state = stateOf(cell('status_description') || cell('status') || 'open');
  const service = cell('service_name') || 'Not categorized';
  const subtype = cell('service_subtype');
  if (cell('service_request_id') === '') refuse('number', 'empty', '');
  if (!opened) refuse('opened_at', 'moment', cell('requested_datetime'));
  else if (opened.slice(0, 10) > today && !opened.endsWith('Z')) refuse('opened_at', 'future', cell('requested_datetime'));
  if (closed === undefined) refuse('closed_at', 'moment', closedText);
  if (!state) refuse('status', 'status', cell('status_description'));
  const isClosed = state?.status === 'closed';
  if (isClosed && closed === null) refuse('closed_at', 'closed_empty', cell('status_description'));
  if (opened && closed && closed.slice(0, 10) < opened.slice(0, 10)) refuse('closed_at', 'closed_before', closedText);
  const notes = cell('status_notes');
  return line.reading({
    ...topicOf(words, topicCode(service), service, null),
    key: cell('service_request_id').slice(0, 120),
    subject: (subtype ? `${service}: ${subtype}` : service).slice(0, 300),
    body: [cell('description'), notes].filter(Boolean).join('\n\n').slice(0, 20_000) || null,
    status: state?.status ?? null,
    resolution_code: isClosed ? 'resolved' : null,
    channel: channelOf(cell('source')) ?? 'other',
    department_id: words.department(cell('agency_responsible')) ?? null,
    location: cell('address').slice(0, 500) || null,
    ...readPlace(cell('lat'), cell('long')),
    opened_at: opened ?? null,
    closed_at: isClosed ? closed : null,
  });
}

/** A topic that the office has by this name or code; otherwise what it would be called. */
function topicOf(words: OfficeWords, code: string, name: string, department: string | null): Record<string, unknown> {
  const id = words.topic(code) ?? words.topic(name);
  return id
    ? { topic_id: id }
    : { topic_code: code, topic_name: name.slice(0, 120), topic_department_id: words.department(department ?? '') ?? null };
}
