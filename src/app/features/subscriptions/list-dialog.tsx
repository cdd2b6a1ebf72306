import { Button, Checkbox, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useReferences } from '../../providers/references.tsx';
import { Field } from '../../shared/components/field.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { ChoiceField } from '../../shared/fields/choice-field.tsx';
import { refusalText } from '../../shared/refusal-text.ts';
import { codeOf, isCode } from './code.ts';
import { type MailingList, useListActs } from './use-lists.ts';

type ListDialogProps = {
  /** The list to change; null makes a new one. */
  list: MailingList | null;
  /** Letters went out under its label, which therefore stays. */
  hasGone: boolean;
  count: number;
  onClose: () => void;
};

/** A mailing list: what it is called in each language, who gets it, who is offered it. */
export function ListDialog({ list, hasGone, count, onClose }: ListDialogProps) {
  const { t } = useWords();
  const { done } = useNotify();
  const { languages } = useReferences();
  const acts = useListActs();
  const [values, setValues] = useState({
    name: list?.name ?? '',
    description: list?.description ?? '',
    translations: list?.translations ?? {},
    needs_consent: list?.needs_consent ?? true,
    is_public: list?.is_public ?? true,
    is_active: list?.is_active ?? true,
    code: list?.code ?? '',
  });
  const [isTried, setTried] = useState(false);
  const set = (change: Partial<typeof values>) => setValues({ ...values, ...change });
  const setIn = (language: string, change: { name?: string; description?: string }) =>
    set({ translations: { ...values.translations, [language]: { ...values.translations[language], ...change } } });
  const code = values.code || codeOf(values.name);
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const isTaken = refusal?.reason === 'mailing_lists_code_once';
  const at = (field: string) => (refusal?.field === field ? refusalText(refusal, t) : undefined);
  const nameError = isTried && values.name.trim() === '' ? t('mailing.name_missing') : at('name');
  const codeError =
    isTried && !isCode(code) && values.name.trim() !== '' ? t('mailing.code_wrong') : isTaken ? t('mailing.code_taken') : at('code');
  const open = languages.filter((one) => one.code !== 'en' && !(one.code in values.translations));

  async function submit() {
    setTried(true);
    if (values.name.trim() === '' || !isCode(code)) return;
    const translations = Object.fromEntries(
      Object.entries(values.translations)
        .map(([language, said]) => [language, { name: said.name?.trim() ?? '', description: said.description?.trim() ?? '' }] as const)
        .filter(([, said]) => said.name || said.description),
    );
    const columns = { ...values, name: values.name.trim(), description: values.description.trim(), translations, code };
    const isDone = list
      ? await acts.change(list, columns, (act) => done(t('mailing.saved', { name: columns.name }), { undo: act }))
      : await acts.create({ ...columns, sort_order: count + 1 }, (act) => done(t('mailing.made', { name: columns.name }), { undo: act }));
    if (isDone) onClose();
  }

  return (
    <Modal
      open
      width={560}
      title={list ? t('mailing.change_title', { name: list.name }) : t('mailing.new')}
      onCancel={onClose}
      footer={null}
      maskClosable={false}
      destroyOnHidden
    >
      <form
        className="dialog-form"
        noValidate
        onSubmit={(pressed) => {
          pressed.preventDefault();
          void submit();
        }}
      >
        <Field label={t('mailing.name')} hint={t('mailing.name_hint')} error={nameError}>
          {(control) => (
            <Input
              {...control}
              autoFocus
              autoComplete="off"
              maxLength={120}
              value={values.name}
              onChange={({ target }) => set({ name: target.value })}
            />
          )}
        </Field>
        <Field label={t('mailing.description')} hint={t('mailing.description_hint')}>
          {(control) => (
            <Input.TextArea
              {...control}
              rows={2}
              maxLength={1000}
              value={values.description}
              onChange={({ target }) => set({ description: target.value })}
            />
          )}
        </Field>
        {Object.entries(values.translations).map(([language, said]) => {
          const named = languages.find((one) => one.code === language)?.name ?? language;
          return (
            <fieldset key={language} className="choice-group">
              <legend className="field-label">{t('mailing.in_language', { language: named })}</legend>
              <Input
                aria-label={t('mailing.name_in', { language: named })}
                placeholder={t('mailing.name')}
                lang={language}
                dir="auto"
                maxLength={120}
                value={said.name ?? ''}
                onChange={({ target }) => setIn(language, { name: target.value })}
              />
              <Input.TextArea
                aria-label={t('mailing.description_in', { language: named })}
                placeholder={t('mailing.description')}
                lang={language}
                dir="auto"
                rows={2}
                maxLength={1000}
                value={said.description ?? ''}
                onChange={({ target }) => setIn(language, { description: target.value })}
              />
            </fieldset>
          );
        })}
        {open.length > 0 && (
          <ChoiceField
            label={t('mailing.add_language')}
            value={null}
            placeholder={t('mailing.add_language_hint')}
            options={open.map((one) => ({ value: one.code, label: one.name }))}
            onChange={(language) => language && setIn(language, {})}
          />
        )}
        <fieldset className="choice-group">
          <legend className="field-label">{t('mailing.who')}</legend>
          <Radio.Group
            value={values.needs_consent}
            onChange={({ target }) => set({ needs_consent: target.value as boolean })}
            options={[
              { value: true, label: t('mailing.who_asked') },
              { value: false, label: t('mailing.who_everybody') },
            ]}
          />
        </fieldset>
        <Checkbox checked={values.is_public} onChange={({ target }) => set({ is_public: target.checked })}>
          {t('mailing.offer')}
        </Checkbox>
        {list && (
          <Checkbox checked={values.is_active} onChange={({ target }) => set({ is_active: target.checked })}>
            {t('mailing.active')}
          </Checkbox>
        )}
        <Field label={t('mailing.code')} hint={hasGone ? t('mailing.code_stays') : t('mailing.code_hint')} error={codeError}>
          {(control) => (
            <Input
              {...control}
              disabled={hasGone}
              autoComplete="off"
              maxLength={60}
              placeholder={codeOf(values.name)}
              value={values.code}
              onChange={({ target }) => set({ code: target.value })}
            />
          )}
        </Field>
        {!isTaken && !['name', 'code'].includes(refusal?.field ?? '') && <RefusedLine error={acts.error} />}
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t('consent.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
