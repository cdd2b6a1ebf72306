import { en } from '../../i18n/en.ts';
import type { MessageKey, Values } from '../../i18n/translate.ts';
import type { Format } from '../format.ts';

type Words = { t: (key: MessageKey, values?: Values) => string; format: Format };

/** 'Monday 08:00–17:00' from '1|08:00|17:00', 'accepted: We call her' from 'accepted|We call her'; every other name as it is. */
export function partnerName(table: string, raw: string, { t, format }: Words): string {
  const [first = '', ...rest] = raw.split('|');
  // The first of January 2024 was a Monday.
  if (table === 'business_hours' && rest.length === 2) return `${format.weekday(`2024-01-0${first}`)} ${rest.join('–')}`;
  if (table !== 'referral_events') return raw;
  const key = `told.referral.step.${first}`;
  const step = key in en ? t(key as MessageKey) : first.replaceAll('_', ' ');
  const words = rest.join('|');
  return words === '' ? step : `${step}: ${words}`;
}

type Word = (text: string) => string;
const word =
  (of: string): Word =>
  (text) =>
    `told.${of}.${text}`;

/** Columns of what is made with partners whose values are words, as messages. */
export const partnerVocabularies: Record<string, Record<string, Word>> = {
  organizations: { kind: word('organization.kind'), letter_language: (code) => `organization.letters_in.${code}` },
  organization_agreements: { kind: word('agreement.kind') },
  programs: { status: word('program.status'), tenure: word('program.tenure'), income_basis: word('program.income') },
  fundings: { level: word('level') },
  applications: { status: word('application.status') },
  referrals: {
    status: word('referral.status'),
    delivery: word('referral.delivery'),
    consent_how: word('referral.consent'),
    decline_reason: word('referral.decline'),
    outcome: word('referral.outcome'),
  },
  staff_languages: { skill: word('skill') },
  language_encounters: {
    mode: word('encounter.mode'),
    outcome: word('encounter.outcome'),
    qualification: word('encounter.qualification'),
    identified_by: word('encounter.identified'),
    unmet_reason: word('encounter.unmet'),
  },
  translation_requests: { status: word('translation.status') },
  translation_versions: { review: word('translation.review') },
  initiatives: { status: word('initiative.status'), kind: word('initiative.kind'), capability: word('initiative.capability') },
  feed_runs: { status: word('feed.status') },
};
