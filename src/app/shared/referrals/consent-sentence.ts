import type { SharedField } from '../../../domain/referrals/referral.ts';
import { referrals as english } from '../../i18n/en/referrals.ts';
import { referrals as spanish } from '../../i18n/es/referrals.ts';

const words = { en: english, es: spanish };

/** What is read to the resident before anything of theirs is told: in the language that they are asked in, not in the reader's. */
export function consentSentence(language: 'en' | 'es', organization: string, fields: SharedField[]): string {
  const said = words[language];
  const things = fields.map((field) => said[`referral.your.${field}`]);
  const list = new Intl.ListFormat(language, { type: 'conjunction' }).format(things);
  return said['referral.consent_words'].replace('{organization}', organization).replace('{things}', list);
}
