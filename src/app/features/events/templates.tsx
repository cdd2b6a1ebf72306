import '../../styles/event-record.css';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { toRefusal } from '../../../data/refusals.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused, RefusedLine } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { useEventActs } from './actions.ts';
import { type EventTemplate, useTemplates } from './use-templates.ts';

/** The templates of events: to begin with one, to rename it, or to offer it no longer. */
export function EventTemplates() {
  const { t } = useWords();
  const templates = useTemplates();
  const mayEdit = useAllowed('events', 'edit');
  return (
    <div className="page">
      <p className="record-back-always">
        <Link to="/events">{t('event.back')}</Link>
      </p>
      <PageTitle title={t('event.template.heading')} />
      <p>{t(mayEdit ? 'event.template.lead' : 'event.template.read_only')}</p>
      {templates.error && <Refused error={templates.error} onRetry={templates.retry} />}
      {!templates.isThere && !templates.error && <RowSkeleton rows={3} />}
      {templates.isThere && templates.rows.length === 0 && <p className="secondary">{t('event.template.empty')}</p>}
      <ul className="template-rows">
        {templates.rows.map((row) => (
          <TemplateRow key={row.id} row={row} mayEdit={mayEdit} />
        ))}
      </ul>
    </div>
  );
}

function TemplateRow({ row, mayEdit }: { row: EventTemplate; mayEdit: boolean }) {
  const { t, format } = useWords();
  const { done } = useNotify();
  const acts = useEventActs();
  const [name, setName] = useState<string | null>(null);
  async function change(next: string, isActive: boolean, told: string) {
    const saved = await acts.changeTemplate(row.id, next.trim(), isActive);
    if (!saved) return;
    setName(null);
    done(told, { undo: saved.act });
  }
  return (
    <li>
      <form
        className="template-row"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          if (name !== null) void change(name, row.is_active, t('event.template.renamed'));
        }}
      >
        {name === null ? (
          <span className="template-name">
            {row.name} {!row.is_active && <Tag tone="plain">{t('event.template.inactive')}</Tag>}
            <span className="secondary">{t('event.template.changed', { date: format.instant(row.updated_at) })}</span>
          </span>
        ) : (
          <Input
            autoFocus
            aria-label={t('event.template.name')}
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
        {mayEdit && name === null && (
          <span className="view-acts">
            {row.is_active && <Link to={`/events/create?template=${row.id}`}>{t('event.template.use')}</Link>}
            <button
              type="button"
              className="link"
              aria-label={t('event.template.rename_of', { name: row.name })}
              onClick={() => setName(row.name)}
            >
              {t('event.template.rename')}
            </button>
            <button
              type="button"
              className="link"
              aria-label={t(row.is_active ? 'event.template.retire_of' : 'event.template.offer_of', { name: row.name })}
              onClick={() =>
                void change(
                  row.name,
                  !row.is_active,
                  t(row.is_active ? 'event.template.retired' : 'event.template.offered', { name: row.name }),
                )
              }
            >
              {t(row.is_active ? 'event.template.retire' : 'event.template.offer')}
            </button>
          </span>
        )}
        {name !== null && (
          <span className="view-acts">
            <Button onClick={() => setName(null)}>{t('action.cancel')}</Button>
            <Button type="primary" htmlType="submit" loading={acts.isWorking}>
              {t('event.template.rename')}
            </Button>
          </span>
        )}
      </form>
      {acts.error !== null && toRefusal(acts.error).message && <RefusedLine error={acts.error} />}
    </li>
  );
}
