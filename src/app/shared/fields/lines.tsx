import '../../styles/event-form.css';
import { Button } from 'antd';
import { type ReactNode, useRef } from 'react';
import { useWords } from '../../providers/i18n.tsx';

type LinesProps<Row extends { key: string }> = {
  legend: string;
  rows: Row[];
  onChange: (rows: Row[]) => void;
  /** A line in which nothing stands yet. */
  empty: () => Row;
  add: string;
  /** The fields of a line; `number` counts from 1, for its labels. */
  children: (row: Row, patch: (change: Partial<Row>) => void, number: number) => ReactNode;
  /** What stands above the fields of a line, for the eye; each field has a label of its own. */
  heads?: string[];
  className: string;
  errors: Readonly<Record<string, string>>;
  /** Said below a line: what it collides with. */
  note?: (row: Row) => ReactNode;
  error?: string | undefined;
  hint?: string;
};

/** Any number of lines, or none. A line that is added takes the keyboard; one that is removed gives it to the next. */
export function Lines<Row extends { key: string }>(props: LinesProps<Row>) {
  const { t } = useWords();
  const { rows, onChange, errors } = props;
  const box = useRef<HTMLFieldSetElement>(null);
  const focusOn = (find: (box: HTMLFieldSetElement) => HTMLElement | null | undefined) =>
    requestAnimationFrame(() => {
      if (box.current) find(box.current)?.focus();
    });
  const add = () => {
    onChange([...rows, props.empty()]);
    focusOn((fields) => [...fields.querySelectorAll<HTMLElement>('.line')].at(-1)?.querySelector('input, select, textarea'));
  };
  const remove = (index: number) => {
    onChange(rows.filter((_, at) => at !== index));
    focusOn((fields) => fields.querySelectorAll<HTMLElement>('.line-remove')[Math.max(0, index - 1)] ?? fields.querySelector('.line-add'));
  };
  return (
    <fieldset className="lines-field" ref={box}>
      <legend className="field-label">{props.legend}</legend>
      {props.hint && <p className="secondary">{props.hint}</p>}
      {props.heads && rows.length > 0 && (
        <div className={`line-row line-heads ${props.className}`} aria-hidden="true">
          {props.heads.map((head) => (
            <span key={head}>{head}</span>
          ))}
        </div>
      )}
      {rows.map((row, index) => (
        <div key={row.key} className="line">
          <div className={`line-row ${props.className}`}>
            {props.children(row, (change) => onChange(rows.map((one) => (one.key === row.key ? { ...one, ...change } : one))), index + 1)}
            <Button
              className="line-remove"
              onClick={() => remove(index)}
              aria-label={t('event.form.remove_line', { number: index + 1, list: props.legend })}
            >
              {t('contact.remove')}
            </Button>
          </div>
          {errors[row.key] && <p className="field-error">{errors[row.key]}</p>}
          {props.note?.(row)}
        </div>
      ))}
      {props.error && <p className="field-error">{props.error}</p>}
      <button type="button" className="link line-add" onClick={add}>
        {props.add}
      </button>
    </fieldset>
  );
}
