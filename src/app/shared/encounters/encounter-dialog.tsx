import '../../styles/event-form.css';
import '../../styles/language.css';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import { readTime } from '../../../domain/events/time-words.ts';
import type { EncounterFacts } from '../../../domain/language-encounters/encounter.ts';
import {
  checkEncounter,
  type EncounterField,
  type EncounterValues,
  encounterFieldOfHint,
  toEncounter,
} from '../../../domain/language-encounters/form.ts';
import { readDay } from '../../../domain/tasks/due-words.ts';
import type { MessageKey } from '../../i18n/translate.ts';
import { readDraft, writeDraft } from '../../providers/drafts.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useOffice, useToday } from '../../providers/office.tsx';
import { RefusedLine } from '../components/refused.tsx';
import { refusalText } from '../refusal-text.ts';
import { EncounterForm } from './encounter-form.tsx';
import { emptyEncounter, toEncounterValues } from './encounter-values.ts';
import type { EncounterSource } from './log-encounter.tsx';
import { useInterpreters, useLanguageActs } from './use-encounters.ts';

type EncounterDialogProps = {
  /** The record that it was for; none of its own for a call that belongs to none, a test call among them. */
  record?: EncounterSource;
  /** To correct one that is there. */
  facts?: EncounterFacts;
  onClose: () => void;
  onSaved?: (id: string) => void;
};

const column = { inquiries: 'inquiry_id', events: 'event_id', referrals: 'referral_id', residents: 'resident_id' } as const;

/** Logs an encounter, or corrects one. What was typed stays until it is saved. */
export function EncounterDialog({ record, facts, onClose, onSaved }: EncounterDialogProps) {
  const { t, locale } = useWords();
  const { me } = useOffice();
  const { done } = useNotify();
  const today = useToday();
  const acts = useLanguageActs();
  const choices = useInterpreters();
  const draft = facts ? `encounter.${facts.id}` : `encounter.new.${record?.id ?? ''}`;
  const [opened] = useState<EncounterValues>(() =>
    facts
      ? toEncounterValues(facts)
      : emptyEncounter({
          staff_id: me.id,
          language: record?.language && record.language !== 'en' ? record.language : null,
          district_id: record?.district_id ?? null,
        }),
  );
  const [values, setValues] = useState<EncounterValues>(() => ({ ...opened, ...readDraft<EncounterValues>(draft) }));
  const [wrong, setWrong] = useState<Partial<Record<EncounterField, string>>>({});
  const change = (patch: Partial<EncounterValues>) =>
    setValues((now) => {
      const next = { ...now, ...patch };
      writeDraft(draft, next);
      return next;
    });
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const refused = refusal?.field ? encounterFieldOfHint[refusal.field] : undefined;
  const errors = refused && refusal ? { ...wrong, [refused]: refusalText(refusal, t) } : wrong;

  async function save() {
    const day = values.day ? readDay(values.day, today, locale) : '';
    const time = values.time ? readTime(values.time) : '';
    const follow = values.follow_up_on ? readDay(values.follow_up_on, today, locale) : '';
    const found = Object.fromEntries(
      Object.entries(checkEncounter(values)).map(([field, word]) => [field, t(`refusal.${word}` as MessageKey)]),
    ) as typeof wrong;
    if (day === null || (day === '' && time)) found.day = t('encounter.wrong_day');
    if (time === null || (time === '' && day)) found.time = t('encounter.wrong_time');
    if (follow === null) found.follow_up_on = t('encounter.wrong_day');
    setWrong(found);
    acts.clear();
    if (Object.keys(found).length > 0) {
      setTimeout(() => document.querySelector<HTMLElement>('.encounter-form [aria-invalid="true"]')?.focus());
      return;
    }
    const read = { ...values, day: day ?? '', time: time ?? '', follow_up_on: follow ?? '' };
    const now = toEncounter(read);
    // Of one that is there only what was changed is sent: what somebody else corrected meanwhile stays.
    const before: Record<string, unknown> = facts ? toEncounter(opened) : {};
    const patch = facts
      ? Object.fromEntries(Object.entries(now).filter(([key, value]) => value !== before[key] && key !== 'sections'))
      : now;
    const p_encounter = { ...patch, ...(record ? { [column[record.table]]: record.id } : {}) };
    const saved = await acts.rpc<string>(
      'save_encounter',
      facts ? { p_encounter, p_id: facts.id, p_version: facts.encounter.version } : { p_encounter },
      ({ act }) => {
        writeDraft(draft, null);
        onClose();
        done(t(facts ? 'encounter.saved' : 'encounter.logged'), { undo: act });
      },
    );
    if (saved) onSaved?.(saved.answer);
  }
  const title = t(facts ? 'encounter.edit' : 'encounter.log');
  return (
    <Modal open title={title} footer={null} onCancel={onClose} destroyOnHidden width={640}>
      <form
        className="dialog-form encounter-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <EncounterForm
          values={values}
          onChange={change}
          errors={errors}
          choices={choices}
          hasRecord={Boolean(record ?? facts?.inquiry ?? facts?.event ?? facts?.referral ?? facts?.resident)}
        />
        {!refused && <RefusedLine error={acts.error} />}
        <div className="dialog-foot">
          <Button
            onClick={() => {
              writeDraft(draft, null);
              onClose();
            }}
          >
            {t('action.cancel')}
          </Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t(facts ? 'encounter.save' : 'encounter.log_it')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
