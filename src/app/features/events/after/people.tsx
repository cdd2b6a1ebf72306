import { Button } from 'antd';
import { useState } from 'react';
import type { AfterPerson } from '../../../../domain/events/after.ts';
import type { MessageKey } from '../../../i18n/translate.ts';
import { nameAct } from '../../../providers/acts.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { useReferences } from '../../../providers/references.tsx';
import type { AfterPart } from './after.tsx';
import { AfterPaper } from './paper.tsx';

const SHOWN = 25;

/** Who came by name and what was tallied, to set right afterwards: added from paper, or taken out. */
export function AfterPeople({ event, after, facts }: AfterPart) {
  const { t, tn, format } = useWords();
  const { done } = useNotify();
  const { languages } = useReferences();
  const mayCorrect = useAllowed('attendances', 'edit');
  const [all, setAll] = useState(false);
  const nameOf = (code: string | null) => languages.find((one) => one.code === code)?.name;
  async function remove(key: string, name: string) {
    const act = await after.correct([{ key: nameAct(), verb: 'undo', undoes: key }]);
    if (act) done(t('after.removed', { name }), { undo: act });
  }
  const removal = (key: string, name: string) =>
    mayCorrect && (
      <button
        type="button"
        className="link"
        aria-label={t('after.remove_name', { name })}
        disabled={after.isWorking}
        onClick={() => void remove(key, name)}
      >
        {t('after.remove')}
      </button>
    );
  const factsOf = (one: AfterPerson) =>
    [
      one.people > 1 ? tn('after.with', one.people - 1) : '',
      nameOf(one.language),
      one.postal_code,
      t(`after.way_${one.way}` as MessageKey),
      one.way === 'paper' ? '' : format.time(one.at),
    ]
      .filter(Boolean)
      .join(' · ');
  const people = all ? facts.people : facts.people.slice(0, SHOWN);
  return (
    <section className="after-part">
      <div className="after-head">
        <h2>{t('after.names')}</h2>
        <span className="secondary">{tn('after.names_count', facts.people.length)}</span>
      </div>
      {mayCorrect && event.status !== 'cancelled' && <AfterPaper after={after} />}
      <ul className="after-lines">
        {people.map((one) => (
          <li key={one.id}>
            <span>
              {one.name} <span className="secondary">{factsOf(one)}</span>
            </span>
            {removal(one.key, one.name)}
          </li>
        ))}
      </ul>
      {people.length < facts.people.length && (
        <p>
          <Button onClick={() => setAll(true)}>{t('after.more', { count: format.number(facts.people.length) })}</Button>
        </p>
      )}
      {facts.tallies.length > 0 && (
        <details className="after-tallies">
          <summary>{`${t('after.tallies')}: ${format.number(facts.attendance.tallied)}`}</summary>
          <ul className="after-lines">
            {facts.tallies.map((one) => {
              const words = [t(`event.age.${one.age_band}` as MessageKey), nameOf(one.language), one.postal_code]
                .filter(Boolean)
                .join(' · ');
              return (
                <li key={one.key}>
                  <span>
                    {format.number(one.people)} <span className="secondary">{`${words} · ${format.time(one.at)}`}</span>
                  </span>
                  {removal(one.key, `${format.number(one.people)} · ${words}`)}
                </li>
              );
            })}
          </ul>
        </details>
      )}
    </section>
  );
}
