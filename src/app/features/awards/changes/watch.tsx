import { Button } from 'antd';
import { useState } from 'react';
import type { AwardChanges, Watch } from '../../../../domain/awards/changes.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { ScrollRegion } from '../../../shared/components/scroll-region.tsx';
import { Tag } from '../../../shared/components/tag.tsx';
import { useAwardActs } from '../actions.ts';
import { MoveForm } from './move-form.tsx';

type WatchSectionProps = { award: string; changes: AwardChanges; onPropose: (cents: Record<string, number>) => void };

const tones = { ok: 'green', amber: 'amber', needed: 'brick', not_watched: 'plain', no_budget: 'plain' } as const;

/** How the watch stands, in a sentence. */
export function WatchSentence({ watch }: { watch: Watch }) {
  const { t, format } = useWords();
  const values = {
    moved: format.cents(watch.moved_cents),
    limit: format.cents(watch.limit_cents),
    percent: format.number(Math.trunc(watch.share_bp / 10) / 10),
    categories: watch.new_categories.map((one) => t(`money.category.${one}`)).join(', '),
  };
  return (
    <p className="changes-watch">
      <Tag tone={tones[watch.state]}>{t(`changes.watch.${watch.state}`)}</Tag>{' '}
      {watch.state === 'no_budget' ? t('changes.watch_no_budget') : t('changes.watch_sentence', values)}
      {watch.new_categories.length > 0 && ` ${t('changes.watch_new', values)}`}
    </p>
  );
}

/** The ten percent watch: the sentence, a line a category, the moves, and a form for the next. */
export function WatchSection({ award, changes: { watch, lines, moves, award: facts }, onPropose }: WatchSectionProps) {
  const { t, format } = useWords();
  const { done } = useNotify();
  const acts = useAwardActs();
  const mayEdit = useAllowed('awards', 'edit');
  const [isMoving, setMoving] = useState(false);
  const shown = lines.filter((line) => line.approved_cents !== 0 || line.moved_cents !== 0 || line.spent_cents !== 0);
  const mayMove = mayEdit && watch.state !== 'no_budget' && ['awarded', 'active', 'suspended'].includes(facts.status);
  const most = Math.max(1, ...shown.map((line) => Math.max(line.approved_cents + Math.max(0, line.moved_cents), line.spent_cents)));

  const remove = (id: string) =>
    void acts.rpc('remove_budget_move', { p_id: id }, ({ act }) => done(t('changes.move_removed'), { undo: act }));
  return (
    <section aria-labelledby="changes-watch">
      <div className="money-head">
        <h2 id="changes-watch">{t('changes.watch')}</h2>
        {mayMove && !isMoving && <Button onClick={() => setMoving(true)}>{t('changes.move')}</Button>}
      </div>
      <WatchSentence watch={watch} />
      {isMoving && <MoveForm award={award} lines={lines} onClose={() => setMoving(false)} onPropose={onPropose} />}
      {shown.length > 0 && (
        <ScrollRegion label={t('changes.by_category')}>
          <table className="reach-table money-table">
            <thead>
              <tr>
                <th scope="col">{t('money.category')}</th>
                <th scope="col">{t('changes.approved')}</th>
                <th scope="col">{t('changes.moved')}</th>
                <th scope="col">{t('changes.spent')}</th>
                <th scope="col">{t('changes.beyond')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((line) => (
                <tr key={line.category}>
                  <th scope="row">
                    {t(`money.category.${line.category}`)}
                    <span className="changes-bar" aria-hidden="true">
                      <span className="changes-bar-approved" style={{ width: `${(line.approved_cents / most) * 100}%` }} />
                      <span className="changes-bar-spent" style={{ width: `${(Math.max(0, line.spent_cents) / most) * 100}%` }} />
                    </span>
                  </th>
                  <td>{format.cents(line.approved_cents)}</td>
                  <td>{line.moved_cents === 0 ? <span className="secondary">–</span> : format.cents(line.moved_cents)}</td>
                  <td>{line.spent_cents === 0 ? <span className="secondary">–</span> : format.cents(line.spent_cents)}</td>
                  <td className={line.delta_cents > 0 ? 'money-over' : undefined}>
                    {line.delta_cents === 0 ? <span className="secondary">–</span> : format.cents(line.delta_cents)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
      {moves.length > 0 && (
        <ul className="changes-list" aria-label={t('changes.moves')}>
          {moves.map((move) => (
            <li key={move.id}>
              <span className="secondary">{format.dateWithYear(move.moved_on)}</span>{' '}
              {t('changes.move_line', {
                amount: format.cents(move.amount_cents),
                from: t(`money.category.${move.from_category}`),
                to: t(`money.category.${move.to_category}`),
              })}
              <span className="secondary">
                {' '}
                · {move.reason}
                {move.created_by_name && ` · ${move.created_by_name}`}
              </span>
              {mayMove && (
                <button type="button" className="link" disabled={acts.isWorking} onClick={() => remove(move.id)}>
                  {t('changes.remove')}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      <RefusedLine error={acts.error} />
    </section>
  );
}
