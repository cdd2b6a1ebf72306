import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useWords } from '../../../providers/i18n.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { type Caller, CallerField } from '../../../shared/fields/caller-field.tsx';
import { type Registration, useRegistrationActs } from './use-registrations.ts';

/** Finds the resident whose registration it is. */
export function MatchDialog({ row, onClose }: { row: Registration; onClose: () => void }) {
  const { t } = useWords();
  const acts = useRegistrationActs();
  const [resident, setResident] = useState<Caller>({ kind: 'unknown', text: row.name });
  const [isMissing, setMissing] = useState(false);
  async function submit() {
    if (resident.kind !== 'known') return setMissing(true);
    if (await acts.match(row.id, resident.id, true, t('registrations.done_linked', { name: row.name, resident: resident.name }))) onClose();
  }
  return (
    <Modal open title={t('registrations.choose_title', { name: row.name })} onCancel={onClose} footer={null} destroyOnHidden>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <CallerField label={t('registrations.resident')} value={resident} onChange={setResident} mayBeNew={false} mayBeAnonymous={false} />
        {isMissing && resident.kind !== 'known' && (
          <p className="field-error" role="alert">
            {t('registrations.choose_missing')}
          </p>
        )}
        <RefusedLine error={acts.error} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t('registrations.link')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
