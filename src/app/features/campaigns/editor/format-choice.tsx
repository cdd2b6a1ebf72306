import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { Message } from '../../../../domain/campaigns/blocks.ts';
import { useWords } from '../../../providers/i18n.tsx';

type FormatChoiceProps = {
  message: Message;
  onChange: (patch: Partial<Message>) => void;
};

/** Blocks, or plain MJML for whoever wants it. Both are kept: going back finds what was left. */
export function FormatChoice({ message, onChange }: FormatChoiceProps) {
  const { t } = useWords();
  const [isAsking, setAsking] = useState(false);
  const other = message.format === 'blocks' ? 'mjml' : 'blocks';
  const hasOwn = message.format === 'blocks' ? message.blocks.length > 0 : message.mjml.trim() !== '';
  function change() {
    setAsking(false);
    onChange({ format: other });
  }
  return (
    <>
      <button type="button" className="link" onClick={() => (hasOwn ? setAsking(true) : change())}>
        {t(`write.format_to_${other}`)}
      </button>
      {isAsking && (
        <Modal open title={t(`write.format_to_${other}`)} footer={null} onCancel={() => setAsking(false)}>
          <p>{t(`write.format_text_${other}`)}</p>
          <div className="dialog-foot">
            <Button onClick={() => setAsking(false)}>{t('action.cancel')}</Button>
            <Button type="primary" onClick={change}>
              {t(`write.format_to_${other}`)}
            </Button>
          </div>
        </Modal>
      )}
    </>
  );
}
