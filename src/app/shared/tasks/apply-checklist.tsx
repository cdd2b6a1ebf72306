import { useList } from '@refinedev/core';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { RecordRef, RecordTable } from '../../../domain/shared/record.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { Refused, RefusedLine } from '../components/refused.tsx';
import { countItems, useTaskActs } from './actions.ts';

type ChecklistChoice = {
  id: string;
  name: string;
  description: string;
  record_table: RecordTable | null;
  items: { title: string; sort_order: number }[];
  topics: { id: string }[];
};

type ApplyChecklistProps = { record: RecordRef; topicId?: string | undefined; onClose: () => void };

/** Chooses one checklist or several, shows what they will ask for, and makes their tasks in one act. */
export function ApplyChecklist({ record, topicId, onClose }: ApplyChecklistProps) {
  const { t, tn } = useWords();
  const acts = useTaskActs();
  const mayEdit = useAllowed('checklists', 'edit');
  const { query } = useList<ChecklistChoice>({
    resource: 'checklists',
    meta: { select: 'id,name,description,record_table,items:checklist_items(title,sort_order),topics(id)' },
    filters: [{ field: 'is_active', operator: 'eq', value: true }],
    sorters: [{ field: 'name', order: 'asc' }],
    pagination: { mode: 'off' },
    errorNotification: false,
  });
  const offered = (query.data?.data ?? []).filter((one) => one.record_table === null || one.record_table === record.table);
  const ofTopic = offered.find((one) => one.topics.some((topic) => topic.id === topicId));
  const [ticked, setTicked] = useState<string[] | null>(null);
  const ids = ticked ?? (ofTopic ? [ofTopic.id] : []);
  const chosen = offered.filter(({ id }) => ids.includes(id));

  if (query.error) return <Refused error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isSuccess && offered.length === 0) {
    return (
      <div className="task-form">
        <p className="task-form-title">{t('tasks.no_checklists')}</p>
        <div className="task-form-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          {mayEdit && <Link to="/settings/checklists">{t('tasks.to_checklists')}</Link>}
        </div>
      </div>
    );
  }
  return (
    <form
      className="task-form"
      onSubmit={async (event) => {
        event.preventDefault();
        if (chosen.length > 0 && (await acts.apply(chosen, record))) onClose();
      }}
    >
      <fieldset className="task-form-title task-choices">
        <legend className="field-label">{t('tasks.checklists')}</legend>
        {offered.map((one) => (
          <div key={one.id}>
            <label className="check">
              <input
                type="checkbox"
                checked={ids.includes(one.id)}
                onChange={(event) => setTicked(event.target.checked ? [...ids, one.id] : ids.filter((id) => id !== one.id))}
              />
              <span>{one.name}</span>
            </label>
            {ids.includes(one.id) && (
              <>
                {one.description && <p className="secondary">{one.description}</p>}
                <ol className="task-preview">
                  {[...one.items]
                    .sort((a, b) => a.sort_order - b.sort_order)
                    .map((item) => (
                      <li key={item.sort_order}>{item.title}</li>
                    ))}
                </ol>
              </>
            )}
          </div>
        ))}
      </fieldset>
      <RefusedLine error={acts.error} />
      <div className="task-form-foot">
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button type="primary" htmlType="submit" disabled={chosen.length === 0} loading={acts.isWorking}>
          {chosen.length > 0 ? tn('tasks.apply', countItems(chosen)) : t('tasks.checklist_use')}
        </Button>
      </div>
    </form>
  );
}
