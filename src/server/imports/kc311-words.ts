/** SOURCE of the city's 311 file → our channel. Anything else is `other`. */
export const channelBySource: Record<string, string> = {
  PHONE: 'phone',
  WEB: 'web',
  EMAIL: 'email',
  WALK: 'walk_in',
  FAX: 'fax',
  VOICE: 'voicemail',
  TWIR: 'social',
  BOT: 'chat',
  SYS: 'system',
  INSPE: 'staff',
};

/** STATUS → how it was closed. Every other word means that the case is open. */
export const resolutionByStatus: Record<string, 'resolved' | 'cancelled' | 'duplicate'> = {
  RESOL: 'resolved',
  CANC: 'cancelled',
  DUP: 'duplicate',
};

/** STATUS of an open case → our state. Nobody here is assigned to a case that the city assigned, so it is in progress. */
export const stateByStatus: Record<string, 'new' | 'in_progress' | 'waiting_other'> = {
  OPEN: 'new',
  ASSIG: 'in_progress',
  HOLD: 'waiting_other',
  RHOLD: 'waiting_other',
};

const departments: [pattern: RegExp, code: string][] = [
  [/^(nhs|ncs|neighborhood)/, 'neighborhoods'],
  [/^public works/, 'public-works'],
  [/^water/, 'water'],
  [/^parks? (and|&) rec/, 'parks'],
  [/^(public )?health/, 'health'],
  [/^(kcpd|police)/, 'police'],
  [/^city manager/, 'city-manager'],
  [/^city planning/, 'city-planning'],
  [/^fire/, 'fire'],
  [/^general service/, 'general-services'],
  [/^finance/, 'finance'],
  [/^convention/, 'conventions'],
  [/^housing/, 'housing'],
  [/^aviation/, 'aviation'],
  [/^law\b/, 'law'],
  [/^municipal court/, 'municipal-court'],
  [/^mayor/, 'mayor'],
  [/^human r/, 'human-resources'],
  [/^(creo|civil rights)/, 'civil-rights'],
];

/** The code of the department that the file means, or null when it names none that we know. */
export function departmentCode(name: string): string | null {
  const plain = name.trim().toLowerCase().replace(/\s+/g, ' ');
  return departments.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
}
