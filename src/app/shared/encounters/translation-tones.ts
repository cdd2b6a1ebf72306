import type { TranslationStatus } from '../../../domain/language-encounters/translation.ts';
import type { Tone } from '../components/tag.tsx';

export const translationTones: Record<TranslationStatus, Tone> = {
  requested: 'river',
  translating: 'amber',
  in_review: 'amber',
  done: 'green',
  cancelled: 'plain',
};
