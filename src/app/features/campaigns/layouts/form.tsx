import { Button, Input } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import type { Check } from '../../../../domain/campaigns/checks.ts';
import { readDraft, writeDraft } from '../../../providers/drafts.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { Field } from '../../../shared/components/field.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { Tag } from '../../../shared/components/tag.tsx';
import { LetterFrame } from '../editor/letter-frame.tsx';
import { MjmlField } from '../editor/mjml-field.tsx';
import { type Layout, useLayoutActs, useLayoutPicture } from './use-layouts.ts';

type LayoutFormProps = {
  layout: Layout | null;
  /** The one that a new one begins as. */
  like: Layout | null;
  mayEdit: boolean;
  onClose: () => void;
  onMade: (id: string) => void;
};
type Values = { name: string; mjml: string };

/** A layout as MJML, with a letter drawn in it as one writes. What is typed is kept until it is saved. */
export function LayoutForm({ layout, like, mayEdit, onClose, onMade }: LayoutFormProps) {
  const { t, locale } = useWords();
  const { done } = useNotify();
  const acts = useLayoutActs();
  const draft = `campaign.layout.${layout?.id ?? 'new'}`;
  const start: Values = { name: layout?.name ?? '', mjml: (layout ?? like)?.mjml ?? '' };
  const [values, setValues] = useState<Values>(() => (mayEdit ? (readDraft<Values>(draft) ?? start) : start));
  // The version that was opened: who saves over another's is told.
  const [opened, setOpened] = useState(layout);
  const [nameError, setNameError] = useState<string>();
  const [isDark, setDark] = useState(false);
  const { picture, error } = useLayoutPicture(values.mjml, locale);
  const isChanged = values.name !== start.name || values.mjml !== start.mjml;
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const isConflict = refusal?.kind === 'conflict' && layout !== null;
  const change = (patch: Partial<Values>) => {
    const next = { ...values, ...patch };
    setValues(next);
    writeDraft(draft, next);
  };
  const checks: Check[] = (picture?.problems ?? []).map(({ line, code, values }) => ({
    code: 'mjml',
    level: 'error',
    where: 'mjml',
    values: { line, problem: code, ...values },
  }));
  async function save(of = opened) {
    if (values.name.trim() === '') return setNameError(t('layouts.wrong_name'));
    setNameError(undefined);
    const id = await acts.save({ name: values.name.trim(), mjml: values.mjml }, of, (act) =>
      done(t('layouts.saved', { name: values.name.trim() }), { undo: act }),
    );
    if (!id) return;
    writeDraft(draft, null);
    if (layout) onClose();
    else onMade(id);
  }
  function forget() {
    writeDraft(draft, null);
    acts.clear();
    setOpened(layout);
    setValues(start);
  }
  return (
    <form
      className="page layout-page"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p className="record-back-always">
        <button type="button" className="link" onClick={onClose}>
          {t('layouts.back')}
        </button>
      </p>
      <div className="page-head">
        <PageTitle title={layout ? layout.name : t('layouts.new')} />
        {layout?.is_default && <Tag tone="green">{t('layouts.usual')}</Tag>}
        {mayEdit && isChanged && (
          <button type="button" className="link" onClick={forget}>
            {t('event.draft_forget')}
          </button>
        )}
      </div>
      {like && <p className="secondary">{t('layouts.begins_as', { name: like.name })}</p>}
      <div className="layout-sides">
        <div className="layout-write">
          {mayEdit && (
            <Field label={t('layouts.name')} error={nameError ?? (refusal?.field === 'layout_name' ? refusal.message : undefined)}>
              {(control) => (
                <Input {...control} maxLength={120} value={values.name} onChange={(event) => change({ name: event.target.value })} />
              )}
            </Field>
          )}
          <MjmlField
            label={t('layouts.mjml')}
            value={values.mjml}
            onChange={(mjml) => change({ mjml })}
            checks={checks}
            isReadOnly={!mayEdit}
            hasFields={false}
          />
          <p className="secondary">{t('layouts.places')}</p>
        </div>
        <section className="letter-preview" aria-label={t('layouts.preview')}>
          <div className="preview-head">
            <h2>{t('layouts.preview')}</h2>
            <button type="button" className="link preview-wide" aria-pressed={isDark} onClick={() => setDark(!isDark)}>
              {t(isDark ? 'write.light_light' : 'write.light_dark')}
            </button>
          </div>
          {error !== null && <RefusedLine error={error} />}
          {!picture && error === null && <RowSkeleton rows={5} />}
          {picture?.html && (
            <div className="preview-paper">
              <LetterFrame html={picture.html} title={t('layouts.preview')} width={null} isDark={isDark} />
            </div>
          )}
        </section>
      </div>
      {isConflict && (
        <div className="notice notice-amber" role="alert">
          <p>{t('layouts.conflict')}</p>
          <span className="layout-acts">
            <Button onClick={() => void save(layout)}>{t('layouts.conflict_mine')}</Button>
            <Button onClick={forget}>{t('layouts.conflict_theirs')}</Button>
          </span>
        </div>
      )}
      {refusal && !isConflict && refusal.field !== 'layout_name' && <RefusedLine error={acts.error} />}
      {mayEdit && (
        <div className="form-foot page-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t(layout ? 'layouts.save' : 'layouts.make')}
          </Button>
        </div>
      )}
    </form>
  );
}
