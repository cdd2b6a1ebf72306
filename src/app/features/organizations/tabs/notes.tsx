import '../../../styles/event-list.css';
import { useList } from '@refinedev/core';
import { Button } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import { type NoteKind, noteKinds } from '../../../../domain/organizations/organization.ts';
import { readDraft, writeDraft } from '../../../providers/drafts.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { Refused, RefusedLine } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import { refusalText } from '../../../shared/refusal-text.ts';
import { useOrganizationActs } from '../actions.ts';
import type { OrganizationTabProps } from '../tabs.tsx';

type NoteRow = { id: string; kind: NoteKind; body: string; occurred_at: string; author: { name: string } | null };

/** What was said with them, the latest first. */
export function NotesTab({ facts }: OrganizationTabProps) {
  const { t, format } = useWords();
  const mayWrite = useAllowed('organization_notes', 'create');
  const { query } = useList<NoteRow>({
    resource: 'organization_notes',
    filters: [{ field: 'organization_id', operator: 'eq', value: facts.id }],
    sorters: [{ field: 'occurred_at', order: 'desc' }],
    pagination: { mode: 'off' },
    meta: { select: 'id, kind, body, occurred_at, author:staff(name)' },
    errorNotification: false,
  });
  const rows = query.data?.data ?? null;
  return (
    <div className="event-things">
      {mayWrite && <NoteForm organization={facts.id} />}
      {query.error && !rows ? (
        <Refused error={query.error} onRetry={() => void query.refetch()} />
      ) : rows === null ? (
        <RowSkeleton rows={3} />
      ) : rows.length === 0 ? (
        <p className="secondary">{t('organization_note.empty')}</p>
      ) : (
        <ul className="rows">
          {rows.map((row) => (
            <li key={row.id} className="row">
              <div className="row-main">
                <p className="secondary">
                  {[t(`organization_note.kind.${row.kind}`), format.instant(row.occurred_at), row.author?.name].filter(Boolean).join(' · ')}
                </p>
                <p className="lines">{row.body}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function NoteForm({ organization }: { organization: string }) {
  const { t } = useWords();
  const { done } = useNotify();
  const acts = useOrganizationActs();
  const draft = `organization.note.${organization}`;
  const [values, setValues] = useState(() => readDraft<{ kind: NoteKind; body: string }>(draft) ?? { kind: 'call' as NoteKind, body: '' });
  const [wrong, setWrong] = useState<string>();
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const isAtField = refusal?.reason === 'note_body';
  function change(patch: Partial<typeof values>) {
    const next = { ...values, ...patch };
    setValues(next);
    writeDraft(draft, next);
  }
  async function submit() {
    if (acts.isWorking) return;
    setWrong(values.body.trim() ? undefined : t('refusal.note_body'));
    if (!values.body.trim()) return;
    const saved = await acts.rpc('add_organization_note', { p_organization: organization, p_note: values }, ({ act }) =>
      done(t('organization_note.saved'), { undo: act }),
    );
    if (!saved) return;
    writeDraft(draft, null);
    setValues((now) => ({ ...now, body: '' }));
  }
  return (
    <form
      className="note-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <ChoiceField
        label={t('organization_note.kind')}
        value={values.kind}
        options={noteKinds.map((kind) => ({ value: kind, label: t(`organization_note.kind.${kind}`) }))}
        onChange={(kind) => change({ kind: (kind ?? 'note') as NoteKind })}
      />
      <TextField
        label={t('organization_note.body')}
        rows={3}
        maxLength={20000}
        value={values.body}
        onChange={(body) => change({ body })}
        error={isAtField && refusal ? refusalText(refusal, t) : wrong}
      />
      {!isAtField && <RefusedLine error={acts.error} />}
      <Button htmlType="submit" loading={acts.isWorking}>
        {t('organization_note.add')}
      </Button>
    </form>
  );
}
