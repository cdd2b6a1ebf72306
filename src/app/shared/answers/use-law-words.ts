import type { Citation } from '../../../domain/legislation/answer-card.ts';
import type { LegislationRef } from '../../../domain/legislation/legislation.ts';
import { useWords } from '../../providers/i18n.tsx';

/** 'Ordinance No. 210140', and with its section 'Ordinance No. 210140, § 3'. */
export function useLawWords() {
  const { t } = useWords();
  const law = ({ kind, file_number }: Pick<LegislationRef, 'kind' | 'file_number'>) => t(`law.name.${kind}`, { number: file_number });
  const cite = (one: Pick<Citation, 'kind' | 'file_number' | 'section'>) =>
    one.section ? t('law.cited', { law: law(one), section: one.section }) : law(one);
  return { law, cite };
}
