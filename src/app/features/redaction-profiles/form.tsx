import '../../styles/record.css';
import '../../styles/event-form.css';
import '../../styles/awards.css';
import '../../styles/packet.css';
import { useList } from '@refinedev/core';
import { useNavigate, useParams } from 'react-router';
import { toRefusal } from '../../../data/refusals.ts';
import { allKinds, type RedactionProfile } from '../../../domain/inquiries/redaction-profile.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { NotAllowed } from '../../shared/components/not-allowed.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { TextField } from '../../shared/fields/text-field.tsx';
import { FormFrame } from '../../shared/forms/form-frame.tsx';
import { useDraftValues } from '../../shared/forms/use-draft-values.ts';
import { useActs } from '../../shared/hooks/use-acts.ts';
import { refusalText } from '../../shared/refusal-text.ts';
import { GroundRows } from './grounds.tsx';
import { RuleRows } from './rules.tsx';

export type ProfileValues = Pick<RedactionProfile, 'name' | 'description' | 'grounds' | 'rules' | 'is_default'> & {
  confirmed_by: string;
  is_archived: boolean;
};
const emptyProfile: ProfileValues = {
  name: '',
  description: '',
  grounds: [],
  rules: Object.fromEntries(allKinds.map((kind) => [kind, { act: 'release' }])),
  is_default: false,
  confirmed_by: '',
  is_archived: false,
};
const valuesOf = (row: RedactionProfile): ProfileValues => ({
  name: row.name,
  description: row.description,
  grounds: row.grounds,
  rules: row.rules,
  is_default: row.is_default,
  confirmed_by: row.confirmed_by ?? '',
  is_archived: row.archived_at !== null,
});
const nearName = ['profile_name'];
const nearGrounds = ['profile_grounds', 'profile_ground', 'profile_rules'];

/** Writes a profile: its grounds, and what goes out of each kind of content. */
export function ProfileForm() {
  const { t } = useWords();
  const { id } = useParams();
  const mayEdit = useAllowed('redaction_profiles', 'edit');
  const { query } = useList<RedactionProfile>({
    resource: 'redaction_profiles',
    meta: { select: '*' },
    filters: [{ field: 'id', operator: 'eq', value: id }],
    pagination: { mode: 'off' },
    errorNotification: false,
    queryOptions: { enabled: id !== undefined },
  });
  if (!mayEdit) return <NotAllowed title={t(id ? 'packet_profile.edit' : 'packet_profile.new')} reason={t('packet_profile.read_only')} />;
  if (!id) return <Form latest={null} />;
  if (query.error) return <Refused error={query.error} onRetry={() => void query.refetch()} />;
  const latest = query.data?.data[0];
  return latest ? <Form key={id} latest={latest} /> : <RowSkeleton rows={6} />;
}

function Form({ latest }: { latest: RedactionProfile | null }) {
  const { t } = useWords();
  const { done } = useNotify();
  const navigate = useNavigate();
  const acts = useActs(['redaction_profiles']);
  const form = useDraftValues<ProfileValues>(`profile.${latest?.id ?? 'new'}`, latest ? valuesOf(latest) : emptyProfile);
  const { values, change } = form;
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const at = (reasons: string[]) => (refusal && reasons.includes(refusal.reason) ? refusalText(refusal, t) : undefined);
  const leave = () => {
    form.forget();
    navigate('/settings/copies');
  };
  async function save() {
    if (acts.isWorking) return;
    const saved = await acts.rpc<string>(
      'save_redaction_profile',
      { p_profile: values, ...(latest ? { p_id: latest.id, p_version: latest.version } : {}) },
      ({ act }) => done(t('packet_profile.saved'), { undo: act }),
    );
    if (saved) leave();
  }
  return (
    <FormFrame
      title={t(latest ? 'packet_profile.edit' : 'packet_profile.new')}
      save={t('packet_profile.save')}
      isRestored={form.isRestored}
      error={at([...nearName, ...nearGrounds]) ? null : acts.error}
      isWorking={acts.isWorking}
      onForget={form.reset}
      onSave={() => void save()}
      onCancel={leave}
    >
      <div className="event-form award-form">
        <TextField label={t('field.name')} maxLength={120} value={values.name} onChange={(name) => change({ name })} error={at(nearName)} />
        <TextField
          label={t('packet_profile.description')}
          maxLength={1000}
          rows={2}
          value={values.description}
          onChange={(description) => change({ description })}
        />
        <TextField
          label={t('packet_profile.confirmed_by')}
          hint={t('packet_profile.confirmed_hint')}
          maxLength={200}
          value={values.confirmed_by}
          onChange={(confirmed_by) => change({ confirmed_by })}
        />
        <GroundRows values={values} onChange={change} error={at(nearGrounds)} />
        <RuleRows values={values} onChange={change} />
        <label className="check">
          <input type="checkbox" checked={values.is_default} onChange={({ target }) => change({ is_default: target.checked })} />
          <span>{t('packet_profile.is_default')}</span>
        </label>
        {latest && (
          <label className="check">
            <input type="checkbox" checked={values.is_archived} onChange={({ target }) => change({ is_archived: target.checked })} />
            <span>{t('packet_profile.is_archived')}</span>
          </label>
        )}
      </div>
    </FormFrame>
  );
}
