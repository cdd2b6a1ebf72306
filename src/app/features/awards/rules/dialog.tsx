import { Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import { useAwardActs } from '../actions.ts';
import { RuleDays } from './days.tsx';
import type { OpenRule } from './page.tsx';
import { RuleScope } from './scope.tsx';
import { type RuleValues, ruleKinds, toRule, toValues } from './values.ts';

export type RuleFieldProps = {
  values: RuleValues;
  set: (patch: Partial<RuleValues>) => void;
  wrong: (field: keyof RuleValues) => string | undefined;
};

/** A rule: corrected where it was wrong, or a version of it from a day on. Every schedule follows at once, in one act. */
export function RuleDialog({ open: { rule, isVersion }, onClose }: { open: OpenRule; onClose: () => void }) {
  const { t } = useWords();
  const { done } = useNotify();
  const acts = useAwardActs();
  const [values, setValues] = useState(() => toValues(rule, isVersion));
  const [isTried, setTried] = useState(false);
  const set = (patch: Partial<RuleValues>) => setValues((now) => ({ ...now, ...patch }));
  const { rule: columns, unread } = toRule(values);
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const missing = (field: keyof RuleValues) =>
    isTried && ['name', 'valid_from', 'source'].includes(field) && String(values[field]).trim() === '';
  const wrong = (field: keyof RuleValues): string | undefined => {
    if (missing(field)) return t(`rules.wrong.${field as 'name' | 'valid_from' | 'source'}`);
    if (isTried && unread.includes(field)) return t('rules.wrong.number');
    return refusal?.reason === field ? refusal.message : undefined;
  };

  async function save() {
    setTried(true);
    if (unread.length > 0 || [values.name, values.valid_from, values.source].some((text) => text.trim() === '')) {
      setTimeout(() => document.querySelector<HTMLElement>('.rule-form [aria-invalid="true"]')?.focus());
      return;
    }
    const isNew = rule === null || isVersion;
    const given = { ...columns, ...(isVersion && rule ? { code: rule.code } : {}) };
    const saved = await acts.rpc(
      'save_report_rule',
      { p_rule: given, ...(isNew ? {} : { p_id: rule.id, p_version: rule.version }) },
      ({ act }) => done(t('rules.saved', { name: values.name.trim() }), { undo: act }),
    );
    if (saved) onClose();
  }
  const title = rule ? t(isVersion ? 'rules.version_title' : 'rules.correct_title', { name: rule.name }) : t('rules.add');
  return (
    <Modal open title={title} footer={null} onCancel={onClose} width={640} maskClosable={false} destroyOnHidden>
      <form
        className="dialog-form rule-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <p className="secondary">{t(rule && !isVersion ? 'rules.correct_lead' : isVersion ? 'rules.version_lead' : 'rules.add_lead')}</p>
        <TextField label={t('rules.name')} maxLength={200} value={values.name} onChange={(name) => set({ name })} error={wrong('name')} />
        {!rule && (
          <ChoiceField
            label={t('rules.kind')}
            value={values.kind}
            options={ruleKinds.map((kind) => ({ value: kind, label: t(`award.report.${kind}`) }))}
            onChange={(kind) => kind && set({ kind: kind as RuleValues['kind'] })}
          />
        )}
        <RuleDays values={values} set={set} wrong={wrong} />
        <RuleScope values={values} set={set} wrong={wrong} isVersion={isVersion} />
        <TextField
          label={t('rules.source')}
          hint={t('rules.source_hint')}
          rows={2}
          maxLength={1000}
          value={values.source}
          onChange={(source) => set({ source })}
          error={wrong('source')}
        />
        <Checkbox checked={values.needs_confirming} onChange={({ target }) => set({ needs_confirming: target.checked })}>
          {t('rules.confirm_label')}
        </Checkbox>
        {rule && !isVersion && (
          <Checkbox checked={values.is_active} onChange={({ target }) => set({ is_active: target.checked })}>
            {t('rules.active')}
          </Checkbox>
        )}
        {!(refusal && refusal.reason in values) && <RefusedLine error={acts.error} />}
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t('rules.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
