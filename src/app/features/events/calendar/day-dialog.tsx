import { Button, Modal } from 'antd';
import type { CalendarEvent, DatedThing } from '../../../../domain/events/calendar-item.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { EventLine } from '../event-line.tsx';
import { useCalendarTools } from './context.ts';
import { DatedLine } from './dated-line.tsx';

type DayDialogProps = { day: string; isToday: boolean; events: CalendarEvent[]; dated: DatedThing[]; onClose: () => void };

/** Everything of one day, where the month has room for a part of it only. */
export function DayDialog({ day, isToday, events, dated, onClose }: DayDialogProps) {
  const { t, format } = useWords();
  const { onDay, onCreate } = useCalendarTools();
  const title = isToday ? `${t('calendar.today')}, ${format.longDate(day)}` : format.longDate(day);
  return (
    <Modal open title={title} footer={null} onCancel={onClose} width={640} destroyOnHidden>
      {/* A link leads away from the day, and the dialog with it. */}
      <div onClickCapture={(click) => (click.target as HTMLElement).closest('a') && setTimeout(onClose)}>
        {dated.map((thing) => (
          <p key={`${thing.what}-${thing.title ?? ''}`} className="day-dated">
            <DatedLine thing={thing} />
          </p>
        ))}
        <ul className="event-lines">
          {events.map((event) => (
            <EventLine key={event.id} event={event} />
          ))}
        </ul>
      </div>
      <div className="dialog-foot">
        {onCreate && <Button onClick={() => onCreate(day)}>{t('calendar.new')}</Button>}
        <Button
          type="primary"
          onClick={() => {
            onClose();
            onDay(day);
          }}
        >
          {t('calendar.open_day_short')}
        </Button>
      </div>
    </Modal>
  );
}
