/** The closed vocabularies of an inquiry, in the order in which screens offer them. The database checks the same words. */

export const statuses = [
  'new',
  'assigned',
  'in_progress',
  'waiting_resident',
  'waiting_other',
  'referred',
  'resolved',
  'closed',
  'duplicate',
] as const;
export type InquiryStatus = (typeof statuses)[number];

export const channels = [
  'phone',
  'voicemail',
  'walk_in',
  'email',
  'web',
  'app',
  'social',
  'chat',
  'mail',
  'fax',
  'event',
  'staff',
  'system',
  'other',
] as const;
export type Channel = (typeof channels)[number];

/** The ways in that a person at the counter or on the phone records; the others arrive by themselves. */
export const intakeChannels = [
  'phone',
  'walk_in',
  'email',
  'event',
  'voicemail',
  'web',
  'social',
  'mail',
  'other',
] as const satisfies readonly Channel[];

export const resolutions = ['answered', 'resolved', 'referred', 'no_response', 'duplicate', 'cancelled'] as const;
export type Resolution = (typeof resolutions)[number];

/** How a person closes one: what repeats another says which instead. */
export const closingResolutions = resolutions.filter((one) => one !== 'duplicate');

/** What a person may add to the story; closing and reopening write their own kinds. */
export const composedKinds = ['note', 'call', 'email', 'visit', 'letter'] as const;
export type ComposedKind = (typeof composedKinds)[number];
export type InteractionKind = ComposedKind | 'resolution' | 'reopening';
