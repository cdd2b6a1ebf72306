/** Why two residents may be one person. */
export const likenesses = ['same_name', 'similar_name', 'same_email', 'same_phone', 'same_address'] as const;
export type Likeness = (typeof likenesses)[number];

/** A resident who may be the person who is being typed in, as find_duplicate_residents tells. */
export type SimilarResident = {
  id: string;
  name: string;
  preferred_name: string | null;
  preferred_language: string;
  district_id: string | null;
  district: string | null;
  phone: string | null;
  email: string | null;
  /** Up to 100. */
  score: number;
  reasons: Likeness[];
};

/** What is known so far of whom somebody types in; numbers as they are typed. */
export type ResidentDraft = {
  id?: string | undefined;
  name: string;
  preferred_name?: string;
  phones: string[];
  emails: string[];
  addresses: { lines: string; postal_code: string | null }[];
};

export type PairedResident = {
  id: string;
  name: string;
  preferred_name: string | null;
  district: string | null;
  phones: string[];
  emails: string[];
  inquiries: number;
};
/** Two residents who may be one, as list_duplicates tells. */
export type ResidentPair = { a: PairedResident; b: PairedResident; score: number; reasons: Likeness[] };
export type PairPlace = { score: number; a: string; b: string };
export type PairPage = { rows: ResidentPair[]; next: PairPlace | null; count: number };
