import { Modal, Switch } from 'antd';
import { useId } from 'react';
import type { MessageKey } from '../i18n/translate.ts';
import { useWords } from '../providers/i18n.tsx';
import { setSingleKeys, useSingleKeys } from '../providers/single-keys.ts';

type Chapter = { title: MessageKey; keys: [string, MessageKey][] };

/** Every key of the office. Who adds one, adds it here. */
const chapters: Chapter[] = [
  {
    title: 'keys.everywhere',
    keys: [
      ['Ctrl K', 'keys.search'],
      ['/', 'keys.search'],
      ['N', 'keys.new'],
      ['Z', 'keys.undo'],
      ['?', 'keys.help'],
      ['Esc', 'keys.escape'],
    ],
  },
  {
    title: 'keys.in_search',
    keys: [
      ['↑ ↓', 'keys.search_move'],
      ['Enter', 'keys.search_open'],
      ['Ctrl Enter', 'keys.search_tab'],
    ],
  },
  {
    title: 'keys.in_list',
    keys: [
      ['J ↓', 'keys.next'],
      ['K ↑', 'keys.previous'],
      ['Enter', 'keys.open'],
      ['X', 'keys.tick'],
    ],
  },
  {
    title: 'keys.in_calendar',
    keys: [
      ['← ↑ ↓ →', 'keys.calendar_arrows'],
      ['C', 'keys.calendar_new'],
      ['M', 'keys.calendar_move'],
      ['F2', 'keys.calendar_move'],
      ['T', 'keys.calendar_today'],
    ],
  },
  {
    title: 'keys.in_record',
    keys: [
      ['C', 'keys.close'],
      ['@', 'keys.mention'],
      ['Ctrl Enter', 'keys.save_entry'],
    ],
  },
];

/** The keys, on one small page, and the switch that turns the single ones off. */
export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const on = useSingleKeys();
  const id = useId();
  return (
    <Modal open title={t('keys.title')} footer={null} onCancel={onClose} width={560}>
      <p className="keys-switch">
        <Switch id={id} checked={on} onChange={setSingleKeys} aria-describedby={`${id}-why`} />
        <label htmlFor={id}>{t('keys.switch')}</label>
      </p>
      <p id={`${id}-why`} className="secondary">
        {t('keys.switch_why')}
      </p>
      {chapters.map(({ title, keys }) => (
        <section key={title}>
          <h2 className="keys-heading">{t(title)}</h2>
          <dl className="keys">
            {keys.map(([key, label]) => (
              <div key={key + label} className={!on && /^[^ @]( |$)/.test(key) ? 'keys-off' : undefined}>
                <dt>
                  {key.split(' ').map((one) => (
                    <kbd key={one}>{one}</kbd>
                  ))}
                </dt>
                <dd>{t(label)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Modal>
  );
}
