/** What kind of body it is, as the database says it. */
export const organizationKinds = ['department', 'community', 'agency', 'neighborhood', 'council_office', 'government'] as const;
export type OrganizationKind = (typeof organizationKinds)[number];

export const agreementKinds = ['mou', 'insurance', 'data_sharing', 'contract', 'license', 'other'] as const;
export type AgreementKind = (typeof agreementKinds)[number];

export const noteKinds = ['note', 'call', 'email', 'visit', 'meeting'] as const;
export type NoteKind = (typeof noteKinds)[number];

/** The languages that the office's letters to organizations have words in. */
export const letterLanguages = ['en', 'es'] as const;
export type LetterLanguage = (typeof letterLanguages)[number];

/** Whose money pays. */
export const fundingLevels = ['federal', 'state', 'local', 'private', 'unknown'] as const;
export type FundingLevel = (typeof fundingLevels)[number];

/** The row of an organization. */
export type OrganizationRow = {
  id: string;
  code: string;
  name: string;
  alternate_name: string | null;
  kind: OrganizationKind;
  is_active: boolean;
  description: string;
  email: string | null;
  phone: string | null;
  website: string | null;
  address: string | null;
  latitude: number | null;
  longitude: number | null;
  district_id: string | null;
  neighborhood: string | null;
  parent_id: string | null;
  legal_status: string | null;
  /** The people there are protected (RSMo 105.1500). */
  is_nonprofit: boolean;
  is_interpreter_vendor: boolean;
  is_language_office: boolean;
  is_311: boolean;
  takes_referrals: boolean;
  referral_email: string | null;
  /** What letters to it are written in. */
  letter_language: LetterLanguage;
  escalation_staff_id: string | null;
  relationship_staff_id: string | null;
  version: number;
};

export type WorkGroup = {
  id: string;
  name: string;
  feed_name: string | null;
  email: string | null;
  phone: string | null;
  is_active: boolean;
};
export type OrganizationContact = {
  id: string;
  role: string;
  name: string | null;
  email: string | null;
  phone: string | null;
  purpose: string;
  is_protected: boolean;
  is_active: boolean;
};
export type Funding = {
  id: string;
  source: string;
  level: FundingLevel;
  award_id: string | null;
  award_number: string | null;
  award_title: string | null;
};
/** A span of a weekday (1 is Monday), by the office's clock: '08:00'. */
export type Span = { weekday: number; opens_at: string; closes_at: string };
/** A day that is not as its weekday; without times it is closed. */
export type HoursException = { on_day: string; opens_at: string | null; closes_at: string | null; name: string };
/** How soon they accept and how soon there is an outcome, in minutes of their work; without a topic it holds for all others. */
export type ServiceStandard = {
  topic_id: string | null;
  topic_name: string | null;
  accept_minutes: number;
  outcome_minutes: number;
  agreed_on: string | null;
  note: string;
};
export type Agreement = {
  id: string;
  kind: AgreementKind;
  title: string;
  starts_on: string | null;
  /** The last day on which it holds. */
  ends_on: string | null;
  ended_on: string | null;
  note: string;
  owner_id: string | null;
  owner_name: string | null;
  attachment_id: string | null;
  file_name: string | null;
  version: number;
};
type Named = { id: string; name: string };

/** What organization_facts answers. */
export type OrganizationFacts = {
  id: string;
  organization: OrganizationRow;
  district: (Named & { code: string }) | null;
  parent: Named | null;
  children: Named[];
  relationship: Named | null;
  escalation: Named | null;
  work_groups: WorkGroup[];
  contacts: OrganizationContact[];
  languages: { language: string; name: string; note: string }[];
  fundings: Funding[];
  hours: Span[];
  exceptions: HoursException[];
  standards: ServiceStandard[];
  agreements: Agreement[];
  counts: Record<'people' | 'agreements' | 'programs' | 'referrals' | 'notes' | 'meetings' | 'initiatives', number>;
};

/** One of find_organizations. */
export type FoundOrganization = {
  id: string;
  code: string;
  name: string;
  alternate_name: string | null;
  kind: OrganizationKind;
  is_active: boolean;
  is_nonprofit: boolean;
  takes_referrals: boolean;
  referral_email: string | null;
  is_311: boolean;
  is_interpreter_vendor: boolean;
  neighborhood: string | null;
  phone: string | null;
  district_name: string | null;
  languages: string[] | null;
};

/** Where an agreement stands on a day: holds, is running out (60 days), has run out, was ended. */
export function agreementState(
  { ends_on, ended_on }: Pick<Agreement, 'ends_on' | 'ended_on'>,
  today: string,
  soon: string,
): 'ended' | 'over' | 'ending' | 'holds' {
  if (ended_on && ended_on <= today) return 'ended';
  if (ends_on && ends_on < today) return 'over';
  return ends_on && ends_on <= soon ? 'ending' : 'holds';
}
