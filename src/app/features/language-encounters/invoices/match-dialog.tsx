import { useCustom } from '@refinedev/core';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { InvoiceLineRow, LineChoice } from '../../../../domain/language-encounters/invoice.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { useEncounterWords } from '../../../shared/encounters/encounter-words.ts';
import { useLanguageActs } from '../../../shared/encounters/use-encounters.ts';
import { TextField } from '../../../shared/fields/text-field.tsx';

/** Which encounter a line bills; or why there is none. */
export function MatchDialog({ line, onClose }: { line: InvoiceLineRow; onClose: () => void }) {
  const { t, format } = useWords();
  const { languageName } = useEncounterWords();
  const { done } = useNotify();
  const acts = useLanguageActs();
  const [note, setNote] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { query } = useCustom<LineChoice[]>({
    url: 'invoice_line_choices',
    method: 'post',
    config: { payload: { p_line: line.id } },
    errorNotification: false,
    queryOptions: { meta: { live: ['language_encounters'] } },
  });
  const choices = query.data?.data;
  const match = (id: string) =>
    acts.rpc('match_invoice_line', { p_line: line.id, p_encounter: id }, ({ act }) => {
      onClose();
      done(t('invoices.matched'), { undo: act });
    });
  const dismiss = () => {
    setMissing(note.trim() === '');
    if (note.trim() === '') return;
    void acts.rpc('dismiss_invoice_line', { p_line: line.id, p_note: note }, ({ act }) => {
      onClose();
      done(t('invoices.dismissed'), { undo: act });
    });
  };
  return (
    <Modal open title={t('invoices.match_title')} footer={null} onCancel={onClose} destroyOnHidden width={600}>
      <div className="dialog-form">
        <p>
          {[
            format.instant(line.occurred_at),
            line.language ? languageName(line.language) : line.language_text,
            t('encounter.minutes', { count: format.decimal(line.minutes) }),
            format.cents(line.cost_cents),
            line.confirmation_number,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {!choices ? (
          <RowSkeleton rows={2} />
        ) : choices.length === 0 ? (
          <p className="secondary">{t('invoices.no_choice')}</p>
        ) : (
          <ul className="encounter-lines">
            {choices.map((one) => (
              <li key={one.id}>
                <button type="button" className="link" disabled={acts.isWorking} onClick={() => void match(one.id)}>
                  {t('invoices.choose', { what: `${format.instant(one.occurred_at)} · ${languageName(one.language)}` })}
                </button>
                <span className="secondary">
                  {[
                    t(`encounter.mode.${one.mode}`),
                    one.duration_minutes !== null && t('encounter.minutes', { count: one.duration_minutes }),
                    one.staff_name,
                    one.asked_for,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        )}
        <TextField
          label={t('invoices.note')}
          hint={t('invoices.note_hint')}
          maxLength={500}
          rows={2}
          value={note}
          onChange={setNote}
          error={isMissing && !note.trim() ? t('invoices.note_missing') : undefined}
        />
        <RefusedLine error={acts.error} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button loading={acts.isWorking} onClick={dismiss}>
            {t('invoices.dismiss')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
