import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { daysBetween } from '../../../../domain/shared/dates.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useAllowed, useToday } from '../../../providers/office.tsx';
import { Refused, RefusedLine } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { Tag } from '../../../shared/components/tag.tsx';
import { type Deadline, useDeadlineActs, useDeadlines } from './use-journeys.ts';

const DeadlineDialog = lazy(async () => ({ default: (await import('./deadline-dialog.tsx')).DeadlineDialog }));

/** The days that the letters before a deadline are about: the next first, those that are over on request. */
export function DeadlinePart() {
  const { t, tn } = useWords();
  const today = useToday();
  const mayEdit = useAllowed('journeys', 'edit');
  const { deadlines, error, retry } = useDeadlines();
  const [open, setOpen] = useState<Deadline | 'new' | null>(null);
  const [showsOver, setShowsOver] = useState(false);
  const isOver = (one: Deadline) => !one.is_active || one.due_on < today;
  const over = (deadlines ?? []).filter(isOver);
  const shown = (deadlines ?? []).filter((one) => showsOver || !isOver(one));
  return (
    <div className="deadlines">
      <div className="deadlines-head">
        <h3>{t('deadlines.title')}</h3>
        {mayEdit && (
          <Button size="small" onClick={() => setOpen('new')}>
            {t('deadlines.add')}
          </Button>
        )}
      </div>
      {error && <Refused error={error} onRetry={retry} />}
      {!deadlines && !error && <RowSkeleton rows={2} />}
      {deadlines && shown.length === 0 && <p className="secondary">{t(mayEdit ? 'deadlines.empty' : 'deadlines.empty_read')}</p>}
      {shown.length > 0 && (
        <ul className="deadline-rows">
          {shown.map((deadline) => (
            <DeadlineRow
              key={deadline.id}
              deadline={deadline}
              isOver={deadline.due_on < today}
              mayEdit={mayEdit}
              onOpen={() => setOpen(deadline)}
            />
          ))}
        </ul>
      )}
      {over.length > 0 && (
        <p>
          <button type="button" className="link" aria-expanded={showsOver} onClick={() => setShowsOver(!showsOver)}>
            {showsOver ? t('deadlines.hide_over') : tn('deadlines.show_over', over.length)}
          </button>
        </p>
      )}
      <Suspense>{open && <DeadlineDialog deadline={open === 'new' ? null : open} onClose={() => setOpen(null)} />}</Suspense>
    </div>
  );
}

type DeadlineRowProps = { deadline: Deadline; isOver: boolean; mayEdit: boolean; onOpen: () => void };

function DeadlineRow({ deadline, isOver, mayEdit, onOpen }: DeadlineRowProps) {
  const { t, tn, format } = useWords();
  const { done } = useNotify();
  const today = useToday();
  const acts = useDeadlineActs();
  const { title, due_on, is_active, url } = deadline;
  const left = daysBetween(today, due_on);
  const turn = () =>
    acts.save(deadline, { is_active: !is_active }, (act) =>
      done(t(is_active ? 'deadlines.retired' : 'deadlines.again', { title }), { undo: act }),
    );
  return (
    <li>
      <div className="deadline-row">
        <p>
          <b>{title}</b> {!is_active && <Tag tone="plain">{t('deadlines.inactive')}</Tag>}
          <span className="secondary deadline-facts">
            {format.dateWithYear(due_on)}
            {!isOver && ` · ${left === 0 ? t('deadlines.today') : tn('deadlines.in_days', left)}`}
            {url && (
              <>
                {' · '}
                <a href={url} target="_blank" rel="noreferrer">
                  {new URL(url).hostname}
                </a>
              </>
            )}
          </span>
        </p>
        {mayEdit && (
          <p className="journey-step-acts">
            <button type="button" className="link" aria-label={t('deadlines.change_of', { title })} onClick={onOpen}>
              {t('deadlines.change')}
            </button>
            {!isOver && (
              <button
                type="button"
                className="link"
                aria-label={t(is_active ? 'deadlines.retire_of' : 'deadlines.offer_of', { title })}
                disabled={acts.isWorking}
                onClick={() => void turn()}
              >
                {t(is_active ? 'deadlines.retire' : 'deadlines.offer')}
              </button>
            )}
          </p>
        )}
      </div>
      <RefusedLine error={acts.error} />
    </li>
  );
}
