import { Button, Select } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import { type Counting, countings, type Measure, type Performance, readWhole } from '../../../../domain/awards/performance.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { Field } from '../../../shared/components/field.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import { refusalText } from '../../../shared/refusal-text.ts';
import { useAwardActs } from '../actions.ts';
import { firstTargets, TargetsField } from './targets-field.tsx';

/** Where the words of the database stand in the form. */
const fields: Record<string, 'name' | 'code' | 'unit' | 'counts' | 'targets'> = {
  measure_name: 'name',
  measure_taken: 'name',
  measure_code: 'code',
  measure_unit: 'unit',
  measure_counts_way: 'counts',
  targets_many: 'targets',
  targets_whole: 'targets',
  targets_order: 'targets',
  targets_overlap: 'targets',
  targets_outside: 'targets',
};

type MeasureFormProps = { award: string; measure: Measure | null; performance: Performance; onClose: () => void };

/** A measure as the award has it: what is counted, how, and how many by when. */
export function MeasureForm({ award, measure, performance, onClose }: MeasureFormProps) {
  const { t } = useWords();
  const { done } = useNotify();
  const acts = useAwardActs();
  const [name, setName] = useState(measure?.name ?? '');
  const [code, setCode] = useState(measure?.code ?? '');
  const [unit, setUnit] = useState(measure?.unit ?? '');
  const [counts, setCounts] = useState<Counting>(measure?.counts ?? 'occurrences');
  const [targets, setTargets] = useState(() => firstTargets(measure, performance.periods));
  const [isTried, setTried] = useState(false);
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const at = refusal?.field ? fields[refusal.field] : undefined;
  const errorOf = (field: string) => (at === field && refusal ? refusalText(refusal, t) : undefined);
  const isWrong = targets.rows.some(({ text }) => readWhole(text) === undefined);

  async function save() {
    setTried(true);
    if (name.trim() === '' || isWrong) return;
    const p_measure = {
      name,
      code,
      unit,
      counts,
      targets: targets.rows.flatMap(({ period_start, period_end, text }) => {
        const target = readWhole(text);
        return typeof target === 'number' ? [{ period_start, period_end, target }] : [];
      }),
    };
    await acts.rpc(
      'save_measure',
      { p_award: award, p_measure, ...(measure ? { p_id: measure.id, p_version: measure.version } : {}) },
      ({ act }) => {
        onClose();
        done(t('measure.saved'), { undo: act });
      },
    );
  }
  return (
    <form
      className="money-entry"
      aria-label={t(measure ? 'measure.edit_title' : 'measure.add')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        label={t('measure.name')}
        hint={t('measure.name_hint')}
        maxLength={300}
        value={name}
        onChange={setName}
        error={isTried && name.trim() === '' ? t('refusal.measure_name') : errorOf('name')}
      />
      <TextField
        label={t('measure.unit')}
        hint={t('measure.unit_hint')}
        maxLength={60}
        value={unit}
        onChange={setUnit}
        error={errorOf('unit')}
      />
      <TextField
        label={t('measure.code')}
        hint={t('measure.code_hint')}
        maxLength={40}
        value={code}
        onChange={setCode}
        error={errorOf('code')}
      />
      <div className="form-wide">
        <Field label={t('measure.counts')} hint={t(`measure.counts_hint.${counts}`)} error={errorOf('counts')}>
          {(control) => (
            <Select<Counting>
              {...control}
              className="measure-counts"
              value={counts}
              options={countings.map((value) => ({ value, label: t(`measure.counts.${value}`) }))}
              onChange={setCounts}
            />
          )}
        </Field>
        <TargetsField targets={targets} periods={performance.periods} isTried={isTried} error={errorOf('targets')} onChange={setTargets} />
        {!at && <RefusedLine error={acts.error} />}
        <div className="form-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t('measure.save')}
          </Button>
        </div>
      </div>
    </form>
  );
}
