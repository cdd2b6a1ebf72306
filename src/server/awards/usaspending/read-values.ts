import { addDays } from '../../../domain/shared/dates.ts';

/** JSON whose numbers stay as they are written: 104510.10 is '104510.10'. */
export function parseExact(text: string): unknown {
  return JSON.parse(text, (_key: string, value: unknown, context?: { source?: string }) =>
    typeof value === 'number' ? (context?.source ?? String(value)) : value,
  );
}

/** An amount as JSON writes it, in whole cents: '104510.0', '1.5E+3', '-20'. Null for none; parts of a cent are rounded off to it. */
export function readAmount(value: unknown): number | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([-+]?\d{1,2}))?$/.exec(typeof value === 'string' ? value.replaceAll(',', '').trim() : '');
  if (!match) return null;
  const [, sign = '', whole = '', part = '', power = '0'] = match;
  // So many digits stand behind the cents.
  const digits = BigInt(whole + part);
  const places = part.length - Number(power) - 2;
  const cents = places <= 0 ? digits * 10n ** BigInt(-places) : (digits + 10n ** BigInt(places) / 2n) / 10n ** BigInt(places);
  const number = Number(cents);
  if (!Number.isSafeInteger(number)) return null;
  return sign && number !== 0 ? -number : number;
}

/** A day, with a time or without; null for none, or what is none. */
export function readDay(value: unknown): string | null {
  const day = /^(\d{4}-\d{2}-\d{2})(?:$|[T ])/.exec(typeof value === 'string' ? value : '')?.[1];
  if (!day) return null;
  try {
    return addDays(day, 0);
  } catch {
    return null;
  }
}

/** A Unique Entity Identifier; null for what is none: 'NULL', a DUNS number. */
export function readUei(value: unknown): string | null {
  const typed = typeof value === 'string' ? value.trim().toUpperCase() : '';
  return /^[A-HJ-NP-Z1-9][A-HJ-NP-Z0-9]{11}$/.test(typed) ? typed : null;
}

/** Text in one line; null for none. What was encoded as UTF-8 twice or thrice is read back. */
export function readText(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  let text = value;
  for (let round = 0; round < 3; round++) {
    const mended = mend(text);
    if (mended === null) break;
    text = mended;
  }
  return text.replace(/\s+/g, ' ').trim() || null;
}

/** The byte of each sign of Windows-1252 beyond ASCII. */
const bytes = new Map(
  Array.from({ length: 128 }, (_, index) => [new TextDecoder('windows-1252').decode(Uint8Array.of(index + 128)), index + 128] as const),
);

/** The text that was taken for Windows-1252 although it was UTF-8; null where that cannot have happened. */
function mend(text: string): string | null {
  if (!/[ÂÃâÅ]/.test(text)) return null;
  const raw: number[] = [];
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0;
    const byte = code < 128 ? code : (bytes.get(sign) ?? (code < 256 ? code : undefined));
    if (byte === undefined) return null;
    raw.push(byte);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(raw));
  } catch {
    return null;
  }
}
