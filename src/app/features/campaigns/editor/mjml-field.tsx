import { type KeyboardEvent, type UIEvent, useMemo, useRef } from 'react';
import { limits } from '../../../../domain/campaigns/blocks.ts';
import type { Check } from '../../../../domain/campaigns/checks.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useCheckWords } from '../check-words.ts';
import { applyEdit, readMarked, type TextControl } from './apply-edit.ts';
import { TextTools } from './text-tools.tsx';

type MjmlFieldProps = {
  label: string;
  value: string;
  onChange: (mjml: string) => void;
  /** What is wrong, each with its line. */
  checks: Check[];
  isReadOnly?: boolean;
  /** Whether fields of the reader can be put in. */
  hasFields?: boolean;
};

/** Plain MJML with its lines counted: Tab indents (Escape, then Tab, leaves), Enter keeps the indent, what is wrong leads to its line. */
export function MjmlField({ label, value, onChange, checks, isReadOnly = false, hasFields = true }: MjmlFieldProps) {
  const { t } = useWords();
  const say = useCheckWords();
  const control = useRef<TextControl | null>(null);
  const gutter = useRef<HTMLDivElement>(null);
  const leaves = useRef(false);
  const lines = useMemo(() => value.split('\n').map((_, index) => index + 1), [value]);
  const wrong = new Set(checks.map(({ values }) => values.line).filter((line) => typeof line === 'number'));
  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    const area = event.currentTarget;
    if (event.key === 'Escape') {
      leaves.current = true;
      return;
    }
    if (event.key === 'Tab' && !leaves.current && !event.shiftKey && !event.ctrlKey && !event.altKey) {
      event.preventDefault();
      const { start, end } = readMarked(area);
      applyEdit(area, { from: start, to: end, insert: '  ', start: start + 2, end: start + 2 });
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      const { start, end } = readMarked(area);
      const from = area.value.lastIndexOf('\n', start - 1) + 1;
      const indent = /^[ \t]*/.exec(area.value.slice(from, start))?.[0] ?? '';
      if (indent) {
        event.preventDefault();
        const at = start + 1 + indent.length;
        applyEdit(area, { from: start, to: end, insert: `\n${indent}`, start: at, end: at });
      }
    }
    if (event.key !== 'Shift') leaves.current = false;
  }
  function goTo(line: number) {
    const area = control.current;
    if (!area) return;
    const from =
      value
        .split('\n')
        .slice(0, line - 1)
        .join('\n').length + (line > 1 ? 1 : 0);
    const to = value.indexOf('\n', from);
    area.focus();
    area.setSelectionRange(from, to < 0 ? value.length : to);
    area.scrollTop = Math.max(0, (line - 5) * 18);
  }
  const follow = (event: UIEvent<HTMLTextAreaElement>) => {
    if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop;
  };
  return (
    <div className="mjml" data-block="mjml">
      {!isReadOnly && hasFields && (
        <div className="block-bar">
          <TextTools target={control} isPlain />
        </div>
      )}
      <div className="mjml-box">
        <div className="mjml-lines" ref={gutter} aria-hidden="true">
          {lines.map((line) => (
            <span key={line} className={wrong.has(line) ? 'mjml-wrong' : undefined}>
              {line}
            </span>
          ))}
        </div>
        <textarea
          ref={(area) => {
            control.current = area;
          }}
          aria-label={label}
          aria-invalid={checks.some(({ level }) => level === 'error')}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          wrap="off"
          dir="ltr"
          readOnly={isReadOnly}
          maxLength={limits.mjml}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={onKeyDown}
          onScroll={follow}
        />
      </div>
      {!isReadOnly && hasFields && <p className="secondary">{t('write.mjml_hint')}</p>}
      {!isReadOnly && <p className="secondary">{t('write.mjml_keys')}</p>}
      {checks.length > 0 && (
        <ul className="mjml-problems">
          {checks.map((check) => (
            <li key={JSON.stringify(check)} className={`check-line check-${check.level}`}>
              <span>{say(check)}</span>
              {typeof check.values.line === 'number' && (
                <button type="button" className="link" onClick={() => goTo(Number(check.values.line))}>
                  {t('check.go_line', { line: check.values.line })}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
