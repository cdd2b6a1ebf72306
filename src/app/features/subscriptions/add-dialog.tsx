import { Button, Checkbox, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import { isMailAddress } from '../../../domain/shared/mail-address.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { Field } from '../../shared/components/field.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { refusalText } from '../../shared/refusal-text.ts';
import { noSource, type Source, SourceFields } from '../../shared/subscriptions/source-fields.tsx';
import { useRecordChoice } from '../../shared/subscriptions/use-consent-record.ts';
import type { MailingList } from './use-lists.ts';

/** Puts an address on lists because its owner said so to the office. */
export function AddDialog({ lists, onClose }: { lists: MailingList[]; onClose: () => void }) {
  const { t } = useWords();
  const { done } = useNotify();
  const acts = useRecordChoice();
  const [address, setAddress] = useState('');
  const [chosen, setChosen] = useState<string[]>([]);
  const [source, setSource] = useState<Source>({ ...noSource, how: 'form' });
  const [isTried, setTried] = useState(false);
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const at = (field: string) => (refusal?.field === field ? refusalText(refusal, t) : undefined);
  const isAddress = isMailAddress(address);
  const listErrorId = useId();
  const listError = isTried && chosen.length === 0 ? t('subscribers.lists_missing') : at('lists');

  async function submit() {
    setTried(true);
    if (!isAddress || chosen.length === 0 || source.note.trim() === '') return;
    const isDone = await acts.record(address.trim(), { add: chosen }, { how: source.how, note: source.note.trim(), photo: null }, (act) =>
      done(t('subscribers.added', { address: address.trim().toLowerCase() }), { undo: act }),
    );
    if (isDone) onClose();
  }

  return (
    <Modal open title={t('subscribers.add')} onCancel={onClose} footer={null} maskClosable={false} destroyOnHidden>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(pressed) => {
          pressed.preventDefault();
          void submit();
        }}
      >
        <p className="secondary">{t('subscribers.add_lead')}</p>
        <Field label={t('subscribers.address')} error={isTried && !isAddress ? t('subscribers.address_wrong') : at('address')}>
          {(control) => (
            <Input
              {...control}
              autoFocus
              type="email"
              autoComplete="off"
              maxLength={254}
              value={address}
              onChange={({ target }) => setAddress(target.value)}
            />
          )}
        </Field>
        <fieldset className="choice-group" aria-describedby={listError ? listErrorId : undefined}>
          <legend className="field-label">{t('consent.lists')}</legend>
          {lists.map(({ id, name }) => (
            <Checkbox
              key={id}
              checked={chosen.includes(id)}
              onChange={({ target }) => setChosen(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
            >
              {name}
            </Checkbox>
          ))}
          {listError && (
            <p id={listErrorId} className="field-error">
              {listError}
            </p>
          )}
        </fieldset>
        <SourceFields
          source={source}
          withPaper={false}
          onChange={(patch) => setSource({ ...source, ...patch })}
          error={isTried && source.note.trim() === '' ? t('refusal.note_source') : at('note')}
        />
        {!['address', 'lists', 'note'].includes(refusal?.field ?? '') && <RefusedLine error={acts.error} />}
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t('subscribers.add_save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
