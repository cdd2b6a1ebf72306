import { Input, Radio } from 'antd';
import type { Answers, SubawardFacts } from '../../../../domain/awards/subaward.ts';
import { contractQuestions, leaningOf, type Question, questions, subawardQuestions } from '../../../../domain/awards/subaward-judgement.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { ActDialog, type ActValues } from './act-dialog.tsx';
import { useSubawardActs } from './use-subawards.ts';

const answersOf = (values: ActValues): Answers =>
  Object.fromEntries(
    questions.flatMap((one) => {
      const answer = values[one];
      const note = values[`${one}_note`]?.trim();
      return answer === 'yes' || answer === 'no' ? [[one, { answer, ...(note ? { note } : {}) }]] : [];
    }),
  );

/** Subaward or contract: ten questions of substance, what they lean to, the decision and its reason. */
export function DeterminationDialog({ subaward, onClose }: { subaward: SubawardFacts; onClose: () => void }) {
  const { t } = useWords();
  const acts = useSubawardActs();
  const kept = subaward.determination_answers;
  const first: ActValues = {
    ...Object.fromEntries(
      questions.flatMap((one) => [
        [one, kept[one]?.answer ?? ''],
        [`${one}_note`, kept[one]?.note ?? ''],
      ]),
    ),
    determination: subaward.determination ?? '',
    determination_reason: subaward.determination_reason ?? '',
  };
  const save = async (values: ActValues) =>
    (await acts.run(
      'save_subaward',
      {
        p_id: subaward.id,
        p_version: subaward.version,
        p_subaward: {
          determination: values.determination,
          determination_reason: values.determination_reason?.trim(),
          determination_answers: answersOf(values),
        },
      },
      t('subaward.determined'),
    )) !== null;
  return (
    <ActDialog
      wide
      title={t('subaward.determine')}
      submit={t('subaward.determine_save')}
      intro={<p>{t('subaward.determine_intro')}</p>}
      fields={[
        {
          name: 'determination',
          label: t('subaward.it_is'),
          kind: 'choice',
          needed: t('subaward.wrong.determination'),
          options: (['subaward', 'contract'] as const).map((value) => ({ value, label: t(`subaward.kind.${value}`) })),
        },
        {
          name: 'determination_reason',
          label: t('subaward.reason'),
          kind: 'area',
          needed: t('subaward.wrong.why'),
          hint: t('subaward.reason_hint'),
        },
      ]}
      childrenFirst
      values={first}
      acts={acts}
      onSave={save}
      onClose={onClose}
    >
      {(values, set) => (
        <>
          <QuestionGroup heading={t('subaward.for_subaward')} asked={subawardQuestions} values={values} set={set} />
          <QuestionGroup heading={t('subaward.for_contract')} asked={contractQuestions} values={values} set={set} />
          <Leaning answers={answersOf(values)} />
        </>
      )}
    </ActDialog>
  );
}

type QuestionGroupProps = { heading: string; asked: readonly Question[]; values: ActValues; set: (patch: ActValues) => void };

function QuestionGroup({ heading, asked, values, set }: QuestionGroupProps) {
  const { t } = useWords();
  return (
    <section className="subaward-questions" aria-label={heading}>
      <h3>{heading}</h3>
      {asked.map((one) => (
        <fieldset key={one} className="subaward-question">
          <legend>{t(`subaward.question.${one}`)}</legend>
          <Radio.Group value={values[one]} onChange={({ target }) => set({ [one]: target.value })}>
            <Radio value="yes">{t('subaward.yes')}</Radio>
            <Radio value="no">{t('subaward.no')}</Radio>
          </Radio.Group>
          <Input
            aria-label={t('subaward.note_to', { question: t(`subaward.question.${one}`) })}
            placeholder={t('subaward.note')}
            maxLength={1000}
            value={values[`${one}_note`] ?? ''}
            onChange={({ target }) => set({ [`${one}_note`]: target.value })}
          />
        </fieldset>
      ))}
    </section>
  );
}

function Leaning({ answers }: { answers: Answers }) {
  const { t } = useWords();
  const { subaward, contract, leans } = leaningOf(answers);
  const left = questions.filter((one) => !answers[one]).length;
  return (
    <p className="notice" role="status">
      {left > 0 ? t('subaward.questions_left', { count: left }) : t(`subaward.leans_${leans ?? 'neither'}`, { subaward, contract })}
    </p>
  );
}
