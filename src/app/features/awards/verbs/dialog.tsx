import { Button, Modal } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import type { AwardFacts } from '../../../../domain/awards/award.ts';
import type { AskingVerb } from '../../../../domain/awards/verbs.ts';
import type { MessageKey } from '../../../i18n/translate.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useToday } from '../../../providers/office.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { DayField } from '../../../shared/fields/day-field.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import { refusalText } from '../../../shared/refusal-text.ts';
import { useAwardActs } from '../actions.ts';
import { AwardCloseout } from '../closeout/closeout.tsx';
import { type DialogValues, dialogOf, fieldOfRefusal, startValues } from './dialogs.ts';

type VerbDialogProps = { verb: AskingVerb; facts: AwardFacts; onClose: () => void };

/** Asks what a verb needs to know: a day, a reason, and for a termination its notice, its appeal and what may still be claimed. */
export function VerbDialog({ verb, facts, onClose }: VerbDialogProps) {
  const { t, locale } = useWords();
  const { done } = useNotify();
  const today = useToday();
  const acts = useAwardActs();
  const dialog = dialogOf(verb);
  const [values, setValues] = useState<DialogValues>(() => startValues(verb, facts.award, today));
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const refusedField = refusal?.kind === 'invalid' && refusal.field ? fieldOfRefusal[refusal.field] : undefined;
  const errors: Record<string, string> = refusedField && refusal ? { ...wrong, [refusedField]: refusalText(refusal, t) } : wrong;

  async function submit() {
    const read = dialog.read(values, { today, locale });
    setWrong(Object.fromEntries(Object.entries(read.wrong).map(([field, key]) => [field, t(key)])));
    if (Object.keys(read.wrong).length > 0) {
      setTimeout(() => document.querySelector<HTMLElement>('.dialog-form [aria-invalid="true"]')?.focus());
      return;
    }
    const saved = await acts.rpc(dialog.rpc, { p_id: facts.id, p_version: facts.award.version, ...read.args }, ({ act }) =>
      done(t(`award.verb_done.${verb}`), { undo: act }),
    );
    if (saved) onClose();
  }
  return (
    <Modal open title={t(`award.dialog.${verb}`)} footer={null} onCancel={onClose} destroyOnHidden width={560}>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p>{t(`award.dialog.${verb}_text`)}</p>
        {verb === 'close' && <AwardCloseout id={facts.id} isPlain />}
        {dialog.fields.map((field) => {
          const hint = dialog.hints?.[field];
          const shared = {
            label: t(`award.field.${field}` as MessageKey),
            hint: hint && t(hint),
            value: values[field],
            onChange: (text: string) => setValues((now) => ({ ...now, [field]: text })),
            error: errors[field],
          };
          if (field.endsWith('_on')) return <DayField key={field} {...shared} />;
          return field === 'claimable' ? (
            <TextField key={field} {...shared} inputMode="decimal" maxLength={24} />
          ) : (
            <TextField
              key={field}
              {...shared}
              maxLength={field === 'authority' ? 300 : 2000}
              {...(field === 'authority' ? {} : { rows: 2 })}
            />
          );
        })}
        {!refusedField && <RefusedLine error={acts.error} />}
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" danger={verb === 'terminate' || verb === 'decline'} loading={acts.isWorking}>
            {t(`award.verb.${verb}`)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
