import '../../../styles/awards.css';
import '../../../styles/award-schedule.css';
import '../../../styles/award-radar.css';
import { Button } from 'antd';
import type { KeyboardEvent } from 'react';
import { Link } from 'react-router';
import { bySeverity, type RadarAnswer } from '../../../../domain/awards/radar.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { Refused } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { CityReports } from './city.tsx';
import { RadarFilters } from './filters.tsx';
import { RadarLine } from './line.tsx';
import { RadarPdf } from './pdf.tsx';
import { useRadar } from './use-radar.ts';
import { useRadarWords } from './use-radar-words.ts';

/** What all awards owe, the worst first: to be worked through at a desk, and read from the last row of a meeting. */
export function AwardRadar() {
  const { t, tn } = useWords();
  const radar = useRadar();
  const { answer, query } = radar;
  const left = answer ? answer.total - answer.rows.length : 0;
  return (
    <div className={query.isLarge ? 'page-list radar radar-large' : 'page-list radar'}>
      <div className="page-head">
        <PageTitle title={t('radar.title')} />
        <div className="page-acts">
          <Link to="/awards">{t('nav.awards')}</Link>
          <RadarPdf asked={radar.asked} />
        </div>
      </div>
      {answer && <RadarLead answer={answer} />}
      <RadarFilters query={query} components={radar.components} change={radar.change} />
      {radar.error && !answer ? (
        <Refused error={radar.error} onRetry={radar.retry} />
      ) : answer === null ? (
        <RowSkeleton rows={8} />
      ) : (
        <>
          {answer.rows.length === 0 && (
            <div className="empty">
              <p>{tn('radar.empty', answer.within)}</p>
              <p>{t('radar.empty_hint')}</p>
            </div>
          )}
          {bySeverity(answer.rows).map((group) => (
            <section key={group.severity} className="radar-group" aria-labelledby={`radar-${group.severity}`}>
              <h2 id={`radar-${group.severity}`}>{t(`radar.group.${group.severity}`)}</h2>
              {group.severity === 5 && <p className="secondary">{t('radar.by_rule')}</p>}
              <ul className="radar-lines" onKeyDown={moveBetweenLines}>
                {group.rows.map((row) => (
                  <RadarLine key={row.id} row={row} today={answer.today} />
                ))}
              </ul>
            </section>
          ))}
          {left > 0 && (
            <p>
              <Button onClick={radar.more}>{tn('radar.more', left)}</Button>
            </p>
          )}
          <Quiet answer={answer} />
          <CityReports shown={answer.rows} />
        </>
      )}
    </div>
  );
}

function RadarLead({ answer }: { answer: RadarAnswer }) {
  const { t, format } = useWords();
  const words = useRadarWords();
  return (
    <div className="radar-lead">
      <p className="radar-sentence">
        {words.lead(answer).map(({ text, tone }) => (
          <span key={text} className={tone}>
            {text}{' '}
          </span>
        ))}
      </p>
      <p className="secondary">{t('radar.as_of', { day: format.fullDate(answer.today) })}</p>
    </div>
  );
}

/** Awards that owe nothing as far as the radar looks. */
function Quiet({ answer: { quiet, within } }: { answer: RadarAnswer }) {
  const { t, tn, format } = useWords();
  if (quiet.length === 0) return null;
  return (
    <details className="radar-quiet">
      <summary>{tn('radar.quiet', quiet.length, { days: tn('radar.within_days', within).toLowerCase() })}</summary>
      <ul>
        {quiet.map(({ id, title, award_number, next_on }) => (
          <li key={id}>
            <Link to={`/awards/${id}?tab=schedule`}>{title}</Link>{' '}
            <span className="secondary">
              {[award_number, next_on ? t('radar.next', { day: format.dateWithYear(next_on) }) : t('radar.no_next')]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Up and down lead from line to line, over the edges of groups. */
function moveBetweenLines(event: KeyboardEvent<HTMLElement>) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || !(event.target as HTMLElement).matches('.radar-name')) return;
  const names = [...document.querySelectorAll<HTMLElement>('.radar-name')];
  const next = names[names.indexOf(event.target as HTMLElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
