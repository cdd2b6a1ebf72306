import { useCustomMutation } from '@refinedev/core';
import { Button, Input, Segmented } from 'antd';
import { useState } from 'react';
import type { FollowUp } from '../../../../domain/events/after.ts';
import { type FollowUpFacts, writeSaidAndDid } from '../../../../domain/events/said-and-did.ts';
import { addDays } from '../../../../domain/shared/dates.ts';
import type { MessageKey } from '../../../i18n/translate.ts';
import { readDraft, writeDraft } from '../../../providers/drafts.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useAllowed, useToday } from '../../../providers/office.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { Field } from '../../../shared/components/field.tsx';
import { Tag } from '../../../shared/components/tag.tsx';
import type { AfterPart } from './after.tsx';
import { useFollowUp } from './use-after.ts';

const DAYS = 30;
type Texts = { en: string; es: string };
const tones = { draft: 'amber', approved: 'green', dropped: 'plain' } as const;

/** "You said, we did": the program's draft, corrected and approved by a coordinator, then copied or printed for the neighborhood. */
export function AfterFollowUp({ event, after, facts }: AfterPart) {
  const { t, format } = useWords();
  const { done } = useNotify();
  const mayEdit = useAllowed('event_follow_ups', 'edit');
  const { mutateAsync: call } = useCustomMutation();
  const text = useFollowUp(event.id);
  const today = useToday();
  const due = addDays(event.starts_on, DAYS);
  const hasInquiries = facts.issues.some((one) => one.inquiry);

  /** The same words as the job's, from the inquiries as they are now. */
  async function compose(): Promise<Texts> {
    const { data } = await call({
      url: 'follow_up_facts',
      method: 'post',
      values: { p_event: event.id },
      successNotification: false,
      errorNotification: false,
    });
    return writeSaidAndDid(data as unknown as FollowUpFacts);
  }
  return (
    <section className="after-part after-follow-up">
      <div className="after-head">
        <h2>{t('after.follow_up')}</h2>
        {text && <FollowUpStatus text={text} />}
      </div>
      <p className="secondary">{t('after.follow_up_lead')}</p>
      {text === null && (
        <>
          <p>
            {due > today
              ? t('after.follow_up_none', { date: format.dateWithYear(due) })
              : t(hasInquiries ? 'after.follow_up_none_yet' : 'after.follow_up_no_inquiries')}
          </p>
          {mayEdit && hasInquiries && (
            <p>
              <Button
                loading={after.isWorking}
                onClick={async () => {
                  const act = await after.draftFollowUp(await compose());
                  if (act) done(t('after.follow_up_drafted'), { undo: act });
                }}
              >
                {t('after.follow_up_now')}
              </Button>
            </p>
          )}
        </>
      )}
      {text && <FollowUpText key={text.id} text={text} after={after} mayEdit={mayEdit} compose={compose} />}
    </section>
  );
}

function FollowUpStatus({ text }: { text: FollowUp }) {
  const { t } = useWords();
  const { staff } = useReferences();
  const name = staff.find((one) => one.id === text.settled_by)?.name ?? '';
  return <Tag tone={tones[text.status]}>{t(`after.follow_up_status_${text.status}` as MessageKey, { name })}</Tag>;
}

type TextProps = { text: FollowUp; after: AfterPart['after']; mayEdit: boolean; compose: () => Promise<Texts> };

function FollowUpText({ text, after, mayEdit, compose }: TextProps) {
  const { t, locale } = useWords();
  const { done } = useNotify();
  const [language, setLanguage] = useState<keyof Texts>(locale);
  const draft = `event.follow_up.${text.id}`;
  const [typed, setTyped] = useState<Texts | null>(() => readDraft<Texts>(draft));
  const [error, setError] = useState<string>();
  const kept = { en: text.text_en, es: text.text_es };
  const texts = typed ?? kept;
  const isChanged = texts.en !== kept.en || texts.es !== kept.es;
  function change(next: Texts | null) {
    setTyped(next);
    writeDraft(draft, next);
  }
  async function save() {
    const isEmpty = !texts.en.trim() || !texts.es.trim();
    setError(isEmpty ? t('after.follow_up_empty') : undefined);
    if (isEmpty) return;
    const act = await after.editFollowUp(text, texts);
    if (!act) return;
    change(null);
    done(t('after.follow_up_saved'), { undo: act });
  }
  async function settle(status: FollowUp['status']) {
    const act = await after.settleFollowUp(text, status);
    if (act) done(t(`after.follow_up_settled_${status}`), { undo: act });
  }
  return (
    <>
      <Segmented
        aria-label={t('after.follow_up_language')}
        value={language}
        options={[
          { value: 'en', label: 'English' },
          { value: 'es', label: 'Español' },
        ]}
        onChange={(next: keyof Texts) => setLanguage(next)}
      />
      {mayEdit ? (
        <Field label={t('after.follow_up_text')} error={error}>
          {(control) => (
            <Input.TextArea
              {...control}
              lang={language}
              autoSize={{ minRows: 8, maxRows: 30 }}
              maxLength={20000}
              value={texts[language]}
              onChange={(event) => change({ ...texts, [language]: event.target.value })}
            />
          )}
        </Field>
      ) : null}
      {/* What is printed, and what somebody reads who may not change it. */}
      <div className={mayEdit ? 'after-text print-only' : 'after-text'} lang={language}>
        {texts[language]}
      </div>
      <p className="after-acts">
        {mayEdit && isChanged && (
          <Button type="primary" loading={after.isWorking} onClick={() => void save()}>
            {t('after.follow_up_save')}
          </Button>
        )}
        {mayEdit && !isChanged && text.status !== 'approved' && (
          <Button type="primary" loading={after.isWorking} onClick={() => void settle('approved')}>
            {t('after.follow_up_approve')}
          </Button>
        )}
        <Button
          onClick={async () => {
            await navigator.clipboard.writeText(texts[language]);
            done(t('after.follow_up_copied'));
          }}
        >
          {t('after.follow_up_copy')}
        </Button>
        <Button onClick={printFollowUp}>{t('after.follow_up_print')}</Button>
        {mayEdit && (
          <>
            <Button onClick={async () => change(await compose())}>{t('after.follow_up_anew')}</Button>
            {text.status === 'draft' ? (
              <Button onClick={() => void settle('dropped')}>{t('after.follow_up_drop')}</Button>
            ) : (
              <Button onClick={() => void settle('draft')}>{t('after.follow_up_again')}</Button>
            )}
          </>
        )}
      </p>
    </>
  );
}

/** Prints the text alone. */
function printFollowUp() {
  document.documentElement.dataset.print = 'follow-up';
  print();
  delete document.documentElement.dataset.print;
}
