import type { SubawardFacts } from '../../../../domain/awards/subaward.ts';
import { questions } from '../../../../domain/awards/subaward-judgement.ts';
import { useWords } from '../../../providers/i18n.tsx';

/** What it was found to be, by whom, when and why, with the ten answers to open. */
export function Determination({ subaward }: { subaward: SubawardFacts }) {
  const { t, format } = useWords();
  const { determination, determined_on, determined_by_name, determination_reason, determination_answers } = subaward;
  return (
    <section aria-labelledby="subaward-determination">
      <h2 id="subaward-determination">{t('subaward.determination')}</h2>
      {determination && determined_on ? (
        <>
          <p>
            {t('subaward.determination_line', {
              kind: t(`subaward.kind.${determination}`),
              day: format.dateWithYear(determined_on),
              name: determined_by_name ?? t('subaward.somebody'),
            })}
          </p>
          <p className="lines">{determination_reason}</p>
          <details>
            <summary>{t('subaward.checklist')}</summary>
            <ul className="subaward-answers">
              {questions.map((one) => {
                const given = determination_answers[one];
                return (
                  <li key={one}>
                    {t(`subaward.question.${one}`)} <b>{given ? t(`subaward.${given.answer}`) : t('subaward.not_given')}</b>
                    {given?.note && <span className="secondary"> {given.note}</span>}
                  </li>
                );
              })}
            </ul>
          </details>
        </>
      ) : (
        <p className="secondary">{t('subaward.not_determined')}</p>
      )}
    </section>
  );
}
