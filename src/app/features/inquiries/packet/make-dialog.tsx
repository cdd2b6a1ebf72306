import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import { useActs } from '../../../shared/hooks/use-acts.ts';
import type { Packet, Preview } from './use-packet.ts';
import { usePacketWords } from './use-packet-words.ts';

type MakeProps = { inquiryId: string; packet: Packet; preview: Preview; onClose: () => void };

/** Makes the copy as it was looked through. Where nothing, or everything, is withheld, somebody says that they know. */
export function MakeDialog({ inquiryId, packet, preview, onClose }: MakeProps) {
  const { t } = useWords();
  const { counted } = usePacketWords();
  const { done } = useNotify();
  const acts = useActs(['packets', 'packet_redactions', 'inquiries']);
  const [note, setNote] = useState(packet.draft.note);
  const [isKnown, setKnown] = useState(false);
  const [isMissing, setMissing] = useState(false);
  const { places, out, entries } = preview.counts;
  const odd = places === 0 ? 'packet.know_nothing' : out === 0 && entries > 0 ? 'packet.know_all' : null;

  async function make() {
    if (odd && !isKnown) return setMissing(true);
    const { choices, language } = packet.draft;
    const p_packet = {
      profile: preview.profile.id,
      language,
      choices,
      note: note.trim() || null,
      digest: preview.digest,
      is_known: isKnown,
    };
    const made = await acts.rpc<{ id: string; number: number }>('make_packet', { p_inquiry: inquiryId, p_packet }, ({ answer }) => {
      packet.forget();
      done(t('packet.made', { number: answer.number }));
    });
    if (made) onClose();
  }
  return (
    <Modal
      open
      title={t('packet.make')}
      footer={null}
      onCancel={() => {
        packet.setNote(note);
        onClose();
      }}
      destroyOnHidden
    >
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <p>
          <b>{counted(preview.counts)}</b> {preview.profile.name}
        </p>
        <p className="secondary">{t('packet.make_lead')}</p>
        <div lang={packet.draft.language}>
          <TextField label={t('packet.note')} hint={t('packet.note_hint')} maxLength={2000} rows={3} value={note} onChange={setNote} />
        </div>
        {odd && (
          <div>
            <label className="check">
              <input
                type="checkbox"
                checked={isKnown}
                aria-invalid={isMissing && !isKnown}
                onChange={({ target }) => setKnown(target.checked)}
              />
              <span>{t(odd)}</span>
            </label>
            {isMissing && !isKnown && (
              <p className="field-error" role="alert">
                {t('packet.know_missing')}
              </p>
            )}
          </div>
        )}
        <RefusedLine error={acts.error} />
        <div className="dialog-foot">
          <Button
            onClick={() => {
              packet.setNote(note);
              onClose();
            }}
          >
            {t('action.cancel')}
          </Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t('packet.make')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
