import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import type { CampaignRecord } from '../../../../domain/campaigns/campaign.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { Field } from '../../../shared/components/field.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { useCampaignActs } from '../actions.ts';

type NoteDialogProps = { campaign: CampaignRecord; verb: 'give_back' | 'withdraw'; onClose: () => void };

/** Giving a campaign back says what should be different. */
export function NoteDialog({ campaign, verb, onClose }: NoteDialogProps) {
  const { t } = useWords();
  const { done } = useNotify();
  const acts = useCampaignActs();
  const [note, setNote] = useState('');
  const [isMissing, setMissing] = useState(false);
  const isAboutNote = acts.error !== null && toRefusal(acts.error).field === 'review_note';

  async function give() {
    if (note.trim() === '') return setMissing(true);
    const saved = await acts.rpc('return_campaign', { p_id: campaign.id, p_note: note.trim() }, ({ act }) =>
      done(t(`sending.done.${verb}`), { undo: act }),
    );
    if (saved) onClose();
  }
  return (
    <Modal open title={t(`sending.${verb}.title`, { name: campaign.name })} footer={null} onCancel={onClose} width={560} destroyOnHidden>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(submitted) => {
          submitted.preventDefault();
          void give();
        }}
      >
        <Field
          label={t(`sending.${verb}.note`)}
          hint={t(`sending.${verb}.note_hint`)}
          error={(isMissing && note.trim() === '') || isAboutNote ? t('sending.give_back.missing') : undefined}
        >
          {(control) => (
            <Input.TextArea
              {...control}
              autoFocus
              rows={4}
              maxLength={2000}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
        {!isAboutNote && <RefusedLine error={acts.error} />}
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t(`sending.verb.${verb}`)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
