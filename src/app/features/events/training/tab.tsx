import '../../../styles/trainings.css';
import { Link } from 'react-router';
import type { EventRecord } from '../../../../domain/events/event.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { now } from '../../../shared/clock.ts';
import { Refused, RefusedLine } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { TrainingCertificates } from './certificates.tsx';
import { PaperRatings } from './paper.tsx';
import { TrainingResult } from './result.tsx';
import { type Taught, useOutcome, useTraining, useTrainingActs } from './use-training.ts';

/** What a training teaches, with which materials, and what people said of themselves before and after. */
export function TrainingTab({ event }: { event: EventRecord }) {
  const { t } = useWords();
  const mayRate = useAllowed('events', 'open');
  const training = useTraining(event.id);
  const { outcome, refetch } = useOutcome(event.id);
  const acts = useTrainingActs(event.id, refetch);
  const hasBegun = Date.parse(event.starts_at) <= Date.parse(now());
  if (training.error) return <Refused error={training.error} onRetry={training.retry} />;
  if (!training.curricula) return <RowSkeleton rows={4} />;
  return (
    <div className="training-tab">
      <Curriculum event={event} taught={training.taught} curricula={training.curricula} acts={acts} />
      <section aria-label={t('training.result')}>
        <h2>{t('training.result')}</h2>
        {outcome ? <TrainingResult outcome={outcome} /> : <RowSkeleton rows={2} />}
        {hasBegun && mayRate && event.status !== 'cancelled' && <PaperRatings acts={acts} />}
        {!hasBegun && <p className="secondary">{t('training.not_begun')}</p>}
      </section>
      {hasBegun && <TrainingCertificates event={event} />}
    </div>
  );
}

type CurriculumProps = {
  event: EventRecord;
  taught: Taught | null;
  curricula: NonNullable<ReturnType<typeof useTraining>['curricula']>;
  acts: ReturnType<typeof useTrainingActs>;
};

function Curriculum({ event, taught, curricula, acts }: CurriculumProps) {
  const { t, format } = useWords();
  const { done } = useNotify();
  const { languages } = useReferences();
  const mayEdit = useAllowed('events', 'edit');
  const current = curricula.find(({ id }) => id === taught?.curriculum_id);
  const materials = [...(current?.materials ?? [])].sort((a, b) => a.sort_order - b.sort_order);
  const nameOf = (code: string) => languages.find((one) => one.code === code)?.name ?? code;
  const wanted = [...new Set(event.languages.map(({ language }) => language))];
  const missing = wanted.filter((code) => !materials.some(({ language }) => language === code)).map(nameOf);
  async function choose(id: string | null) {
    const act = await acts.setCurriculum(id);
    if (act) done(t('training.chosen'), { undo: act });
  }
  return (
    <section aria-label={t('training.curriculum')}>
      <h2>{t('training.curriculum')}</h2>
      {mayEdit && (
        <ChoiceField
          label={t('training.which')}
          value={taught?.curriculum_id ?? null}
          emptyLabel={t('training.none')}
          options={curricula
            .filter(({ id, is_active }) => is_active || id === taught?.curriculum_id)
            .map(({ id, name, edition }) => ({ value: id, label: t('curricula.named', { name, edition }) }))}
          onChange={(id) => void choose(id)}
          hint={curricula.length === 0 ? t('training.no_curricula') : undefined}
        />
      )}
      <RefusedLine error={acts.chooseError} />
      {taught ? (
        <dl className="facts">
          <div>
            <dt>{t('training.as_held')}</dt>
            <dd>
              {t('curricula.named', { name: taught.name, edition: taught.edition })}
              {taught.hours !== null && (
                <span className="secondary fact-more">{t('training.hours', { hours: format.decimal(Number(taught.hours)) })}</span>
              )}
            </dd>
          </div>
          <div>
            <dt>{t('curricula.datasets')}</dt>
            <dd>{taught.datasets.join(', ') || t('value.none')}</dd>
          </div>
          <div>
            <dt>{t('curricula.materials')}</dt>
            <dd>
              <ul>
                {materials.map(({ id, language, title, url }) => (
                  <li key={id}>
                    <a href={url} target="_blank" rel="noreferrer">
                      {title}
                    </a>{' '}
                    <span className="secondary">{nameOf(language)}</span>
                  </li>
                ))}
              </ul>
              {materials.length === 0 && t('curricula.no_materials')}
              {missing.length > 0 && <p className="notice notice-amber">{t('training.missing', { languages: missing.join(', ') })}</p>}
            </dd>
          </div>
        </dl>
      ) : (
        !mayEdit && <p className="secondary">{t('training.nothing')}</p>
      )}
      <p>
        <Link to="/events/curricula">{t('training.to_curricula')}</Link>
      </p>
    </section>
  );
}
