import '../../styles/record.css';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { toRefusal } from '../../../data/refusals.ts';
import type { AwardFacts } from '../../../domain/awards/award.ts';
import { readDraft, writeDraft } from '../../providers/drafts.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { ConflictDialog } from '../../shared/components/conflict-dialog.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused, RefusedLine } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { useAwardActs } from './actions.ts';
import { type FormField, listConflicts, mergeValues, useConflictWords } from './form/conflicts.ts';
import { AwardForm } from './form/form.tsx';
import { useAwardForm } from './form/use-award-form.ts';
import { toAwardValues, toPatch } from './form/values.ts';
import { useAward } from './use-award.ts';

/** Changes what is registered of an award. What happens to it has verbs of its own. */
export function AwardEdit() {
  const { t } = useWords();
  const { id = '' } = useParams();
  const record = useAward(id);
  const mayEdit = useAllowed('awards', 'edit');
  if (!mayEdit) {
    return (
      <div className="page">
        <PageTitle title={t('award.edit')} />
        <p>{t('award.read_only')}</p>
      </div>
    );
  }
  if (record.error && !record.facts) return <Refused error={record.error} onRetry={record.retry} />;
  if (!record.facts) return <RowSkeleton rows={6} />;
  return <EditForm key={id} latest={record.facts} />;
}

/** `latest` is what the database has now; the form starts from what it was when it opened, also after a reload. */
function EditForm({ latest }: { latest: AwardFacts }) {
  const { t } = useWords();
  const { done } = useNotify();
  const navigate = useNavigate();
  const acts = useAwardActs();
  const draft = `award.edit.${latest.id}`;
  const [opened, setOpened] = useState<AwardFacts>(() =>
    readDraft(draft) === null ? latest : (readDraft<AwardFacts>(`${draft}.opened`) ?? latest),
  );
  const form = useAwardForm(draft, () => toAwardValues(opened), acts.error);
  const [isConflict, setConflict] = useState(false);
  const [start, theirs] = [toAwardValues(opened), toAwardValues(latest)];
  const words = useConflictWords();
  const back = `/awards/${latest.id}`;

  function change(patch: Parameters<typeof form.change>[0]) {
    writeDraft(`${draft}.opened`, opened);
    form.change(patch);
  }
  function leave() {
    form.forget();
    writeDraft(`${draft}.opened`, null);
    navigate(back);
  }
  async function save() {
    if (acts.isWorking || !form.check()) return;
    const patch = toPatch(form.values, start, form.reading);
    if (Object.keys(patch).length === 0) return leave();
    if (latest.award.version !== opened.award.version) return setConflict(true);
    const saved = await acts.rpc<string>('save_award', { p_award: patch, p_id: latest.id, p_version: opened.award.version }, ({ act }) =>
      done(t('award.saved'), { undo: act }),
    );
    if (saved) leave();
  }
  // A refused save has read the record again by now: then the two versions differ, and the dialog compares them.
  const isConflicting =
    (isConflict || (acts.error !== null && toRefusal(acts.error).kind === 'conflict')) && latest.award.version !== opened.award.version;

  function settle(takeTheirs: ReadonlySet<FormField>) {
    form.change(mergeValues(start, form.values, theirs, takeTheirs));
    setOpened(latest);
    writeDraft(`${draft}.opened`, latest);
    setConflict(false);
    acts.clear();
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
      <p className="record-back-always">
        <Link to={back}>{latest.award.title}</Link>
      </p>
      <div className="page-head">
        <PageTitle title={t('award.edit')} />
        {form.isRestored && (
          <span className="draft-note">
            <Tag tone="river">{t('event.draft')}</Tag>
            <button type="button" className="link" onClick={() => form.reset(toAwardValues(latest))}>
              {t('event.draft_forget')}
            </button>
          </span>
        )}
      </div>
      <AwardForm
        values={form.values}
        onChange={change}
        errors={form.errors}
        wanted={form.wanted}
        id={latest.id}
        isAccepted={latest.award.accepted_on !== null}
        ownUei={null}
      />
      <RefusedLine error={isConflicting ? null : acts.error} />
      <div className="form-foot event-foot">
        <Button onClick={leave}>{t('action.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={acts.isWorking}>
          {t('award.save')}
        </Button>
      </div>
      {isConflicting && (
        <ConflictDialog conflicts={words(listConflicts(start, form.values, theirs), start, form.values, theirs)} onSettle={settle} />
      )}
    </form>
  );
}
