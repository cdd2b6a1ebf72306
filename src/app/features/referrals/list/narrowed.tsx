import type { FundingLevel } from '../../../../domain/programs/program.ts';
import { type ReferralQuery, referralDays } from '../../../../domain/referrals/list-query.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useAreaWords } from '../../../shared/area-words.ts';
import { Narrowed, type NarrowedPart } from '../../../shared/components/narrowed.tsx';
import { useRangeWords } from '../../../shared/range-words.ts';

export const isNarrowed = ({ district, outcome, section, payer, filed, ...query }: ReferralQuery): boolean =>
  district.length + outcome.length + section.length + payer.length > 0 || filed !== null || referralDays.some((name) => query[name]);

type ReferralNarrowedProps = { query: ReferralQuery; onChange: (patch: Partial<ReferralQuery>) => void };

/** To what the list is narrowed beside its filters. */
export function ReferralNarrowed({ query, onChange }: ReferralNarrowedProps) {
  const { t } = useWords();
  const rangeWords = useRangeWords();
  const areaWords = useAreaWords();
  const { district, outcome, section, payer, filed } = query;
  const parts: NarrowedPart<ReferralQuery>[] = [];
  if (section.length > 0)
    parts.push({ key: 'section', text: t('feeds.section', { section: section.join(', ') }), without: { section: [] } });
  if (filed !== null) parts.push({ key: 'filed', text: t(filed ? 'narrowed.filed_with' : 'narrowed.not_filed'), without: { filed: null } });
  if (outcome.length > 0)
    parts.push({ key: 'outcome', text: outcome.map((one) => t(`told.referral.outcome.${one}`)).join(', '), without: { outcome: [] } });
  if (district.length > 0) parts.push({ key: 'district', text: areaWords(district), without: { district: [] } });
  if (payer.length > 0) {
    const levels = payer.map((one) => t(`program.level.${one as FundingLevel}`)).join(', ');
    parts.push({ key: 'payer', text: t('narrowed.payer', { levels }), without: { payer: [] } });
  }
  for (const name of referralDays) {
    const range = query[name];
    if (range) parts.push({ key: name, text: t(`narrowed.${name}`, { when: rangeWords(range) }), without: { [name]: null } });
  }
  return <Narrowed parts={parts} onChange={onChange} />;
}
