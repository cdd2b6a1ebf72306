import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { CreditedRecord, CreditedTable, CreditsOf } from '../../../domain/awards/performance.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { RefusedLine } from '../components/refused.tsx';
import { ChoiceField } from '../fields/choice-field.tsx';
import { awardName } from './credit-line.tsx';
import { useCreditActs } from './use-credits.ts';

type CreditDialogProps = {
  table: CreditedTable;
  record: CreditedRecord;
  measures: CreditsOf['measures'];
  /** The awards that it counts for already. */
  others: string[];
  onClose: () => void;
};

/** Chooses the measure that a record counts for. */
export function CreditDialog({ table, record, measures, others, onClose }: CreditDialogProps) {
  const { t } = useWords();
  const { done } = useNotify();
  const acts = useCreditActs();
  const offered = measures.filter(({ id }) => record.offered.includes(id));
  const [chosen, setChosen] = useState(offered.length === 1 ? (offered[0]?.id ?? null) : null);
  const [isTried, setTried] = useState(false);
  const measure = offered.find(({ id }) => id === chosen);
  const elsewhere = measures.filter((one) => measure && others.includes(one.award_id) && one.award_id !== measure.award_id);

  async function save() {
    setTried(true);
    if (!measure) return;
    const values = { p_measure: measure.id, p_table: table, p_id: record.id };
    if (await acts.rpc('credit_record', values, (act) => done(t('credit.done', { measure: measure.name }), { undo: act }))) onClose();
  }
  return (
    <Modal
      open
      title={t('credit.dialog', { what: t(`credit.this.${table}`) })}
      footer={null}
      onCancel={onClose}
      destroyOnHidden
      width={560}
    >
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <ChoiceField
          label={t('credit.measure')}
          value={chosen}
          placeholder={t('credit.choose')}
          options={offered.map((one) => ({ value: one.id, label: t('credit.of', { measure: one.name, award: awardName(one) }) }))}
          hint={measure ? t(`measure.counts_hint.${measure.counts}`) : undefined}
          error={isTried && !measure ? t('credit.choose') : undefined}
          onChange={setChosen}
        />
        {elsewhere.length > 0 && (
          <p className="notice notice-amber">{t('credit.other', { awards: [...new Set(elsewhere.map(awardName))].join(', ') })}</p>
        )}
        <RefusedLine error={acts.error} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t('credit.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
