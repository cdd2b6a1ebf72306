import type { ImportMapping, InquiryImportField } from '../../domain/imports/fields.ts';
import { type Channel, channels } from '../../domain/inquiries/words.ts';
import { readLocal } from '../service-requests/local-instant.ts';
import { readPlace } from './cells.ts';
import { plainName } from './guess-columns.ts';
import type { OfficeWords } from './office-words.ts';
import type { Cells } from './preset.ts';
import { Line, type LineReading } from './read-cell.ts';
import { readPhone } from './read-phone.ts';

const channelWords: Record<string, Channel> = {
  ...(Object.fromEntries(channels.map((one) => [one.replace('_', ' '), one])) as Record<string, Channel>),
  call: 'phone',
  telephone: 'phone',
  'phone answered': 'phone',
  'phone call': 'phone',
  'e mail': 'email',
  website: 'web',
  online: 'web',
  portal: 'web',
  ios: 'app',
  android: 'app',
  mobile: 'app',
  'mobile app': 'app',
  'in person': 'walk_in',
  'front desk': 'walk_in',
  letter: 'mail',
  twitter: 'social',
  facebook: 'social',
  telefono: 'phone',
  llamada: 'phone',
  correo: 'email',
  'correo electronico': 'email',
  'en persona': 'walk_in',
  carta: 'mail',
  'sitio web': 'web',
  otro: 'other',
};

/** The channel that a word means; undefined for another word. */
export const channelOf = (text: string) => channelWords[plainName(text)];

type State =
  | { status: 'new' | 'in_progress' | 'waiting_resident' | 'waiting_other' | 'referred' }
  | { status: 'closed'; resolution_code: string };
const closed = (resolution_code: string): State => ({ status: 'closed', resolution_code });
const states: Record<string, State> = {
  new: { status: 'new' },
  open: { status: 'new' },
  received: { status: 'new' },
  nuevo: { status: 'new' },
  abierto: { status: 'new' },
  // Nobody here has it yet.
  assigned: { status: 'in_progress' },
  asignado: { status: 'in_progress' },
  'in progress': { status: 'in_progress' },
  processing: { status: 'in_progress' },
  active: { status: 'in_progress' },
  'en curso': { status: 'in_progress' },
  waiting: { status: 'waiting_other' },
  hold: { status: 'waiting_other' },
  'on hold': { status: 'waiting_other' },
  pending: { status: 'waiting_other' },
  'waiting for others': { status: 'waiting_other' },
  'en espera': { status: 'waiting_other' },
  'waiting for the resident': { status: 'waiting_resident' },
  'waiting for resident': { status: 'waiting_resident' },
  'en espera del residente': { status: 'waiting_resident' },
  referred: { status: 'referred' },
  derivado: { status: 'referred' },
  closed: closed('answered'),
  answered: closed('answered'),
  resolved: closed('resolved'),
  completed: closed('resolved'),
  done: closed('resolved'),
  cancelled: closed('cancelled'),
  canceled: closed('cancelled'),
  'no response': closed('no_response'),
  cerrado: closed('answered'),
  respondido: closed('answered'),
  resuelto: closed('resolved'),
  cancelado: closed('cancelled'),
};
export const stateOf = (text: string): State | undefined => states[plainName(text)];

/** A moment as files write it, local to the office or with its zone; undefined when it is none. */
export function readMoment(text: string): string | undefined {
  if (/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*(?:Z|[+-]\d{2}:?\d{2})$/i.test(text)) {
    const at = new Date(text.replace(' ', 'T'));
    return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
  }
  const local = readLocal(text);
  return local?.endsWith('T00:00:00') && !/0?0:00/.test(text) ? local.slice(0, 10) : local;
}

/** Reads one line of a list of inquiries, as compare_inquiries takes it. `today` is the office's day: what lies after it cannot have happened. */
export function readInquiry(cells: Cells, mapping: ImportMapping, words: OfficeWords, today: string): LineReading {
  const line = new Line<InquiryImportField>(cells, mapping);
  const [topic, channel, status, district] = (['topic', 'channel', 'status', 'district'] as const).map((field) => line.text(field)) as [
    string,
    string,
    string,
    string,
  ];
  const opened = momentOf(line, 'opened_at', today);
  const closedAt = line.text('closed_at') === '' ? null : momentOf(line, 'closed_at', today);
  const state = status === '' ? null : (stateOf(status) ?? line.refuse('status', 'status', status));
  if (state?.status === 'closed' && line.text('closed_at') === '') line.refuse('closed_at', 'closed_empty', status);
  if (state && state.status !== 'closed' && closedAt) line.refuse('status', 'closed_open', status);
  if (opened && closedAt && closedAt.slice(0, 10) < opened.slice(0, 10)) line.refuse('closed_at', 'closed_before', line.text('closed_at'));
  const phone = line.text('phone');
  const { latitude, longitude } = readPlace(line.text('latitude'), line.text('longitude'));
  return line.reading({
    key: line.words('number', 120, line.text('number').replace(/^(\d+)\.0+$/, '$1')),
    subject: line.words('subject', 300) ?? (line.text('subject') === '' ? line.refuse('subject', 'empty', '') : null),
    body: line.words('body', 20_000, line.raw('body').replace(/\r\n?/g, '\n').replaceAll('\0', '')),
    topic_id: topic === '' ? line.refuse('topic', 'empty', '') : (words.topic(topic) ?? line.refuse('topic', 'topic', topic)),
    channel: channel === '' ? null : (channelOf(channel) ?? line.refuse('channel', 'channel', channel)),
    ...(state ?? (closedAt ? { status: 'closed', resolution_code: 'answered' } : {})),
    opened_at: opened,
    closed_at: closedAt,
    email: line.words('email', 254, line.text('email').toLowerCase()),
    phone: phone === '' ? null : (readPhone(phone) ?? line.refuse('phone', 'phone', phone)),
    district_id: district === '' ? null : (words.district(district) ?? line.refuse('district', 'district', district)),
    neighborhood: line.words('neighborhood', 200),
    location: line.words('location', 500),
    latitude,
    longitude,
  });
}

function momentOf(line: Line<InquiryImportField>, field: 'opened_at' | 'closed_at', today: string): string | null {
  const text = line.text(field);
  if (text === '') return line.refuse(field, 'empty', '');
  const moment = readMoment(text);
  if (!moment) return line.refuse(field, 'moment', text);
  // A zone may be a day ahead of the office's.
  return moment.slice(0, 10) > today && !moment.endsWith('Z') ? line.refuse(field, 'future', text) : moment;
}
