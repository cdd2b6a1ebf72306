import '../../../styles/awards-subawards.css';
import { Button } from 'antd';
import { Link, useParams } from 'react-router';
import type { SubawardFacts } from '../../../../domain/awards/subaward.ts';
import { writeRate } from '../../../../domain/awards/subaward-judgement.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { Refused } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { useSubaward } from './use-subawards.ts';

/** The sheet that the subrecipient gets with the agreement: the data of 2 CFR 200.332(b)(1), to be printed or kept as PDF. */
export function SubawardSheet() {
  const { t } = useWords();
  const { id = '', subaward: one = '' } = useParams();
  const { subaward, error, retry } = useSubaward(one);
  if (error && !subaward) return <Refused error={error} onRetry={retry} />;
  if (!subaward) return <RowSkeleton rows={6} />;
  return (
    <div className="subaward-sheet-page">
      <div className="subaward-sheet-bar">
        <Link to={`/awards/${id}/subawards/${one}`}>{t('subaward.sheet_back')}</Link>
        <Button onClick={() => window.print()}>{t('subaward.print')}</Button>
      </div>
      <Sheet subaward={subaward} />
    </div>
  );
}

function Sheet({ subaward }: { subaward: SubawardFacts }) {
  const { t, format } = useWords();
  const { award, passer } = subaward;
  const missing = <em className="late">{t('subaward.sheet_missing')}</em>;
  const range = (from: string | null, to: string | null) => (from && to ? format.dateRange(from, to) : null);
  const last = subaward.actions.at(-1);
  const lines: [string, string | null][] = [
    [t('subaward.sheet.recipient'), subaward.recipient_name],
    [t('subaward.sheet.uei'), subaward.recipient_uei],
    [t('subaward.sheet.fain'), award.award_number],
    [t('subaward.sheet.award_date'), award.federal_award_on && format.dateWithYear(award.federal_award_on)],
    [t('subaward.sheet.period'), range(subaward.starts_on, subaward.ends_on)],
    [t('subaward.sheet.budget_period'), range(subaward.budget_starts_on, subaward.budget_ends_on)],
    [t('subaward.sheet.this_action'), last ? `${format.money(last.amount_cents)} (${format.dateWithYear(last.action_on)})` : null],
    [t('subaward.sheet.obligated'), format.money(subaward.total_cents)],
    [t('subaward.sheet.committed'), format.money(Math.max(subaward.committed_cents ?? 0, subaward.total_cents))],
    [t('subaward.sheet.description'), subaward.description || null],
    [t('subaward.sheet.agency'), [award.component_name, t('subaward.sheet.doj')].filter(Boolean).join(', ')],
    [
      t('subaward.sheet.passer'),
      [passer.city_name, passer.office_name, passer.address, passer.uei && `UEI ${passer.uei}`].filter(Boolean).join(', '),
    ],
    [t('subaward.sheet.contact'), [award.lead_name, award.lead_email].filter(Boolean).join(', ') || null],
    [
      t('subaward.sheet.listing'),
      award.listing_number ? `${award.listing_number} ${award.listing_title ?? ''}: ${format.money(subaward.total_cents)}` : null,
    ],
    [t('subaward.sheet.research'), t(subaward.is_research ? 'subaward.yes' : 'subaward.no')],
    [
      t('subaward.sheet.indirect'),
      subaward.indirect_rate_bp === null ? null : t('subaward.percent', { rate: writeRate(subaward.indirect_rate_bp) }),
    ],
  ];
  return (
    <article className="subaward-sheet">
      <p className="secondary">{t('subaward.sheet.cite')}</p>
      <PageTitle title={t('subaward.sheet.title', { name: subaward.recipient_name ?? subaward.organization_name })} />
      <p>{[subaward.title, subaward.subaward_number].filter(Boolean).join(' · ')}</p>
      <table>
        <tbody>
          {lines.map(([label, value]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{value ?? missing}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>{t('subaward.sheet.terms')}</h2>
      <ul>
        <li>{t('subaward.sheet.term_rules')}</li>
        <li>{t('subaward.sheet.term_access')}</li>
        <li>{t('subaward.sheet.term_close', { days: 90 })}</li>
        {subaward.expects_audit && <li>{t('subaward.sheet.term_audit')}</li>}
      </ul>
      {subaward.terms && (
        <>
          <h2>{t('subaward.sheet.more_terms')}</h2>
          <p className="lines">{subaward.terms}</p>
        </>
      )}
      {subaward.monitoring_plan && (
        <>
          <h2>{t('subaward.sheet.monitoring')}</h2>
          <p className="lines">{subaward.monitoring_plan}</p>
        </>
      )}
      <p className="secondary">{t('subaward.sheet.as_of', { day: format.dateWithYear(subaward.today) })}</p>
    </article>
  );
}
