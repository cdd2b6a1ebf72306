import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useToday } from '../../../providers/office.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { Field } from '../../../shared/components/field.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { type Deadline, useDeadlineActs } from './use-journeys.ts';

type DeadlineDialogProps = { /** The deadline to change; null adds one. */ deadline: Deadline | null; onClose: () => void };

const isAddress = (url: string) => /^https:\/\/[^\s]+$/.test(url) && URL.canParse(url);

/** What has to be done, by which day, and where; its title in each language that letters are written in. */
export function DeadlineDialog({ deadline, onClose }: DeadlineDialogProps) {
  const { t } = useWords();
  const { done } = useNotify();
  const today = useToday();
  const { languages } = useReferences();
  const acts = useDeadlineActs();
  const [values, setValues] = useState({
    title: deadline?.title ?? '',
    titles: Object.fromEntries(Object.entries(deadline?.translations ?? {}).map(([code, said]) => [code, said.title ?? ''])),
    due_on: deadline?.due_on ?? '',
    url: deadline?.url ?? '',
    note: deadline?.note ?? '',
  });
  const [isTried, setTried] = useState(false);
  const set = (patch: Partial<typeof values>) => setValues((now) => ({ ...now, ...patch }));
  const url = values.url.trim();
  const wrong = {
    title: values.title.trim() === '' ? t('deadlines.wrong_title') : undefined,
    due_on:
      values.due_on === ''
        ? t('deadlines.wrong_day')
        : values.due_on < today && values.due_on !== deadline?.due_on
          ? t('deadlines.wrong_past')
          : undefined,
    url: url !== '' && !isAddress(url) ? t('deadlines.wrong_url') : undefined,
  };
  const open = languages.filter(({ code }) => code !== 'en' && !(code in values.titles));

  async function save() {
    setTried(true);
    if (wrong.title || wrong.due_on || wrong.url) {
      setTimeout(() => document.querySelector<HTMLElement>('.deadline-form [aria-invalid="true"]')?.focus());
      return;
    }
    const columns = {
      title: values.title.trim(),
      translations: Object.fromEntries(
        Object.entries(values.titles).flatMap(([code, said]) => (said.trim() ? [[code, { title: said.trim() }]] : [])),
      ),
      due_on: values.due_on,
      url: url || null,
      note: values.note.trim(),
    };
    const told = t(deadline ? 'deadlines.saved' : 'deadlines.added', { title: columns.title });
    if (await acts.save(deadline, columns, (act) => done(told, { undo: act }))) onClose();
  }
  return (
    <Modal
      open
      width={560}
      title={deadline ? t('deadlines.change_title', { title: deadline.title }) : t('deadlines.add')}
      footer={null}
      onCancel={onClose}
      maskClosable={false}
      destroyOnHidden
    >
      <form
        className="dialog-form deadline-form"
        noValidate
        onSubmit={(pressed) => {
          pressed.preventDefault();
          void save();
        }}
      >
        <Field label={t('deadlines.what')} hint={t('deadlines.what_hint')} error={isTried ? wrong.title : undefined}>
          {(control) => (
            <Input
              {...control}
              autoFocus
              autoComplete="off"
              maxLength={200}
              value={values.title}
              onChange={({ target }) => set({ title: target.value })}
            />
          )}
        </Field>
        {Object.entries(values.titles).map(([code, said]) => (
          <Field key={code} label={t('deadlines.what_in', { language: languages.find((one) => one.code === code)?.name ?? code })}>
            {(control) => (
              <Input
                {...control}
                lang={code}
                dir="auto"
                maxLength={200}
                value={said}
                onChange={({ target }) => set({ titles: { ...values.titles, [code]: target.value } })}
              />
            )}
          </Field>
        ))}
        {open.length > 0 && (
          <ChoiceField
            label={t('mailing.add_language')}
            value={null}
            placeholder={t('mailing.add_language_hint')}
            options={open.map((one) => ({ value: one.code, label: one.name }))}
            onChange={(code) => code && set({ titles: { ...values.titles, [code]: '' } })}
          />
        )}
        <Field label={t('deadlines.day')} error={isTried ? wrong.due_on : undefined}>
          {(control) => (
            <input
              {...control}
              type="date"
              className="native journey-date"
              value={values.due_on}
              onChange={({ target }) => set({ due_on: target.value })}
            />
          )}
        </Field>
        <Field label={t('deadlines.url')} hint={t('deadlines.url_hint')} error={isTried ? wrong.url : undefined}>
          {(control) => (
            <Input
              {...control}
              inputMode="url"
              autoComplete="off"
              maxLength={1000}
              placeholder="https://"
              value={values.url}
              onChange={({ target }) => set({ url: target.value })}
            />
          )}
        </Field>
        <Field label={t('deadlines.note')} hint={t('deadlines.note_hint')}>
          {(control) => (
            <Input.TextArea
              {...control}
              autoSize={{ minRows: 1, maxRows: 6 }}
              maxLength={2000}
              value={values.note}
              onChange={({ target }) => set({ note: target.value })}
            />
          )}
        </Field>
        <RefusedLine error={acts.error} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t(deadline ? 'deadlines.save' : 'deadlines.add_save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
