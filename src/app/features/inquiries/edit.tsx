import '../../styles/record.css';
import { useParams } from 'react-router';
import { toRefusal } from '../../../data/refusals.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { NotAllowed } from '../../shared/components/not-allowed.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import type { Caller } from '../../shared/fields/caller-field.tsx';
import { EditPage } from '../../shared/forms/edit-page.tsx';
import { useEditing } from '../../shared/forms/use-editing.ts';
import { useFieldWords } from '../../shared/history/field-words.ts';
import { Presence } from '../../shared/presence/presence.tsx';
import { useInquiryActs } from './actions.ts';
import { InquiryForm } from './form.tsx';
import {
  type InquiryField,
  type InquiryValues,
  isSameValue,
  listConflicts,
  mergeValues,
  toInquiryPatch,
  toInquiryValues,
} from './form-values.ts';
import { type InquiryRecord, useInquiry } from './use-inquiry.ts';

/** The facts, and with the resident also their name: a draft shows who was chosen. */
type EditValues = InquiryValues & { caller: Caller };

/** Corrects the facts of an inquiry. What is typed is kept until it is saved or left. */
export function InquiryEdit() {
  const { t } = useWords();
  const { id = '' } = useParams();
  const record = useInquiry(id);
  const mayEdit = useAllowed('inquiries', 'edit');
  if (!mayEdit) return <NotAllowed title={t('inquiry.edit')} reason={t('inquiry.read_only')} />;
  if (record.error) return <Refused error={record.error} onRetry={record.retry} />;
  if (!record.inquiry) return <RowSkeleton rows={6} />;
  return <EditForm key={id} latest={record.inquiry} />;
}

/** `latest` is what the database has now; the form starts from what it was when it opened. */
function EditForm({ latest }: { latest: InquiryRecord }) {
  const { t } = useWords();
  const words = useFieldWords();
  const { done } = useNotify();
  const edit = useEditing<InquiryRecord, EditValues>({
    draft: `inquiry.edit.${latest.id}`,
    latest,
    version: ({ version }) => version,
    toValues: (row) => ({ ...toInquiryValues(row), caller: callerOf(row) }),
    back: `/inquiries/${latest.id}`,
  });
  const { form, opened } = edit;
  const { start, mine, theirs } = edit.three;
  const acts = useInquiryActs(opened);

  async function save() {
    if (acts.isWorking) return;
    if (!form.say(mine.subject.trim() ? {} : { subject: t('intake.subject_missing') })) return;
    const patch = toInquiryPatch(mine, start);
    if (Object.keys(patch).length === 0) return edit.leave();
    if (edit.hasMoved) return edit.compare();
    const act = await acts.save(patch);
    if (!act) return;
    done(t('inquiry.saved'), { undo: act });
    edit.leave();
  }
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const isAtField = refusal?.kind === 'invalid' && refusal.field !== undefined && refusal.field in mine;
  const shown = (field: InquiryField, of: InquiryValues) =>
    field === 'resident_id' ? (of.resident_id ? t('value.a_resident') : t('inquiry.anonymous')) : words.value(field, of[field]);

  return (
    <EditPage<EditValues, InquiryField>
      title={t('inquiry.edit')}
      name={latest.number}
      save={t('inquiry.save')}
      edit={edit}
      acts={acts}
      isAtField={isAtField}
      onSave={() => void save()}
      conflicts={() =>
        listConflicts(start, mine, theirs).map((field) => ({
          field,
          label: words.label(field),
          was: shown(field, start),
          mine: shown(field, mine),
          theirs: shown(field, theirs),
        }))
      }
      merge={(takeTheirs) => {
        const merged = mergeValues(start, mine, theirs, takeTheirs);
        return { ...merged, caller: isSameValue('resident_id', merged, mine) ? mine.caller : theirs.caller };
      }}
    >
      <Presence table="inquiries" id={latest.id} doing="edit" />
      <InquiryForm
        values={mine}
        onChange={form.change}
        caller={mine.caller}
        onCaller={(caller) => form.change({ caller, resident_id: caller.kind === 'known' ? caller.id : null })}
        errors={isAtField && refusal?.field ? { ...form.wrong, [refusal.field]: refusal.message } : form.wrong}
      />
    </EditPage>
  );
}

function callerOf({ resident }: InquiryRecord): Caller {
  return resident ? { kind: 'known', id: resident.id, name: resident.name, language: 'en', districtId: null } : { kind: 'anonymous' };
}
