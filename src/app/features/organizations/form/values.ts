import type { FundingLevel, LetterLanguage, OrganizationFacts, OrganizationKind } from '../../../../domain/organizations/organization.ts';
import { writeMinutes } from '../../../../domain/organizations/standard-words.ts';
import { formatPhone } from '../../../../domain/shared/phone.ts';
import type { WeekLine } from '../../../shared/fields/week-field.tsx';

type Keyed = { key: string; id?: string | undefined };
export type ContactLine = Keyed & { role: string; name: string; email: string; phone: string; purpose: string };
export type GroupLine = Keyed & { name: string; feed_name: string; email: string; phone: string; is_active: boolean };
export type FundingLine = Keyed & { source: string; level: FundingLevel; award_id: string | null };
export type StandardLine = Keyed & { topic_id: string | null; accept: string; outcome: string; agreed_on: string; note: string };

/** The form of an organization: text as typed, ids or null, and a line for each part. */
export type OrganizationValues = {
  name: string;
  alternate_name: string;
  kind: OrganizationKind;
  is_active: boolean;
  description: string;
  email: string;
  phone: string;
  website: string;
  address: string;
  district_id: string | null;
  neighborhood: string;
  parent_id: string | null;
  legal_status: string;
  is_nonprofit: boolean;
  is_interpreter_vendor: boolean;
  takes_referrals: boolean;
  referral_email: string;
  letter_language: LetterLanguage;
  escalation_staff_id: string | null;
  relationship_staff_id: string | null;
  languages: string[];
  contacts: ContactLine[];
  work_groups: GroupLine[];
  fundings: FundingLine[];
  hours: WeekLine[];
  standards: StandardLine[];
};

let last = 0;
const key = (): string => `new-${++last}`;
export const emptyContact = (): ContactLine => ({ key: key(), role: '', name: '', email: '', phone: '', purpose: '' });
export const emptyGroup = (): GroupLine => ({ key: key(), name: '', feed_name: '', email: '', phone: '', is_active: true });
export const emptyFunding = (): FundingLine => ({ key: key(), source: '', level: 'unknown', award_id: null });
export const emptyStandard = (): StandardLine => ({ key: key(), topic_id: null, accept: '4 h', outcome: '80 h', agreed_on: '', note: '' });

export const emptyOrganization = (me: string): OrganizationValues => ({
  name: '',
  alternate_name: '',
  kind: 'community',
  is_active: true,
  description: '',
  email: '',
  phone: '',
  website: '',
  address: '',
  district_id: null,
  neighborhood: '',
  parent_id: null,
  legal_status: '',
  is_nonprofit: true,
  is_interpreter_vendor: false,
  takes_referrals: false,
  referral_email: '',
  letter_language: 'en',
  escalation_staff_id: null,
  relationship_staff_id: me,
  languages: [],
  contacts: [],
  work_groups: [],
  fundings: [],
  hours: [],
  standards: [],
});

/** A saved organization as the form shows it. */
export function toOrganizationValues(facts: OrganizationFacts): OrganizationValues {
  const { organization: one } = facts;
  const phone = (number: string | null) => (number ? formatPhone(number) : '');
  return {
    name: one.name,
    alternate_name: one.alternate_name ?? '',
    kind: one.kind,
    is_active: one.is_active,
    description: one.description,
    email: one.email ?? '',
    phone: phone(one.phone),
    website: one.website ?? '',
    address: one.address ?? '',
    district_id: one.district_id,
    neighborhood: one.neighborhood ?? '',
    parent_id: one.parent_id,
    legal_status: one.legal_status ?? '',
    is_nonprofit: one.is_nonprofit,
    is_interpreter_vendor: one.is_interpreter_vendor,
    takes_referrals: one.takes_referrals,
    referral_email: one.referral_email ?? '',
    letter_language: one.letter_language,
    escalation_staff_id: one.escalation_staff_id,
    relationship_staff_id: one.relationship_staff_id,
    languages: facts.languages.map(({ language }) => language),
    contacts: facts.contacts.map((row) => ({
      key: row.id,
      id: row.id,
      role: row.role,
      name: row.name ?? '',
      email: row.email ?? '',
      phone: phone(row.phone),
      purpose: row.purpose,
    })),
    work_groups: facts.work_groups.map((row) => ({
      key: row.id,
      id: row.id,
      name: row.name,
      feed_name: row.feed_name ?? '',
      email: row.email ?? '',
      phone: phone(row.phone),
      is_active: row.is_active,
    })),
    fundings: facts.fundings.map((row) => ({ key: row.id, id: row.id, source: row.source, level: row.level, award_id: row.award_id })),
    hours: facts.hours.map((row) => ({ ...row, key: `${row.weekday} ${row.opens_at}` })),
    standards: facts.standards.map((row) => ({
      key: row.topic_id ?? 'all',
      topic_id: row.topic_id,
      accept: writeMinutes(row.accept_minutes),
      outcome: writeMinutes(row.outcome_minutes),
      agreed_on: row.agreed_on ?? '',
      note: row.note,
    })),
  };
}
