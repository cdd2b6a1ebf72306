import '../../styles/record.css';
import '../../styles/event-record.css';
import '../../styles/awards.css';
import '../../styles/answers.css';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { AnswerCardFacts } from '../../../domain/legislation/answer-card.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { Grade } from '../../shared/answers/grade.tsx';
import { answerTones } from '../../shared/answers/tones.ts';
import { useLawWords } from '../../shared/answers/use-law-words.ts';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused, RefusedLine } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { RecordHistory } from '../../shared/history/record-history.tsx';
import { useActs } from '../../shared/hooks/use-acts.ts';
import { useRemembered } from '../../shared/recents.ts';
import { type AnswerMove, MoveDialog } from './move-dialog.tsx';
import { Receivers } from './receivers.tsx';
import { useAnswer } from './use-answer.ts';

/** One answer: what it says in each language, what it rests on, until when it holds, who was given it. */
export function AnswerShow() {
  const { id = '' } = useParams();
  const record = useAnswer(id);
  if (record.error && !record.facts) return <Refused error={record.error} onRetry={record.retry} />;
  if (!record.facts) return <RowSkeleton rows={6} />;
  return <Record key={id} facts={record.facts} />;
}

function Record({ facts }: { facts: AnswerCardFacts }) {
  const { t, format } = useWords();
  const { card } = facts;
  const { law } = useLawWords();
  useRemembered({ to: `/answers/${facts.id}`, title: card.title, second: t(`answers.state.${card.state}`) });
  return (
    <article className="award-record" aria-label={card.title}>
      <header className="award-head">
        <p className="record-back-always">
          <Link to="/answers">{t('answers.back')}</Link>
        </p>
        <PageTitle title={card.title} />
        <p className="record-tags">
          <Tag tone={answerTones[card.state]}>{t(`answers.state.${card.state}`)}</Tag>
          <span className="secondary">{t('answers.edition', { number: format.number(card.edition) })}</span>
        </p>
        {card.review_reason && (
          <p className="event-sentence late">
            {t(`answers.why.${card.review_reason}`, { number: facts.review_law?.file_number ?? '' })}
            {facts.review_law && (
              <>
                {' '}
                <Link to={`/legislation/${facts.review_law.id}`}>{law(facts.review_law)}</Link>
              </>
            )}{' '}
            {card.review_note}
          </p>
        )}
        {facts.is_due && card.review_by && (
          <p className="event-sentence late">{t('answers.due_since', { day: format.dateWithYear(card.review_by) })}</p>
        )}
      </header>
      <div className="event-overview">
        <div className="event-verbs">
          <Verbs facts={facts} />
        </div>
        <section className="event-story" aria-label={card.title}>
          <Texts texts={facts.texts} />
          <Receivers card={facts.id} />
          <Editions facts={facts} />
          <RecordHistory table="answer_cards" id={facts.id} />
        </section>
        <div className="event-facts">
          <FactList facts={facts} />
        </div>
      </div>
    </article>
  );
}

function Verbs({ facts }: { facts: AnswerCardFacts }) {
  const { t } = useWords();
  const { done } = useNotify();
  const navigate = useNavigate();
  const mayEdit = useAllowed('answer_cards', 'edit');
  const acts = useActs(['answer_cards']);
  const [asked, setAsked] = useState<AnswerMove | null>(null);
  const { card } = facts;
  if (!mayEdit) return <p className="secondary">{t('answers.read_only')}</p>;
  const go = (to: 'retired' | 'draft') =>
    acts.rpc('move_answer_card', { p_id: facts.id, p_version: card.version, p_to: to }, ({ act }) =>
      done(t(`answers.moved.${to}`), { undo: act }),
    );
  return (
    <>
      {card.state !== 'retired' && (
        <Button type={card.state === 'current' && !facts.is_due ? 'default' : 'primary'} onClick={() => setAsked('current')}>
          {t(card.state === 'draft' ? 'answers.publish' : 'answers.check')}
        </Button>
      )}
      <Button onClick={() => navigate(`/answers/${facts.id}/edit`)}>{t('answers.edit')}</Button>
      <span className="verb-links">
        {card.state === 'current' && (
          <button type="button" className="link" onClick={() => setAsked('review')}>
            {t('answers.doubt')}
          </button>
        )}
        <button
          type="button"
          className="link"
          disabled={acts.isWorking}
          onClick={() => void go(card.state === 'retired' ? 'draft' : 'retired')}
        >
          {t(card.state === 'retired' ? 'answers.take_back' : 'answers.retire')}
        </button>
      </span>
      <RefusedLine error={acts.error} />
      {asked && <MoveDialog facts={facts} to={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

function Texts({ texts }: { texts: AnswerCardFacts['texts'] }) {
  const { t } = useWords();
  const { languages } = useReferences();
  return texts.map((text) => (
    <section key={text.language} aria-label={languages.find(({ code }) => code === text.language)?.name ?? text.language}>
      <h2>
        {languages.find(({ code }) => code === text.language)?.name ?? text.language} <Grade text={text.body} language={text.language} />
      </h2>
      {text.is_older && <p className="notice notice-amber">{t('answers.older')}</p>}
      <p className="lines" lang={text.language}>
        {text.body}
      </p>
    </section>
  ));
}

/** What it said before: whoever was given an old edition was told this. */
function Editions({ facts }: { facts: AnswerCardFacts }) {
  const { t, tn, format } = useWords();
  if (facts.editions.length === 0) return null;
  return (
    <details className="things-done">
      <summary>{tn('answers.editions', facts.editions.length)}</summary>
      {facts.editions.map((edition) => (
        <section key={edition.number}>
          <h3>
            {t('answers.edition', { number: format.number(edition.number) })}{' '}
            <span className="secondary">{[format.instant(edition.on), edition.by].filter(Boolean).join(' · ')}</span>
          </h3>
          {edition.texts.map((text) => (
            <p key={text.language} className="lines" lang={text.language}>
              {text.body}
            </p>
          ))}
        </section>
      ))}
    </details>
  );
}

function FactList({ facts }: { facts: AnswerCardFacts }) {
  const { t, format } = useWords();
  const { cite } = useLawWords();
  const { card } = facts;
  const day = (on: string | null) => (on ? format.dateWithYear(on) : t('award.not_entered'));
  return (
    <dl className="facts">
      <div>
        <dt>{t('answers.rests_on')}</dt>
        <dd>
          {facts.citations.length === 0
            ? t('answers.rests_on_nothing')
            : facts.citations.map((one) => (
                <span key={`${one.legislation_id} ${one.section_id}`} className="fact-line">
                  <Link to={`/legislation/${one.legislation_id}`}>{cite(one)}</Link>
                  {(one.state === 'amended' || one.state === 'repealed') && (
                    <span className="secondary fact-more">{t(`law.state.${one.state}`)}</span>
                  )}
                </span>
              ))}
        </dd>
      </div>
      <div>
        <dt>{t('answers.checked_on')}</dt>
        <dd>
          {day(card.checked_on)}
          {facts.checked_by && card.checked_on && <span className="secondary fact-more">{facts.checked_by}</span>}
        </dd>
      </div>
      <div>
        <dt>{t('answers.review_by')}</dt>
        <dd>{day(card.review_by)}</dd>
      </div>
      <div>
        <dt>{t('field.topic_id')}</dt>
        <dd>{facts.topic ?? t('answers.any_topic')}</dd>
      </div>
      <div>
        <dt>{t('answers.owner')}</dt>
        <dd>{facts.owner ?? t('changes.nobody')}</dd>
      </div>
    </dl>
  );
}
