import { settingsSentences } from './settings-sentences.ts';
import { taskSentences } from './task-sentences.ts';

/** Why something was not done. The kind decides what a screen does next; the message is a sentence for the person. */
export type RefusalKind = 'conflict' | 'missing' | 'forbidden' | 'invalid' | 'signed_out' | 'unreachable' | 'unexpected';

export type Refusal = {
  kind: RefusalKind;
  message: string;
  /** A stable word: a hint of the database, the name of a constraint, or the kind. Screens translate by it. */
  reason: string;
  /** The column or form field that it is about, where there is one. */
  field?: string;
  /** The number of a request in which something broke, for whoever looks into the log. */
  requestId?: string;
};

type Sentence = { message: string; field?: string };

/** The named checks and references that a person can run into, in words. */
const constraints: Record<string, Sentence> = {
  inquiries_subject_filled: { field: 'subject', message: 'Say in one line what it is about, in at most 300 characters.' },
  inquiries_body_length: { field: 'body', message: 'The text is longer than 20,000 characters. Shorten it.' },
  inquiries_neighborhood_length: { field: 'neighborhood', message: 'The neighborhood is longer than 200 characters. Shorten it.' },
  inquiries_location_length: { field: 'location', message: 'The place is longer than 500 characters. Shorten it.' },
  inquiries_resolution_known: { field: 'resolution_code', message: 'Choose one of the resolutions that are offered.' },
  inquiries_resolution_note_length: { field: 'note', message: 'The note is longer than 5,000 characters. Shorten it.' },
  inquiries_primary_among_sections: { field: 'sections', message: 'The primary section must be one of the sections.' },
  inquiries_closed_after_opened: { field: 'closed_at', message: 'An inquiry cannot be closed before it was opened.' },
  inquiries_channel_known: { field: 'channel', message: 'Choose one of the channels that are offered.' },
  inquiries_topic_id_fkey: { field: 'topic_id', message: 'This topic is not there any more. Choose another.' },
  inquiries_language_fkey: { field: 'language', message: 'This language is not there any more. Choose another.' },
  inquiries_resident_id_fkey: { field: 'resident_id', message: 'This resident is not there any more. Choose another.' },
  inquiries_district_id_fkey: { field: 'district_id', message: 'This district is not there any more. Choose another.' },
  inquiries_assigned_to_fkey: { field: 'assigned_to', message: 'This person is not there any more. Choose another.' },
  interactions_body_filled: { field: 'body', message: 'Write something first, in at most 20,000 characters.' },
  residents_name_filled: { field: 'name', message: 'Enter a name of at most 200 characters.' },
  residents_accessibility_length: { field: 'accessibility_need', message: 'This is longer than 2,000 characters. Shorten it.' },
  resident_phones_e164: { field: 'phones', message: 'One of the phone numbers is not a number that can be called. Check it.' },
  resident_emails_form: { field: 'emails', message: 'One of the e-mail addresses is not complete. Check it.' },
  resident_addresses_filled: { field: 'addresses', message: 'An address is empty. Fill it in or remove it.' },
  ...settingsSentences,
  ...taskSentences,
  resident_addresses_postal_length: { field: 'addresses', message: 'A postal code has more than 12 characters. Check it.' },
};

const general: Record<RefusalKind, string> = {
  conflict: 'Somebody else saved this since you opened it. Nothing was overwritten, and your entries are still here.',
  missing: 'This is not there any more, or you may not see it.',
  forbidden: 'Your role does not allow this. Ask an administrator.',
  invalid: 'Something that was entered cannot be kept. Check the entries.',
  signed_out: 'Your session has ended. Sign in again; what you typed is still here.',
  unreachable: 'The office did not answer. Nothing was lost; check the connection, then try again.',
  unexpected: 'Something went wrong on our side. Nothing was saved; try again, and tell an administrator if it stays.',
};

/** Of two who wrote to the same rows at once one was broken off, or a lock was not to be had: nobody's mistake, and over in a moment. */
export const writersMet = /^(40001|40P01|55P03)$/;
export const busySentence = 'Somebody else was writing to the same records at this moment. Nothing was changed; try again.';

