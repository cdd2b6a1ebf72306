import '../../styles/record.css';
import { useList } from '@refinedev/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed, useOffice } from '../../providers/office.tsx';
import { NotAllowed } from '../../shared/components/not-allowed.tsx';
import { FormFrame } from '../../shared/forms/form-frame.tsx';
import { useDraftForm } from '../../shared/forms/use-draft-form.ts';
import { useAwardActs } from './actions.ts';
import { AwardForm } from './form/form.tsx';
import { useAwardForm } from './form/use-award-form.ts';
import { emptyAward, toColumns } from './form/values.ts';

/** Registers an award, beginning with its number. */
export function AwardCreate() {
  const { t } = useWords();
  const mayCreate = useAllowed('awards', 'create');
  if (!mayCreate) return <NotAllowed title={t('award.new')} reason={t('award.create_not_allowed')} />;
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
  const form = useAwardForm(
    useDraftForm('award.new', () => start),
    acts.error,
  );

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
    <FormFrame
      title={t('award.new')}
      save={t('award.create')}
      isRestored={form.isRestored}
      error={acts.error}
      isWorking={acts.isWorking}
      onForget={() => form.reset(start)}
      onSave={() => void save()}
      onCancel={() => navigate('/awards')}
    >
      <AwardForm
        values={form.values}
        onChange={form.change}
        errors={form.errors}
        wanted={form.wanted}
        id={null}
        isAccepted={false}
        ownUei={uei}
      />
    </FormFrame>
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
