import { Button, Modal, Radio } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import type { LegislationFacts } from '../../../domain/legislation/legislation.ts';
import { readDay } from '../../../domain/tasks/due-words.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useToday } from '../../providers/office.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { DayField } from '../../shared/fields/day-field.tsx';
import { TextField } from '../../shared/fields/text-field.tsx';
import { useActs } from '../../shared/hooks/use-acts.ts';
import { refusalText } from '../../shared/refusal-text.ts';

const states = ['amended', 'repealed'] as const;
const fieldOfHint: Record<string, 'on' | 'by' | 'note'> = { law_amended_on: 'on', law_amended_by: 'by', law_amended_note: 'note' };

/** Says that a law was amended or repealed. The answers that rest on it wait to be checked from then on: how many is said before. */
export function AmendDialog({ facts, onClose }: { facts: LegislationFacts; onClose: () => void }) {
  const { t, tn, locale } = useWords();
  const { done } = useNotify();
  const today = useToday();
  const acts = useActs(['legislation', 'answer_cards']);
  const [state, setState] = useState<(typeof states)[number]>('amended');
  const [on, setOn] = useState(today);
  const [by, setBy] = useState('');
  const [note, setNote] = useState('');
  const [sections, setSections] = useState<ReadonlySet<string>>(new Set());
  const [wrongDay, setWrongDay] = useState<string | undefined>();
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const at = refusal ? fieldOfHint[refusal.reason] : undefined;
  const said = at && refusal ? refusalText(refusal, t) : undefined;
  const numbers = new Set(facts.sections.filter(({ id }) => sections.has(id)).map(({ number }) => number));
  const waiting = facts.cards.filter(
    (card) =>
      card.state === 'current' &&
      (state === 'repealed' || numbers.size === 0 || card.sections.length === 0 || card.sections.some((one) => numbers.has(one))),
  ).length;

  async function submit() {
    const day = readDay(on, today, locale);
    setWrongDay(day ? undefined : t('award.wrong.day_needed'));
    if (!day) return;
    const p_facts = { state, on: day, by: by.trim(), note, ...(state === 'amended' ? { sections: [...sections] } : {}) };
    await acts.rpc<{ cards: number; receivers: number }>(
      'amend_legislation',
      { p_id: facts.id, p_version: facts.legislation.version, p_facts },
      ({ act, answer }) => {
        onClose();
        done(answer.cards > 0 ? tn('law.amended_cards', answer.cards) : t('law.amended_done'), { undo: act });
      },
    );
  }
  return (
    <Modal open title={t('law.amend')} footer={null} onCancel={onClose} destroyOnHidden width={560}>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Radio.Group
          aria-label={t('law.what_happened')}
          value={state}
          options={states.map((value) => ({ value, label: t(`law.state.${value}`) }))}
          onChange={({ target }) => setState(target.value)}
        />
        <DayField label={t('law.amended_on')} value={on} onChange={setOn} error={wrongDay ?? (at === 'on' ? said : undefined)} />
        <TextField
          label={t('law.amended_by')}
          hint={t('law.amended_by_hint')}
          inputMode="numeric"
          maxLength={6}
          value={by}
          onChange={setBy}
          error={at === 'by' ? said : undefined}
        />
        {state === 'amended' && facts.sections.length > 0 && (
          <fieldset>
            <legend className="field-label">{t('law.amended_sections')}</legend>
            {facts.sections.map(({ id, number, title }) => (
              <label key={id} className="check">
                <input
                  type="checkbox"
                  checked={sections.has(id)}
                  onChange={({ target }) => {
                    const next = new Set(sections);
                    if (target.checked) next.add(id);
                    else next.delete(id);
                    setSections(next);
                  }}
                />
                <span>
                  § {number} {title}
                </span>
              </label>
            ))}
          </fieldset>
        )}
        <TextField
          label={t('law.amended_note')}
          rows={2}
          maxLength={2000}
          value={note}
          onChange={setNote}
          error={at === 'note' ? said : undefined}
        />
        <p role="status">{waiting > 0 ? tn('law.will_wait', waiting) : t('law.none_waits')}</p>
        {!at && <RefusedLine error={acts.error} />}
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t(`law.mark.${state}`)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
