import '../../../styles/record.css';
import '../../../styles/award-money.css';
import '../../../styles/awards.css';
import '../../../styles/opportunities.css';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { type FoundAnswer, type FoundMapping, foundFields, missingFound } from '../../../../domain/opportunities/found-file.ts';
import { nameAct } from '../../../providers/acts.ts';
import { askServer } from '../../../providers/ask-server.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useAllowed, useOffice } from '../../../providers/office.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { useOpportunityActs } from '../actions.ts';
import { FoundOutcome } from './outcome.tsx';

type Facts = { mapping: FoundMapping | null; allAgencies: boolean; updates: boolean };
type Chosen = { file: File; facts: Facts; answer: FoundAnswer; left: ReadonlySet<number> };
const fresh: Facts = { mapping: null, allAgencies: false, updates: true };

/** Takes in a search of Grants.gov: how its file is read and what it would bring are shown first. */
export function OpportunityFound() {
  const { t, tn } = useWords();
  const { done } = useNotify();
  const navigate = useNavigate();
  const { connection } = useOffice();
  const mayCreate = useAllowed('opportunities', 'create');
  const acts = useOpportunityActs();
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);

  async function ask(file: File, { mapping, allAgencies, updates }: Facts, lines: number[] | null, act: string | null) {
    const body = new FormData();
    body.set('file', file, file.name);
    body.set('facts', JSON.stringify({ mapping, lines, updates, all_agencies: allAgencies, dry_run: act === null, act }));
    return (await (await askServer(connection, '/opportunities/found', { method: 'POST', body })).json()) as FoundAnswer;
  }
  async function run(work: () => Promise<void>) {
    setWorking(true);
    setError(null);
    try {
      await work();
    } catch (refused) {
      setError(refused);
    } finally {
      setWorking(false);
    }
  }
  const look = (file: File, facts: Facts) =>
    run(async () => {
      const answer = await ask(file, facts, null, null);
      setChosen({ file, facts: { ...facts, mapping: answer.mapping }, answer, left: new Set() });
    });
  const outcome = chosen?.answer.outcome ?? null;
  const lines = outcome && chosen ? outcome.new.map(({ line }) => line).filter((line) => !chosen.left.has(line)) : [];
  const corrected = outcome && chosen?.facts.updates ? outcome.changed.length : 0;
  const take = ({ file, facts }: Chosen) =>
    run(async () => {
      const act = nameAct();
      const { outcome: taken } = await ask(file, facts, lines, act);
      setChosen(null);
      done(tn('found.taken', (taken?.taken ?? 0) + (taken?.corrected ?? 0)), { undo: act, onUndone: () => void acts.refresh() });
      await acts.refresh();
      navigate('/opportunities');
    });
  return (
    <div className="page form-page">
      <p className="record-back-always">
        <Link to="/opportunities">{t('opportunity.back')}</Link>
      </p>
      <PageTitle title={t('found.title')} />
      {!mayCreate ? (
        <p>{t('opportunity.create_not_allowed')}</p>
      ) : (
        <section className="money-file">
          <p className="secondary">{t('found.lead')}</p>
          <input
            ref={input}
            type="file"
            hidden
            aria-label={t('found.choose')}
            accept="text/csv,.csv,text/tab-separated-values,.tsv"
            onChange={({ target }) => {
              const file = target.files?.[0];
              target.value = '';
              if (file) void look(file, fresh);
            }}
          />
          <Button loading={isWorking && !chosen} onClick={() => input.current?.click()}>
            {t('found.choose')}
          </Button>
          <RefusedLine error={error} />
          {chosen && (
            <div className="money-chosen">
              <h2>{chosen.file.name}</h2>
              <div className="money-checks">
                {(['allAgencies', 'updates'] as const).map((name) => (
                  <label key={name} className="check">
                    <input
                      type="checkbox"
                      checked={chosen.facts[name]}
                      onChange={({ target }) => void look(chosen.file, { ...chosen.facts, [name]: target.checked })}
                    />
                    {t(`found.${name}`)}
                  </label>
                ))}
              </div>
              <FoundColumns answer={chosen.answer} onChange={(mapping) => void look(chosen.file, { ...chosen.facts, mapping })} />
              {outcome && (
                <FoundOutcome
                  outcome={outcome}
                  left={chosen.left}
                  updates={chosen.facts.updates}
                  onLeave={(left) => setChosen({ ...chosen, left })}
                />
              )}
              <div className="form-foot">
                <Button onClick={() => setChosen(null)}>{t('action.cancel')}</Button>
                {lines.length + corrected > 0 && (
                  <Button type="primary" loading={isWorking} onClick={() => void take(chosen)}>
                    {tn('found.take', lines.length + corrected)}
                  </Button>
                )}
              </div>
            </div>
          )}
        </section>
      )}
    </div>
  );
}

/** Which column of the file is what. */
function FoundColumns({ answer, onChange }: { answer: FoundAnswer; onChange: (mapping: FoundMapping) => void }) {
  const { t } = useWords();
  const { mapping, columns, samples, remembered } = answer;
  const missing = missingFound(mapping);
  const sampleOf = (column: string) => samples.map((sample) => sample[column]).find(Boolean);
  return (
    <>
      {remembered && <p className="secondary">{t('money.file_remembered')}</p>}
      {missing.length > 0 && (
        <p className="notice notice-amber">
          {t('found.missing', { columns: missing.map((field) => t(`found.column.${field}`)).join(', ') })}
        </p>
      )}
      <details open={missing.length > 0}>
        <summary>{t('money.file_columns')}</summary>
        <div className="money-columns">
          {foundFields.map((field) => {
            const column = mapping[field] ?? null;
            return (
              <ChoiceField
                key={field}
                label={t(`found.column.${field}`)}
                value={column}
                emptyLabel={t('money.no_column')}
                options={columns.map((name) => ({ value: name, label: name }))}
                hint={column ? (sampleOf(column) ?? '') : undefined}
                onChange={(next) => {
                  const { [field]: _before, ...others } = mapping;
                  onChange(next ? { ...others, [field]: next } : others);
                }}
              />
            );
          })}
        </div>
      </details>
    </>
  );
}
