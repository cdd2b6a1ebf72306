import { Button, Modal } from 'antd';
import { useState } from 'react';
import { choose, type PacketChoices, type SeenEntry, withheldKinds } from '../../../../domain/inquiries/packet-choices.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import { usePacketWords } from './use-packet-words.ts';

type ShowProps = { entry: SeenEntry; choices: PacketChoices; onChoose: (choices: PacketChoices) => void; onClose: () => void };

/** Lets go out what the profile withholds of an entry; the reason stays in the log of the copy. */
export function ShowDialog({ entry, choices, onChoose, onClose }: ShowProps) {
  const { t } = useWords();
  const { say } = usePacketWords();
  const kinds = withheldKinds(entry);
  const [kind, setKind] = useState(kinds[0] ?? '');
  const [why, setWhy] = useState('');
  const [isMissing, setMissing] = useState(false);
  function submit() {
    // As short as the database takes it.
    if (why.trim().length < 5) return setMissing(true);
    onChoose(choose(choices, entry.key, { way: 'show', kind, why: why.trim() }));
    onClose();
  }
  return (
    <Modal open title={t('packet.show')} footer={null} onCancel={onClose} destroyOnHidden>
      <form
        className="dialog-form packet-dialog"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <ChoiceField
          label={t('packet.show_kind')}
          value={kind}
          options={kinds.map((value) => ({ value, label: say(`kind.${value}`) }))}
          onChange={(next) => setKind(next ?? kind)}
        />
        <TextField
          label={t('packet.show_why')}
          maxLength={1000}
          rows={3}
          value={why}
          onChange={setWhy}
          error={isMissing && why.trim().length < 5 ? t('packet.show_missing') : undefined}
        />
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit">
            {t('packet.show_do')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
