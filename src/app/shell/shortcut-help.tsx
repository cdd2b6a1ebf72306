import { Modal } from 'antd';
import type { MessageKey } from '../i18n/translate.ts';
import { useWords } from '../providers/i18n.tsx';

const keys: [string, MessageKey][] = [
  ['N', 'keys.new'],
  ['/', 'keys.search'],
  ['J', 'keys.next'],
  ['K', 'keys.previous'],
  ['Enter', 'keys.open'],
  ['C', 'keys.close'],
  ['?', 'keys.help'],
];

/** The keys, on one small page. */
export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  return (
    <Modal open title={t('keys.title')} footer={null} onCancel={onClose}>
      <dl className="keys">
        {keys.map(([key, label]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(label)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
