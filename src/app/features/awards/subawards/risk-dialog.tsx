import { Input, Radio } from 'antd';
import { type Factors, riskLevels, type SubawardFacts } from '../../../../domain/awards/subaward.ts';
import { riskFactors, riskLevelOf } from '../../../../domain/awards/subaward-judgement.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { ActDialog, type ActValues } from './act-dialog.tsx';
import { useSubawardActs } from './use-subawards.ts';

const factorsOf = (values: ActValues): Factors =>
  Object.fromEntries(
    riskFactors.flatMap((one) => {
      const level = Number(values[one]);
      const note = values[`${one}_note`]?.trim();
      return level === 1 || level === 2 || level === 3 ? [[one, { level, ...(note ? { note } : {}) }]] : [];
    }),
  );

/** Five factors, what they come to, and the reason; somebody may say another level than the sum. */
export function RiskDialog({ subaward, onClose }: { subaward: SubawardFacts; onClose: () => void }) {
  const { t } = useWords();
  const acts = useSubawardActs();
  const last = subaward.risks[0];
  const first: ActValues = {
    ...Object.fromEntries(
      riskFactors.flatMap((one) => [
        [one, String(last?.factors[one]?.level ?? '')],
        [`${one}_note`, last?.factors[one]?.note ?? ''],
      ]),
    ),
    level: '',
    reason: '',
    assessed_on: subaward.today,
  };
  const save = async (values: ActValues) =>
    (await acts.run(
      'assess_risk',
      {
        p_subaward: subaward.id,
        p_risk: { assessed_on: values.assessed_on, factors: factorsOf(values), level: values.level || null, reason: values.reason?.trim() },
      },
      t('subaward.risk_saved'),
    )) !== null;
  return (
    <ActDialog
      wide
      title={t('subaward.assess')}
      submit={t('subaward.assess_save')}
      intro={<p>{t('subaward.assess_intro')}</p>}
      fields={(values) => {
        const proposed = riskLevelOf(factorsOf(values));
        return [
          {
            name: 'level',
            label: t('subaward.level'),
            kind: 'choice',
            options: [
              {
                value: '',
                label: proposed ? t('subaward.level_as', { level: t(`subaward.risk.${proposed}`) }) : t('subaward.level_follows'),
              },
              ...riskLevels.map((value) => ({ value, label: t(`subaward.risk.${value}`) })),
            ],
          },
          { name: 'reason', label: t('subaward.reason'), kind: 'area', needed: t('subaward.wrong.why'), hint: t('subaward.reason_hint') },
          { name: 'assessed_on', label: t('subaward.assessed_on'), kind: 'date', needed: t('subaward.wrong.day') },
        ];
      }}
      childrenFirst
      values={first}
      acts={acts}
      onSave={save}
      onClose={onClose}
    >
      {(values, set) => {
        const proposed = riskLevelOf(factorsOf(values));
        const left = riskFactors.filter((one) => !values[one]).length;
        return (
          <>
            {riskFactors.map((one) => (
              <fieldset key={one} className="subaward-question">
                <legend>{t(`subaward.factor.${one}`)}</legend>
                <Radio.Group value={values[one]} onChange={({ target }) => set({ [one]: target.value })}>
                  {riskLevels.map((level, n) => (
                    <Radio key={level} value={String(n + 1)}>
                      {t(`subaward.weight.${level}`)}
                    </Radio>
                  ))}
                </Radio.Group>
                <Input
                  aria-label={t('subaward.note_to', { question: t(`subaward.factor.${one}`) })}
                  placeholder={t('subaward.note')}
                  maxLength={1000}
                  value={values[`${one}_note`] ?? ''}
                  onChange={({ target }) => set({ [`${one}_note`]: target.value })}
                />
              </fieldset>
            ))}
            <p className="notice" role="status">
              {left > 0 || !proposed
                ? t('subaward.factors_left', { count: left })
                : t('subaward.comes_to', { level: t(`subaward.risk.${proposed}`) })}
            </p>
          </>
        );
      }}
    </ActDialog>
  );
}
