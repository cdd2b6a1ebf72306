import '../../styles/record.css';
import '../../styles/event-record.css';
import '../../styles/awards.css';
import '../../styles/answers.css';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { LegislationFacts } from '../../../domain/legislation/legislation.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { answerTones } from '../../shared/answers/tones.ts';
import { useLawWords } from '../../shared/answers/use-law-words.ts';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { RecordHistory } from '../../shared/history/record-history.tsx';
import { useRemembered } from '../../shared/recents.ts';
import { AmendDialog } from './amend-dialog.tsx';
import { lawTones } from './tones.ts';
import { useLegislation } from './use-legislation.ts';

/** One file of the register: where it stands, its sections, and the answers that rest on it. */
export function LegislationShow() {
  const { id = '' } = useParams();
  const record = useLegislation(id);
  if (record.error && !record.facts) return <Refused error={record.error} onRetry={record.retry} />;
  if (!record.facts) return <RowSkeleton rows={6} />;
  return <Record key={record.facts.id} facts={record.facts} />;
}

function Record({ facts }: { facts: LegislationFacts }) {
  const { t, format } = useWords();
  const navigate = useNavigate();
  const { law } = useLawWords();
  const mayEdit = useAllowed('legislation', 'edit');
  const [isAmending, setAmending] = useState(false);
  const { legislation: one } = facts;
  useRemembered({ to: `/legislation/${facts.id}`, title: one.title, second: law(one) });
  const isOther = one.state === 'amended' || one.state === 'repealed';
  return (
    <article className="award-record" aria-label={one.title}>
      <header className="award-head">
        <p className="record-back-always">
          <Link to="/legislation">{t('law.back')}</Link>
        </p>
        <PageTitle title={one.title} />
        <p className="record-tags">
          <Tag tone={lawTones[one.state]}>{t(`law.state.${one.state}`)}</Tag>
          <span className="award-number">{law(one)}</span>
        </p>
        {isOther && one.amended_on && (
          <p className="event-sentence">
            {t(`law.since.${one.state as 'amended' | 'repealed'}`, { day: format.dateWithYear(one.amended_on) })}{' '}
            {facts.amended_by && (
              <>
                {t('law.by')} <Link to={`/legislation/${facts.amended_by.id}`}>{law(facts.amended_by)}</Link>.
              </>
            )}{' '}
            {one.amended_note}
          </p>
        )}
      </header>
      <div className="event-overview">
        <div className="event-verbs">
          {mayEdit ? (
            <>
              <Button onClick={() => navigate(`/legislation/${facts.id}/edit`)}>{t('law.edit')}</Button>
              <Button onClick={() => setAmending(true)}>{t('law.amend')}</Button>
            </>
          ) : (
            <p className="secondary">{t('law.read_only')}</p>
          )}
        </div>
        <section className="event-story" aria-label={one.title}>
          {one.summary && <p className="lines">{one.summary}</p>}
          <Cards facts={facts} />
          <h2>{t('law.sections')}</h2>
          {facts.sections.length === 0 && <p className="secondary">{t('law.no_sections')}</p>}
          {facts.sections.map((section) => (
            <details key={section.id} className="law-section">
              <summary>
                <b>§ {section.number}</b> {section.title}
              </summary>
              <p className={section.body ? 'lines' : 'secondary'}>{section.body || t('law.no_text')}</p>
            </details>
          ))}
          <RecordHistory table="legislation" id={facts.id} />
        </section>
        <div className="event-facts">
          <dl className="facts">
            <Fact label={t('law.introduced_on')} value={one.introduced_on && format.dateWithYear(one.introduced_on)} />
            <Fact label={t('law.passed_on')} value={one.passed_on && format.dateWithYear(one.passed_on)} />
            <div>
              <dt>{t('law.url')}</dt>
              <dd>
                {one.url ? (
                  <a href={one.url} target="_blank" rel="noopener noreferrer">
                    {new URL(one.url).host}
                  </a>
                ) : (
                  t('award.not_entered')
                )}
              </dd>
            </div>
            {facts.amends.length > 0 && (
              <div>
                <dt>{t('law.amends')}</dt>
                <dd>
                  {facts.amends.map((other) => (
                    <span key={other.id} className="fact-line">
                      <Link to={`/legislation/${other.id}`}>{law(other)}</Link>
                    </span>
                  ))}
                </dd>
              </div>
            )}
          </dl>
        </div>
      </div>
      {isAmending && <AmendDialog facts={facts} onClose={() => setAmending(false)} />}
    </article>
  );
}

function Fact({ label, value }: { label: string; value: string | null }) {
  const { t } = useWords();
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value ?? t('award.not_entered')}</dd>
    </div>
  );
}

/** The answers that rest on it. */
function Cards({ facts }: { facts: LegislationFacts }) {
  const { t, tn } = useWords();
  return (
    <>
      <h2>{t('law.cards_heading')}</h2>
      {facts.cards.length === 0 && <p className="secondary">{t('law.no_cards')}</p>}
      <ul className="law-cards">
        {facts.cards.map((card) => (
          <li key={card.id}>
            <Link to={`/answers/${card.id}`}>{card.title}</Link>{' '}
            <Tag tone={answerTones[card.state]}>{t(`answers.state.${card.state}`)}</Tag>{' '}
            <span className="secondary">
              {[card.sections.map((number) => `§ ${number}`).join(', '), card.given > 0 && tn('answers.given', card.given)]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
