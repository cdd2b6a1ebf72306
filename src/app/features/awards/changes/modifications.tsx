import { Button } from 'antd';
import { useState } from 'react';
import { type AwardChanges, type Modification, modificationActs } from '../../../../domain/awards/changes.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { Tag, type Tone } from '../../../shared/components/tag.tsx';
import { ModificationDialog, type ModificationVerb } from './modification-dialog.tsx';
import { ModificationForm } from './modification-form.tsx';
import { WatchSentence } from './watch.tsx';

type ModificationsProps = { award: string; changes: AwardChanges; proposed: Record<string, number> | null; onTaken: () => void };

const tones: Record<Modification['status'], Tone> = {
  draft: 'plain',
  submitted: 'river',
  change_requested: 'amber',
  approved: 'green',
  denied: 'brick',
  withdrawn: 'plain',
};

/** Grant Award Modifications: what was asked for, where it stands, and what it changed. */
export function Modifications({ award, changes, proposed, onTaken }: ModificationsProps) {
  const { t } = useWords();
  const mayEdit = useAllowed('awards', 'edit');
  const [editing, setEditing] = useState<string | null>(null);
  const [asking, setAsking] = useState<{ verb: ModificationVerb; id: string } | null>(null);
  const { modifications, award: facts } = changes;
  const mayAdd = mayEdit && !['applied', 'declined', 'closed'].includes(facts.status);
  const asked = asking && modifications.find(({ id }) => id === asking.id);
  const close = () => {
    setEditing(null);
    onTaken();
  };
  const isNew = editing === 'new' || proposed !== null;
  return (
    <section aria-labelledby="changes-modifications">
      <div className="money-head">
        <h2 id="changes-modifications">{t('changes.modifications')}</h2>
        {mayAdd && !isNew && <Button onClick={() => setEditing('new')}>{t('changes.add_modification')}</Button>}
      </div>
      {isNew && mayAdd && (
        <ModificationForm
          key={proposed ? 'proposed' : 'new'}
          award={award}
          changes={changes}
          modification={null}
          proposed={proposed}
          onClose={close}
        />
      )}
      {modifications.length === 0 && !isNew && <p className="secondary">{t('changes.no_modifications')}</p>}
      <ul className="changes-list">
        {modifications.map((one) =>
          editing === one.id ? (
            <li key={one.id}>
              <ModificationForm award={award} changes={changes} modification={one} proposed={null} onClose={close} />
            </li>
          ) : (
            <li key={one.id}>
              <ModificationLine one={one} />
              {mayEdit && (
                <span className="changes-acts">
                  {modificationActs(one.status).map((act) => (
                    <button
                      key={act}
                      type="button"
                      className="link"
                      aria-label={t('changes.act_on', {
                        act: t(`changes.act.${act}`),
                        what: one.gam_number ?? t(`changes.subtype.${one.subtype}`),
                      })}
                      onClick={() => (act === 'edit' ? setEditing(one.id) : setAsking({ verb: act, id: one.id }))}
                    >
                      {t(`changes.act.${act}`)}
                    </button>
                  ))}
                </span>
              )}
            </li>
          ),
        )}
      </ul>
      {asking && asked && (
        <ModificationDialog key={asked.version} verb={asking.verb} modification={asked} onClose={() => setAsking(null)} />
      )}
    </section>
  );
}

function ModificationLine({ one }: { one: Modification }) {
  const { t, format } = useWords();
  const days = [
    one.submitted_on && t('changes.submitted', { day: format.dateWithYear(one.submitted_on) }),
    one.decided_on &&
      t(one.status === 'denied' ? 'changes.denied_on' : 'changes.approved_on', { day: format.dateWithYear(one.decided_on) }),
  ].filter(Boolean);
  return (
    <div className="changes-line">
      <p>
        <b>{t(`changes.subtype.${one.subtype}`)}</b> <Tag tone={tones[one.status]}>{t(`changes.status.${one.status}`)}</Tag>{' '}
        <span className="secondary">{[t(`changes.kind.${one.kind}`), one.gam_number, ...days].filter(Boolean).join(' · ')}</span>
      </p>
      {one.new_ends_on && (
        <p>
          {one.former_ends_on
            ? t('changes.extended', { from: format.dateWithYear(one.former_ends_on), to: format.dateWithYear(one.new_ends_on) })
            : t('changes.extends', { to: format.dateWithYear(one.new_ends_on) })}
        </p>
      )}
      {one.federal_change_cents !== 0 && (
        <p>
          {t(one.federal_change_cents > 0 ? 'changes.adds' : 'changes.takes', { amount: format.cents(Math.abs(one.federal_change_cents)) })}
        </p>
      )}
      {one.lines && (
        <p>
          {one.budget_version !== null && `${t('changes.became_version', { number: format.number(one.budget_version) })} `}
          {one.lines
            .map(
              (line) =>
                `${t(`money.category.${line.category}`)} ${format.cents(line.federal_cents + line.match_cents + line.program_income_cents)}`,
            )
            .join(' · ')}
        </p>
      )}
      {one.watch && <WatchSentence watch={one.watch} />}
      {one.reason && <p className="lines">{one.reason}</p>}
      {one.decision_note && <p className="lines secondary">{one.decision_note}</p>}
    </div>
  );
}
