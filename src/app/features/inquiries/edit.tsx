import '../../styles/record.css';
import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { toRefusal } from '../../../data/refusals.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { NotAllowed } from '../../shared/components/not-allowed.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused, RefusedLine } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import type { Caller } from '../../shared/fields/caller-field.tsx';
import { ConflictDialog } from '../../shared/forms/conflict-dialog.tsx';
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

/** Corrects the facts of an inquiry. */
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
  const navigate = useNavigate();
  const [opened, setOpened] = useState(latest);
  const [values, setValues] = useState(() => toInquiryValues(latest));
  const [caller, setCaller] = useState<Caller>(() => callerOf(latest));
  const [errors, setErrors] = useState<Partial<Record<InquiryField, string>>>({});
  const [isConflict, setConflict] = useState(false);
  const start = toInquiryValues(opened);
  const theirs = toInquiryValues(latest);
  const acts = useInquiryActs(opened);
  const back = `/inquiries/${latest.id}`;

  async function save(event: FormEvent) {
    event.preventDefault();
    if (!values.subject.trim()) return setErrors({ subject: t('intake.subject_missing') });
    setErrors({});
    const patch = toInquiryPatch(values, start);
    if (Object.keys(patch).length === 0) return navigate(back);
    if (latest.version !== opened.version) return setConflict(true);
    const act = await acts.save(patch);
    if (act) {
      done(t('inquiry.saved'), { undo: act });
      navigate(back);
    }
  }
  // A refused save has read the record again by now: then the two versions differ, and the dialog compares them.
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const isConflicting = (isConflict || refusal?.kind === 'conflict') && latest.version !== opened.version;

  function settle(takeTheirs: ReadonlySet<InquiryField>) {
    const merged = mergeValues(start, values, theirs, takeTheirs);
    setValues(merged);
    if (!isSameValue('resident_id', merged, values)) setCaller(callerOf(latest));
    setOpened(latest);
    setConflict(false);
    acts.clear();
  }

  const shown = (field: InquiryField, of: InquiryValues) =>
    field === 'resident_id' ? (of.resident_id ? t('value.a_resident') : t('inquiry.anonymous')) : words.value(field, of[field]);

  return (
    <form className="page form-page" onSubmit={save}>
      <p className="record-back-always">
        <Link to={back}>{latest.number}</Link>
      </p>
      <PageTitle title={t('inquiry.edit')} />
      <Presence table="inquiries" id={latest.id} doing="edit" />
      <InquiryForm
        values={values}
        onChange={(patch) => setValues((now) => ({ ...now, ...patch }))}
        caller={caller}
        onCaller={(next) => {
          setCaller(next);
          setValues((now) => ({ ...now, resident_id: next.kind === 'known' ? next.id : null }));
        }}
        errors={refusal?.kind === 'invalid' && refusal.field ? { ...errors, [refusal.field]: refusal.message } : errors}
      />
      {!isConflicting && <RefusedLine error={acts.error} />}
      <div className="form-foot">
        <Button onClick={() => navigate(back)}>{t('action.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={acts.isWorking}>
          {t('inquiry.save')}
        </Button>
      </div>
      {isConflicting && (
        <ConflictDialog
          conflicts={listConflicts(start, values, theirs).map((field) => ({
            field,
            label: words.label(field),
            was: shown(field, start),
            mine: shown(field, values),
            theirs: shown(field, theirs),
          }))}
          onSettle={settle}
        />
      )}
    </form>
  );
}

function callerOf({ resident }: InquiryRecord): Caller {
  return resident ? { kind: 'known', id: resident.id, name: resident.name, language: 'en', districtId: null } : { kind: 'anonymous' };
}
