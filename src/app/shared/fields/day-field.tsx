import '../../styles/event-form.css';
import { Input } from 'antd';
import { useRef, useState } from 'react';
import { readTime } from '../../../domain/events/time-words.ts';
import { readDay } from '../../../domain/tasks/due-words.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useToday } from '../../providers/office.tsx';
import { Field } from '../components/field.tsx';

type WordFieldProps = {
  label: string;
  value: string;
  onChange: (text: string) => void;
  error?: string | undefined;
  hint?: string | undefined;
};

/** A day as it is typed; what was understood stands there when the field is left. A phone offers its own calendar. */
export function DayField({ label, value, onChange, error, hint }: WordFieldProps) {
  const { t, format, locale } = useWords();
  const today = useToday();
  const [typing, setTyping] = useState<string | null>(null);
  const calendar = useRef<HTMLInputElement>(null);
  const day = readDay(value, today, locale);
  return (
    <Field label={label} error={error} hint={hint}>
      {(control) => (
        <span className="day-box">
          <Input
            {...control}
            autoComplete="off"
            value={typing ?? (day ? format.numericDate(day) : value)}
            onFocus={(event) => event.target.select()}
            onChange={(event) => {
              setTyping(event.target.value);
              onChange(event.target.value);
            }}
            onBlur={() => {
              setTyping(null);
              // A day in words means another day tomorrow: what was understood is kept.
              if (day) onChange(day);
            }}
          />
          <button type="button" className="link" tabIndex={-1} onClick={() => calendar.current?.showPicker()}>
            {t('event.form.calendar')}
          </button>
          <input
            ref={calendar}
            type="date"
            className="day-picker"
            tabIndex={-1}
            aria-hidden="true"
            value={day ?? ''}
            onChange={(event) => onChange(event.target.value)}
          />
        </span>
      )}
    </Field>
  );
}

/** A time as it is typed: "10", "6:30 pm", "18:30". */
export function TimeField({ label, value, onChange, error, after = null }: WordFieldProps & { after?: string | null }) {
  const { format } = useWords();
  const [typing, setTyping] = useState<string | null>(null);
  const time = readTime(value, after);
  return (
    <Field label={label} error={error}>
      {(control) => (
        <Input
          {...control}
          autoComplete="off"
          value={typing ?? (time ? format.clock(time) : value)}
          onFocus={(event) => event.target.select()}
          onChange={(event) => {
            setTyping(event.target.value);
            onChange(event.target.value);
          }}
          onBlur={() => {
            setTyping(null);
            if (time) onChange(time);
          }}
        />
      )}
    </Field>
  );
}
