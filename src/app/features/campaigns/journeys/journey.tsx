import { Button, Switch } from 'antd';
import { lazy, type ReactNode, Suspense, useId, useState } from 'react';
import { inOrderOf } from '../../../../domain/campaigns/journeys.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { StepLine } from './step-line.tsx';
import type { Journey, JourneyCounts, JourneyStep } from './use-journeys.ts';
import { missingIn, type Templates } from './use-templates.ts';

const BeginDialog = lazy(async () => ({ default: (await import('./begin-dialog.tsx')).BeginDialog }));
const StepDialog = lazy(async () => ({ default: (await import('./step-dialog.tsx')).StepDialog }));
const SwitchDialog = lazy(async () => ({ default: (await import('./switch-dialog.tsx')).SwitchDialog }));

type JourneyPartProps = { journey: Journey; counts: JourneyCounts | null; ours: Templates; children?: ReactNode };

/** One journey: what it does, whether it is on, and its letters in the order in which somebody gets them. */
export function JourneyPart({ journey, counts, ours, children }: JourneyPartProps) {
  const { t } = useWords();
  const id = useId();
  const mayEdit = useAllowed('journeys', 'edit');
  const [open, setOpen] = useState<'begin' | 'switch' | 'new' | JourneyStep | null>(null);
  const { kind } = journey;
  const steps = inOrderOf(kind, journey.steps);
  const close = () => setOpen(null);
  return (
    <section className="journey" aria-labelledby={id}>
      <header className="journey-head">
        <div>
          <h2 id={id}>{t(`journeys.kind.${kind}`)}</h2>
          <p>{t(`journeys.what.${kind}`)}</p>
        </div>
        <JourneySwitch journey={journey} onChange={() => setOpen('switch')} />
      </header>
      {steps.length === 0 ? (
        <div className="journey-empty">
          <p>{t(mayEdit ? 'journeys.empty' : 'journeys.empty_read')}</p>
          {mayEdit && (
            <p className="journey-acts">
              <Button onClick={() => setOpen('begin')}>{t('journeys.begin')}</Button>
              <button type="button" className="link" onClick={() => setOpen('new')}>
                {t('journeys.begin_empty')}
              </button>
            </p>
          )}
        </div>
      ) : (
        <>
          <ol className="journey-steps" aria-label={t('journeys.letters_of', { journey: t(`journeys.kind.${kind}`) })}>
            {steps.map((step) => (
              <StepLine
                key={step.id}
                journey={journey}
                step={step}
                counts={counts?.letters[step.campaign.id] ?? null}
                mayEdit={mayEdit}
                onMove={() => setOpen(step)}
              />
            ))}
          </ol>
          {mayEdit && (
            <p className="journey-acts">
              <button type="button" className="link" onClick={() => setOpen('new')}>
                {t('journeys.add')}
              </button>
              {missingIn(journey, ours.all)?.length === 0 ? (
                <span className="secondary">{t('journeys.all_ours')}</span>
              ) : (
                <button type="button" className="link" onClick={() => setOpen('begin')}>
                  {t('journeys.add_ours')}
                </button>
              )}
            </p>
          )}
        </>
      )}
      {kind === 'inquiry_closed' && counts && <Answers answers={counts.answers} />}
      {children}
      <Suspense>
        {open === 'begin' && <BeginDialog journey={journey} ours={ours} onClose={close} />}
        {open === 'switch' && <SwitchDialog journey={journey} counts={counts} onClose={close} />}
        {open !== null && open !== 'begin' && open !== 'switch' && (
          <StepDialog journey={journey} step={open === 'new' ? null : open} onClose={close} />
        )}
      </Suspense>
    </section>
  );
}

/** Whether it is on, in words for everybody and as a switch for whoever may; and why it cannot be switched yet. */
function JourneySwitch({ journey, onChange }: { journey: Journey; onChange: () => void }) {
  const { t, format } = useWords();
  const id = useId();
  const maySwitch = useAllowed('journeys', 'approve');
  const mayEdit = useAllowed('journeys', 'edit');
  const { is_on, turned_on_at, steps, kind } = journey;
  const isReady = is_on || steps.some(({ campaign }) => campaign.status === 'approved');
  return (
    <div className="journey-switch">
      <p>
        {maySwitch && (
          <Switch
            id={id}
            aria-label={t('journeys.switch_of', { journey: t(`journeys.kind.${kind}`) })}
            aria-describedby={`${id}-state`}
            checked={is_on}
            disabled={!isReady}
            onChange={onChange}
          />
        )}
        <span id={`${id}-state`}>
          {is_on && turned_on_at ? t('journeys.on_since', { when: format.instant(turned_on_at) }) : t('journeys.off')}
        </span>
      </p>
      {maySwitch && !isReady && steps.length > 0 && <p className="secondary">{t('journeys.not_ready')}</p>}
      {mayEdit && !maySwitch && <p className="secondary">{t('journeys.switch_not')}</p>}
    </div>
  );
}

function Answers({ answers }: { answers: JourneyCounts['answers'] }) {
  const { t, format } = useWords();
  const all = answers.yes + answers.no + answers.not_yet;
  if (all === 0) return null;
  const count = (key: keyof typeof answers) => format.number(answers[key]);
  return <p className="secondary">{t('journeys.answers', { yes: count('yes'), not_yet: count('not_yet'), no: count('no') })}</p>;
}
