import type { Refusal } from '../../data/refusals.ts';
import { en } from '../i18n/en.ts';
import type { MessageKey } from '../i18n/translate.ts';
import type { Translate } from '../providers/i18n.tsx';

/** The sentence of a refusal in the reader's language: by its stable word where we have one, otherwise as the database said it. */
export function refusalText(refusal: Refusal, t: Translate): string {
  const key = `refusal.${refusal.reason}`;
  if (key in en) return t(key as MessageKey);
  return refusal.message || t('refusal.unexpected');
}
