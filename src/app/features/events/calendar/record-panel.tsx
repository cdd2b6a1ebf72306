import { useEffect, useRef } from 'react';
import { Outlet } from 'react-router';
import { useWords } from '../../../providers/i18n.tsx';
import { isTyping } from '../../../shared/hooks/use-shortcut.ts';

type RecordPanelProps = { openId: string | undefined; onClose: () => void };

/** The event that is open, over the calendar, which stays in use. Escape closes it, unless something is being typed. */
export function RecordPanel({ openId, onClose }: RecordPanelProps) {
  const { t } = useWords();
  const latest = useRef(onClose);
  latest.current = onClose;
  const last = useRef(openId);
  last.current = openId ?? last.current;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || isTyping(event)) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', listen);
    return () => {
      document.removeEventListener('keydown', listen);
      // Back to where the event stands.
      const id = last.current;
      requestAnimationFrame(() => document.querySelector<HTMLElement>(`.calendar [data-event="${id}"]`)?.focus());
    };
  }, []);
  return (
    <aside className="calendar-record" aria-label={t('calendar.record')}>
      <button type="button" className="calendar-record-close" aria-label={t('calendar.close')} onClick={onClose}>
        <span aria-hidden="true">×</span>
      </button>
      <Outlet />
    </aside>
  );
}
