import { Button } from 'antd';
import { useState } from 'react';
import type { AwardChanges, Condition } from '../../../../domain/awards/changes.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useAllowed, useToday } from '../../../providers/office.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { Tag } from '../../../shared/components/tag.tsx';
import { useAwardActs } from '../actions.ts';
import { ClearDialog } from './clear-dialog.tsx';
import { ConditionForm } from './condition-form.tsx';

/** Award Conditions: what has to be met, what is withheld until then, what showed that it is met. */
export function Conditions({ award, changes }: { award: string; changes: AwardChanges }) {
  const { t, format } = useWords();
  const { done } = useNotify();
  const acts = useAwardActs();
  const mayEdit = useAllowed('awards', 'edit');
  const [editing, setEditing] = useState<string | null>(null);
  const [clearing, setClearing] = useState<string | null>(null);
  const { conditions, withheld_cents, award: facts } = changes;
  const mayAdd = mayEdit && !['applied', 'declined'].includes(facts.status);
  const cleared = conditions.find(({ id }) => id === clearing);
  const reopen = ({ id, version }: Condition) =>
    void acts.rpc('reopen_condition', { p_id: id, p_version: version }, ({ act }) => done(t('changes.condition_reopened'), { undo: act }));
  const remove = ({ id }: Condition) =>
    void acts.rpc('remove_condition', { p_id: id }, ({ act }) => done(t('changes.condition_removed'), { undo: act }));
  return (
    <section aria-labelledby="changes-conditions">
      <div className="money-head">
        <h2 id="changes-conditions">{t('changes.conditions')}</h2>
        {mayAdd && editing !== 'new' && <Button onClick={() => setEditing('new')}>{t('changes.add_condition')}</Button>}
      </div>
      {withheld_cents > 0 && <p>{t('changes.withheld_now', { amount: format.cents(withheld_cents) })}</p>}
      {editing === 'new' && <ConditionForm award={award} condition={null} onClose={() => setEditing(null)} />}
      {conditions.length === 0 && editing !== 'new' && <p className="secondary">{t('changes.no_conditions')}</p>}
      <RefusedLine error={acts.error} />
      <ul className="changes-list">
        {conditions.map((one) =>
          editing === one.id ? (
            <li key={one.id}>
              <ConditionForm award={award} condition={one} onClose={() => setEditing(null)} />
            </li>
          ) : (
            <li key={one.id}>
              <ConditionLine one={one} />
              {mayEdit && (
                <span className="changes-acts">
                  {one.cleared_on ? (
                    <button type="button" className="link" disabled={acts.isWorking} onClick={() => reopen(one)}>
                      {t('changes.reopen')}
                    </button>
                  ) : (
                    <>
                      <button type="button" className="link" onClick={() => setClearing(one.id)}>
                        {t('changes.clear')}
                      </button>
                      <button type="button" className="link" onClick={() => setEditing(one.id)}>
                        {t('changes.act.edit')}
                      </button>
                      <button type="button" className="link" disabled={acts.isWorking} onClick={() => remove(one)}>
                        {t('changes.remove')}
                      </button>
                    </>
                  )}
                </span>
              )}
            </li>
          ),
        )}
      </ul>
      {cleared && <ClearDialog key={cleared.version} condition={cleared} onClose={() => setClearing(null)} />}
    </section>
  );
}

function ConditionLine({ one }: { one: Condition }) {
  const { t, format } = useWords();
  const today = useToday();
  const isLate = !one.cleared_on && one.due_on !== null && one.due_on < today;
  return (
    <div className="changes-line">
      <p>
        <b>{one.number ? t('changes.condition_number', { number: one.number }) : t('changes.condition')}</b>{' '}
        {one.cleared_on ? (
          <Tag tone="green">{t('changes.cleared', { day: format.dateWithYear(one.cleared_on) })}</Tag>
        ) : (
          <Tag tone={isLate ? 'brick' : 'amber'}>
            {one.due_on ? t(isLate ? 'changes.was_due' : 'changes.due', { day: format.dateWithYear(one.due_on) }) : t('changes.open')}
          </Tag>
        )}{' '}
        {one.withheld_cents > 0 && (
          <span className={one.cleared_on ? 'secondary' : undefined}>
            {t(one.cleared_on ? 'changes.was_withheld' : 'changes.withholds', { amount: format.cents(one.withheld_cents) })}
          </span>
        )}
      </p>
      <p className="lines">{one.text}</p>
      {one.evidence && <p className="lines secondary">{t('changes.evidence_is', { evidence: one.evidence })}</p>}
      {(one.owner_name || one.cleared_by_name) && (
        <p className="secondary">
          {[
            one.owner_name && t('changes.owner_is', { name: one.owner_name }),
            one.cleared_by_name && t('changes.cleared_by', { name: one.cleared_by_name }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
    </div>
  );
}
