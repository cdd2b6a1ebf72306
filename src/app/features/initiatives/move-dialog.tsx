import { Button, Modal } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import { type InitiativeFacts, type InitiativeStatus, isDecided, needsFile } from '../../../domain/initiatives/initiative.ts';
import { readDay } from '../../../domain/tasks/due-words.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useToday } from '../../providers/office.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { DayField } from '../../shared/fields/day-field.tsx';
import { TextField } from '../../shared/fields/text-field.tsx';
import { useActs } from '../../shared/hooks/use-acts.ts';
import { refusalText } from '../../shared/refusal-text.ts';

/** Asks what a step needs to know: under which number the Council has it, and when it was decided. */
export function MoveDialog({ facts, to, onClose }: { facts: InitiativeFacts; to: InitiativeStatus; onClose: () => void }) {
  const { t, locale } = useWords();
  const { done } = useNotify();
  const today = useToday();
  const acts = useActs(['initiatives', 'tasks']);
  const [file, setFile] = useState('');
  const [on, setOn] = useState(today);
  const [wrong, setWrong] = useState<{ file_number?: string; decided_on?: string }>({});
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const at = refusal?.reason === 'file_number' ? 'file_number' : refusal?.reason === 'initiative_decided_on' ? 'decided_on' : null;
  const errors = at && refusal ? { ...wrong, [at]: refusalText(refusal, t) } : wrong;
  const asksFile = needsFile(facts.initiative, to);

  async function submit() {
    const day = readDay(on, today, locale);
    const found: typeof wrong = {
      ...(asksFile && !file.trim() ? { file_number: t('initiative.file_missing') } : {}),
      ...(isDecided(to) && !day ? { decided_on: t('award.wrong.day_needed') } : {}),
    };
    setWrong(found);
    if (Object.keys(found).length > 0) {
      setTimeout(() => document.querySelector<HTMLElement>('.dialog-form [aria-invalid="true"]')?.focus());
      return;
    }
    const p_facts = { ...(asksFile ? { file_number: file.trim() } : {}), ...(isDecided(to) ? { on: day } : {}) };
    await acts.rpc('move_initiative', { p_id: facts.id, p_to: to, p_facts, p_version: facts.initiative.version }, ({ act }) => {
      onClose();
      done(t('initiative.moved', { status: t(`initiative.status.${to}`) }), { undo: act });
    });
  }
  return (
    <Modal open title={t(`initiative.verb.${to}`)} footer={null} onCancel={onClose} destroyOnHidden width={520}>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {asksFile && (
          <TextField
            label={t('initiative.file_number')}
            hint={t('initiative.file_hint')}
            maxLength={40}
            value={file}
            onChange={setFile}
            error={errors.file_number}
          />
        )}
        {isDecided(to) && <DayField label={t('initiative.decided_on')} value={on} onChange={setOn} error={errors.decided_on} />}
        {!at && <RefusedLine error={acts.error} />}
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t(`initiative.verb.${to}`)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
