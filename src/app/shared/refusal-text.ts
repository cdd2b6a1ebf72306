import type { Refusal } from '../../data/refusals.ts';
import { en } from '../i18n/en.ts';
import type { MessageKey } from '../i18n/translate.ts';
import type { Translate } from '../providers/i18n.tsx';

/** The sentence of a refusal in the reader's language: by its stable word where we have one, otherwise as the database said it. */
export function refusalText(refusal: Refusal, t: Translate): string {
  const key = `refusal.${refusal.reason}`;
  const sentence = key in en ? t(key as MessageKey) : refusal.message || t('refusal.unexpected');
  return refusal.requestId ? `${sentence} ${t('refusal.number', { number: refusal.requestId })}` : sentence;
}