type ErrorParts = {
  message: string;
  code: string;
  hint: string;
  details: string;
  status: number | undefined;
  requestId: string | undefined;
};

/** Thrown by the data provider: Refine reads `statusCode` and `message`, screens read `refusal`. */
export class RefusalError extends Error {
  readonly refusal: Refusal;
  readonly statusCode: number;
  constructor(refusal: Refusal) {
    super(refusal.message);
    this.name = 'RefusalError';
    this.refusal = refusal;
    this.statusCode = statusCodes[refusal.kind];
  }
}

const statusCodes: Record<RefusalKind, number> = {
  conflict: 409,
  missing: 404,
  forbidden: 403,
  invalid: 422,
  signed_out: 401,
  unreachable: 503,
  unexpected: 500,
};

/**
 * Turns every error into one shape: errors of PostgREST (hosted or embedded), of our own server (`{message, field?}`), and
 * of a network that is not there. `status` is the HTTP status, where known.
 */
export function toRefusal(error: unknown, status?: number): Refusal {
  if (error instanceof RefusalError) return error.refusal;
  const parts = readParts(error, status);
  const named = findConstraint(parts);
  if (named) return named;
  const own = /^PT(\d{3})$/.exec(parts.code);
  if (own) {
    const kind = kindOfStatus(Number(own[1]));
    const field = kind === 'invalid' && /^[a-z_]+$/.test(parts.hint) ? { field: parts.hint } : {};
    return { kind, message: parts.message || general[kind], reason: parts.hint || kind, ...field };
  }
  if (parts.code === '42501') {
    // Our gate says who is missing what; PostgreSQL's own words name tables and policies.
    return { kind: 'forbidden', message: parts.hint ? parts.message : general.forbidden, reason: parts.hint || 'forbidden' };
  }
  // Hosted, the database's own codes of two who wrote to the same at once arrive as they are.
  if (writersMet.test(parts.code)) return { kind: 'conflict', reason: 'busy', message: busySentence };
  const kind = kindOf(parts);
  return {
    kind,
    message: general[kind],
    reason: kind,
    ...(kind === 'unexpected' && parts.requestId ? { requestId: parts.requestId } : {}),
  };
}

/** A refusal of a kind, with its usual sentence. */
export function refuse(kind: RefusalKind): RefusalError {
  return new RefusalError({ kind, message: general[kind], reason: kind });
}

function readParts(error: unknown, status: number | undefined): ErrorParts {
  const record = typeof error === 'object' && error !== null ? (error as Record<string, unknown>) : {};
  const text = (name: string) => (typeof record[name] === 'string' ? record[name] : '');
  const known = status ?? (typeof record.status === 'number' ? record.status : undefined);
  const requestId = text('request_id') || /^request (\S+)$/.exec(text('details'))?.[1];
  return { message: text('message'), code: text('code'), hint: text('hint'), details: text('details'), status: known, requestId };
}

function findConstraint({ message, details, code }: ErrorParts): Refusal | null {
  const name = /constraint "(\w+)"/.exec(`${message} ${details}`)?.[1];
  if (!name) return null;
  const sentence = constraints[name];
  if (sentence) return { kind: 'invalid', reason: name, ...sentence };
  return code === '23505'
    ? { kind: 'conflict', reason: name, message: 'There is one like this already.' }
    : { kind: 'invalid', reason: name, message: general.invalid };
}

function kindOf({ code, message, status }: ErrorParts): RefusalKind {
  if (code === 'PGRST116') return 'missing';
  if (code === 'PGRST301' || code === 'PGRST303') return 'signed_out';
  if (code === '23505') return 'conflict';
  if (code === '23503' || code === '23502' || code === '23514' || code === '22P02' || code === '22007' || code === '22008')
    return 'invalid';
  if (!status && /fetch|network|load failed/i.test(message)) return 'unreachable';
  return status ? kindOfStatus(status) : 'unexpected';
}

function kindOfStatus(status: number): RefusalKind {
  if (status === 0 || status === 502 || status === 503 || status === 504) return 'unreachable';
  if (status === 401) return 'signed_out';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'missing';
  if (status === 409) return 'conflict';
  return status === 400 || status === 422 ? 'invalid' : 'unexpected';
}
