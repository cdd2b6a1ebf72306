import { Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import { type ConsentRecord, choiceBetween, type Frequency, frequencies } from '../../../domain/subscriptions/record.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useReferences } from '../../providers/references.tsx';
import { Field } from '../components/field.tsx';
import { RefusedLine } from '../components/refused.tsx';
import { ChoiceField } from '../fields/choice-field.tsx';
import { refusalText } from '../refusal-text.ts';
import { noSource, SourceFields } from './source-fields.tsx';
import { useRecordChoice } from './use-consent-record.ts';
import { usePhoto } from './use-photo.ts';

type ChoiceDialogProps = {
  record: ConsentRecord;
  /** Among whose files the photo of a sheet is kept. */
  residentId?: string | undefined;
  onSaved: () => void;
  onClose: () => void;
};

/** What somebody wants to get, as they told the office: lists, language, how often, a pause, with where it comes from. */
export function ChoiceDialog({ record, residentId, onSaved, onClose }: ChoiceDialogProps) {
  const { t } = useWords();
  const { done } = useNotify();
  const { languages } = useReferences();
  const acts = useRecordChoice();
  const [gets, setGets] = useState(() => new Set(record.lists.filter((one) => one.gets).map(({ id }) => id)));
  const [language, setLanguage] = useState(record.language);
  const [frequency, setFrequency] = useState<Frequency>(record.frequency);
  const [until, setUntil] = useState(record.paused_until ?? '');
  const [source, setSource] = useState(noSource);
  const [missing, setMissing] = useState<'note' | 'nothing' | 'photo' | null>(null);
  const keepPhoto = usePhoto(residentId);
  const [photoError, setPhotoError] = useState<unknown>(null);
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const at = (field: string) => (refusal?.field === field ? refusalText(refusal, t) : undefined);

  async function submit() {
    const choice = choiceBetween(record, { gets, language, frequency, paused_until: until || null });
    if (!choice) return setMissing('nothing');
    if (source.note.trim() === '') return setMissing('note');
    if (source.how === 'paper' && !source.photo) return setMissing('photo');
    setMissing(null);
    setPhotoError(null);
    const photo = await keepPhoto(source).catch((refused) => {
      setPhotoError(refused);
      return undefined;
    });
    if (photo === undefined) return;
    const said = { how: source.how, note: source.note.trim(), photo };
    const isDone = await acts.record(record.address, choice, said, (act) =>
      done(t('consent.done', { address: record.address }), { undo: act }),
    );
    if (!isDone) return;
    onSaved();
    onClose();
  }

  return (
    <Modal
      open
      title={t('consent.change_title', { address: record.address })}
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
        <fieldset className="choice-group">
          <legend className="field-label">{t('consent.lists')}</legend>
          {record.lists
            .filter((one) => one.is_active || one.gets)
            .map((one) => (
              <Checkbox
                key={one.id}
                checked={gets.has(one.id)}
                onChange={({ target }) => {
                  const next = new Set(gets);
                  if (target.checked) next.add(one.id);
                  else next.delete(one.id);
                  setGets(next);
                }}
              >
                {one.name}
              </Checkbox>
            ))}
        </fieldset>
        <div className="consent-pair">
          <ChoiceField
            label={t('consent.language')}
            value={language}
            emptyLabel={t('consent.language_any')}
            options={languages.map(({ code, name }) => ({ value: code, label: name }))}
            onChange={setLanguage}
            error={at('language')}
          />
          <ChoiceField
            label={t('consent.frequency')}
            value={frequency}
            options={frequencies.map((value) => ({ value, label: t(`consent.frequency.${value}`) }))}
            onChange={(value) => setFrequency((value ?? 'every') as Frequency)}
            error={at('frequency')}
          />
        </div>
        <Field label={t('consent.pause')} hint={t('consent.pause_hint')} error={at('paused_until')}>
          {(control) => (
            <input {...control} className="native" type="date" value={until} onChange={({ target }) => setUntil(target.value)} />
          )}
        </Field>
        <SourceFields
          source={source}
          withPaper={residentId !== undefined}
          photoError={missing === 'photo' && !source.photo ? t('refusal.consent_photo') : undefined}
          onChange={(patch) => setSource({ ...source, ...patch })}
          error={missing === 'note' && source.note.trim() === '' ? t('refusal.note_source') : at('note')}
        />
        {missing === 'nothing' && (
          <p className="notice notice-amber" role="alert">
            {t('consent.nothing')}
          </p>
        )}
        {!['language', 'frequency', 'paused_until', 'note'].includes(refusal?.field ?? '') && (
          <RefusedLine error={acts.error ?? photoError} />
        )}
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
