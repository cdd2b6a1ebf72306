import '../../styles/report.css';
import '../../styles/reach.css';
import { Select } from 'antd';
import { Link } from 'react-router';
import { cityPeople } from '../../../domain/events/reach.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { PopulationsFile } from './populations-file.tsx';
import { ReachChart } from './reach-chart.tsx';
import { DistrictTable, LanguageTable } from './reach-tables.tsx';
import { Suggestions } from './suggestions.tsx';
import { type Span, spans, useReach } from './use-reach.ts';

/** Where should the next events go: whom outreach reached, beside who lives where and speaks what. */
export function OutreachReach() {
  const { t } = useWords();
  const mayImport = useAllowed('events', 'edit');
  const { span, choose, reach, isOld, error, retry } = useReach();
  const isKnown = reach !== null && cityPeople(reach) !== null;
  return (
    <div className="page-list reach" aria-busy={isOld}>
      <p className="record-back-always">
        <Link to="/events">{t('event_list.to_calendar')}</Link>
      </p>
      <div className="page-head">
        <PageTitle title={t('reach.title')} />
        <Select
          aria-label={t('reach.span')}
          showSearch={false}
          value={span}
          options={spans.map((value) => ({ value, label: t('reach.months', { count: String(value) }) }))}
          onChange={(value: Span) => choose(value)}
        />
      </div>
      <p className="page-lead">{t('reach.lead')}</p>
      {error && <Refused error={error} onRetry={retry} />}
      {!reach && !error && <RowSkeleton rows={6} />}
      {reach && !isKnown && <Unknown mayImport={mayImport} onTaken={retry} />}
      {reach && isKnown && (
        <>
          <Suggestions reach={reach} />
          <ReachChart reach={reach} />
        </>
      )}
      {reach && (
        <>
          <DistrictTable reach={reach} />
          <LanguageTable reach={reach} />
        </>
      )}
      {reach && isKnown && (
        <section aria-labelledby="reach-file">
          <h2 id="reach-file">{t('reach.file')}</h2>
          <p className="page-lead">{t(mayImport ? 'reach.file_again' : 'reach.file_reason')}</p>
          {mayImport && <PopulationsFile onTaken={retry} />}
        </section>
      )}
    </div>
  );
}

/** Nobody knows yet who lives where: what to bring, and in which form. */
function Unknown({ mayImport, onTaken }: { mayImport: boolean; onTaken: () => void }) {
  const { t } = useWords();
  return (
    <section className="empty reach-empty" aria-labelledby="reach-unknown">
      <h2 id="reach-unknown">{t('reach.unknown_title')}</h2>
      <p>{t('reach.unknown_lead')}</p>
      <pre className="reach-sample">{t('reach.sample')}</pre>
      <p className="secondary">{t('reach.sample_note')}</p>
      {mayImport ? <PopulationsFile onTaken={onTaken} /> : <p className="secondary">{t('reach.file_reason')}</p>}
    </section>
  );
}
