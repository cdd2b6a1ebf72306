import type { SubawardFacts } from '../../../../domain/awards/subaward.ts';
import { writeRate } from '../../../../domain/awards/subaward-judgement.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { Determination } from './determination.tsx';

/** What 2 CFR 200.332 asks for, as it stands now. */
export function SubawardData({ subaward }: { subaward: SubawardFacts }) {
  const { t, format } = useWords();
  const { award } = subaward;
  const range = (from: string | null, to: string | null) => (from && to ? format.dateRange(from, to) : null);
  const lines: [string, string | null][] = [
    [t('subaward.field.recipient_name'), subaward.recipient_name],
    [t('subaward.field.recipient_uei'), subaward.recipient_uei],
    [t('subaward.period'), range(subaward.starts_on, subaward.ends_on)],
    [t('subaward.budget_period'), range(subaward.budget_starts_on, subaward.budget_ends_on)],
    [
      t('subaward.field.indirect_rate_bp'),
      subaward.indirect_rate_bp === null ? null : t('subaward.percent', { rate: writeRate(subaward.indirect_rate_bp) }),
    ],
    [t('subaward.field.description'), subaward.description || null],
    [t('subaward.contact'), [subaward.contact_name, subaward.contact_email].filter(Boolean).join(', ') || null],
    [t('subaward.fain'), award.award_number],
    [t('subaward.listing'), award.listing_number ? `${award.listing_number} ${award.listing_title ?? ''}` : null],
    [t('subaward.federal_award_on'), award.federal_award_on && format.dateWithYear(award.federal_award_on)],
    [t('subaward.field.is_research'), t(subaward.is_research ? 'subaward.yes' : 'subaward.no')],
    [
      t('subaward.field.expects_audit'),
      subaward.expects_audit === null ? null : t(subaward.expects_audit ? 'subaward.yes' : 'subaward.no'),
    ],
    [
      t('subaward.authorized'),
      subaward.authorized_on && [format.dateWithYear(subaward.authorized_on), subaward.authorization_source].filter(Boolean).join(', '),
    ],
  ];
  return (
    <div className="subaward-data">
      <section aria-labelledby="subaward-data">
        <h2 id="subaward-data">{t('subaward.data')}</h2>
        <dl className="facts">
          {lines.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value ?? <span className="secondary">{t('subaward.not_given')}</span>}</dd>
            </div>
          ))}
        </dl>
      </section>
      <Determination subaward={subaward} />
    </div>
  );
}
