import type { InquiryStatus } from './words.ts';

/** An inquiry in one line. */
export type ShortInquiry = {
  id: string;
  number: string;
  subject: string;
  status: InquiryStatus;
  opened_at: string;
  closed_at: string | null;
  version: number;
  resident_name: string | null;
};

/** An inquiry as the picker finds it. */
export type FoundInquiry = Pick<ShortInquiry, 'id' | 'number' | 'subject' | 'status' | 'opened_at' | 'resident_name'>;

/** Somebody whom an inquiry concerns; `id` is null for the resident of the inquiry itself. */
export type InquiryPerson = {
  id: string | null;
  resident_id: string;
  name: string;
  kind: 'resident' | 'caller' | 'reporter';
  relation: string | null;
  language: string;
  /** Where letters reach them; null where they are called instead. */
  address: string | null;
  /** The number of the inquiry by which they came here. */
  from_number: string | null;
};

/** Somebody as an end is told to them. */
export type ToldPerson = Pick<InquiryPerson, 'name' | 'language' | 'address'>;

/** A letter that told somebody of the end. */
export type ToldLetter = {
  id: string;
  name: string | null;
  to_address: string;
  language: string;
  status: 'waiting' | 'sent' | 'failed' | 'cancelled';
  reason: string | null;
  send_at: string;
  settled_at: string | null;
};

/** What inquiry_related answers. */
export type InquiryRelated = {
  parent: ShortInquiry | null;
  duplicate_of: ShortInquiry | null;
  parts: ShortInquiry[];
  duplicates: ShortInquiry[];
  links: (ShortInquiry & { note: string | null })[];
  people: InquiryPerson[];
  told: ToldLetter[];
};

/** The languages other than English in which somebody is told of an end: for each, a sentence may be written. */
export function languagesToTell(people: readonly ToldPerson[]): string[] {
  return [...new Set(people.filter(({ address }) => address !== null).map(({ language }) => language))]
    .filter((code) => code !== 'en')
    .sort();
}
