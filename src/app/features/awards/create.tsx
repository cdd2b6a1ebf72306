import '../../styles/record.css';
import { useList } from '@refinedev/core';
import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed, useOffice } from '../../providers/office.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { useAwardActs } from './actions.ts';
import { AwardForm } from './form/form.tsx';
import { useAwardForm } from './form/use-award-form.ts';
import { emptyAward, toColumns } from './form/values.ts';

/** Registers an award, beginning with its number. */
export function AwardCreate() {
  const { t } = useWords();
  const mayCreate = useAllowed('awards', 'create');
  if (!mayCreate) {
    return (
      <div className="page">
        <PageTitle title={t('award.new')} />
        <p>{t('award.create_not_allowed')}</p>
      </div>
    );
  }
  return <CreateForm />;
}

function CreateForm() {
  const { t } = useWords();
  const navigate = useNavigate();
  const { done } = useNotify();
  const { me } = useOffice();
  const acts = useAwardActs();
  const uei = useOwnUei();
  const [start] = useState(() => emptyAward(me.id, ''));
  const form = useAwardForm('award.new', () => start, acts.error);

  async function save() {
    if (acts.isWorking || !form.check()) return;
    const { recipient_uei, ...columns } = toColumns(form.values, form.reading);
    const title = form.values.title.trim();
    const made = await acts.rpc<string>('save_award', { p_award: { ...columns, ...(recipient_uei ? { recipient_uei } : {}) } }, ({ act }) =>
      done(t('award.created', { title }), { undo: act, onUndone: () => navigate('/awards') }),
    );
    if (!made) return;
    form.forget();
    navigate(`/awards/${made.answer}`);
  }
  return (
    <form
      className="page form-page"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
      }}
    >
      <div className="page-head">
        <PageTitle title={t('award.new')} />
        {form.isRestored && (
          <span className="draft-note">
            <Tag tone="river">{t('event.draft')}</Tag>
            <button type="button" className="link" onClick={() => form.reset(start)}>
              {t('event.draft_forget')}
            </button>
          </span>
        )}
      </div>
      <AwardForm
        values={form.values}
        onChange={form.change}
        errors={form.errors}
        wanted={form.wanted}
        id={null}
        isAccepted={false}
        ownUei={uei}
      />
      <RefusedLine error={acts.error} />
      <div className="form-foot event-foot">
        <Button onClick={() => navigate('/awards')}>{t('action.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={acts.isWorking}>
          {t('award.create')}
        </Button>
      </div>
    </form>
  );
}

/** The city's own identifier, which an award has unless another is typed. */
function useOwnUei(): string | null {
  const { query } = useList<{ id: string; uei: string | null }>({
    resource: 'settings',
    meta: { select: 'id,uei' },
    pagination: { mode: 'off' },
    errorNotification: false,
    queryOptions: { staleTime: 10 * 60_000 },
  });
  return query.data?.data[0]?.uei ?? null;
}
