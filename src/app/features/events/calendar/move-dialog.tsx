import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { CalendarEvent } from '../../../../domain/events/calendar-item.ts';
import { addMinutes, minutesBetween } from '../../../../domain/events/wall-clock.ts';
import { addDays, daysBetween } from '../../../../domain/shared/dates.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { Field } from '../../../shared/components/field.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import type { Times } from './use-move.ts';

type MoveDialogProps = {
  event: CalendarEvent;
  /** Answers null when it was moved, otherwise why not. */
  onMove: (event: CalendarEvent, times: Times) => Promise<unknown>;
  onClose: () => void;
};

/** Another day and other hours for an event, by three fields: what dragging does, for the keyboard and for a finger. */
export function MoveDialog({ event, onMove, onClose }: MoveDialogProps) {
  const { t, tn, format } = useWords();
  const [day, setDay] = useState(event.starts.slice(0, 10));
  const [start, setStart] = useState(event.starts.slice(11));
  const [end, setEnd] = useState(event.ends.slice(11));
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);
  const [isAsked, setAsked] = useState(false);
  // As many days as it had; one that would end before it begins ends on the day after.
  const days = daysBetween(event.starts.slice(0, 10), event.ends.slice(0, 10));
  const span = days === 0 && end <= start ? 1 : days === 1 && end > start && minutesBetween(event.starts, event.ends) < 1440 ? 0 : days;
  const isWhole = day !== '' && start !== '' && end !== '';
  const times = isWhole ? { starts: `${day}T${start}`, ends: `${addDays(day, span)}T${end}` } : null;

  /** A later start takes the end along. */
  const begin = (next: string) => {
    if (next && start && end)
      setEnd(addMinutes(`2026-01-01T${end}`, minutesBetween(`2026-01-01T${start}`, `2026-01-01T${next}`)).slice(11));
    setStart(next);
  };
  async function submit() {
    setAsked(true);
    if (!times || isWorking) return;
    setWorking(true);
    const refused = await onMove(event, times);
    setWorking(false);
    if (refused) setError(refused);
    else onClose();
  }
  const hint = span > 0 && times ? tn('calendar.move_ends_later', span, { date: format.date(times.ends) }) : undefined;
  return (
    <Modal open title={t('calendar.move_title', { title: event.title })} footer={null} onCancel={onClose} width={420} destroyOnHidden>
      <form
        className="dialog-form move-form"
        noValidate
        onSubmit={(submitted) => {
          submitted.preventDefault();
          void submit();
        }}
      >
        <Field label={t('calendar.move_day')} error={isAsked && !day ? t('calendar.move_day_missing') : undefined}>
          {(control) => <input {...control} className="native" type="date" value={day} onChange={({ target }) => setDay(target.value)} />}
        </Field>
        <div className="move-hours">
          <Field label={t('calendar.move_start')} error={isAsked && !start ? t('calendar.move_time_missing') : undefined}>
            {(control) => (
              <input {...control} className="native" type="time" value={start} onChange={({ target }) => begin(target.value)} />
            )}
          </Field>
          <Field label={t('calendar.move_end')} hint={hint} error={isAsked && !end ? t('calendar.move_time_missing') : undefined}>
            {(control) => <input {...control} className="native" type="time" value={end} onChange={({ target }) => setEnd(target.value)} />}
          </Field>
        </div>
        <RefusedLine error={error} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={isWorking}>
            {t('calendar.move')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
