import '../../../styles/record.css';
import '../../../styles/awards.css';
import '../../../styles/opportunities.css';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { type FoundAnswer, type FoundMapping, foundFields, missingFound } from '../../../../domain/opportunities/found-file.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useAllowed, useOffice } from '../../../providers/office.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { askFile } from '../../../shared/imports/ask-file.ts';
import { ChosenFile } from '../../../shared/imports/chosen-file.tsx';
import { ColumnFields } from '../../../shared/imports/column-fields.tsx';
import { FileChoice, sheets } from '../../../shared/imports/file-choice.tsx';
import { useImport } from '../../../shared/imports/use-import.ts';
import { useOpportunityActs } from '../actions.ts';
import { FoundOutcome } from './outcome.tsx';

/** Of the new ones it takes those on `lines`; all of them while none are named. */
type Facts = { mapping: FoundMapping | null; allAgencies: boolean; updates: boolean; lines: number[] | null };
const fresh: Facts = { mapping: null, allAgencies: false, updates: true, lines: null };

/** Takes in a search of Grants.gov: how its file is read and what it would bring are shown first. */
export function OpportunityFound() {
  const { t, tn } = useWords();
  const { done } = useNotify();
  const navigate = useNavigate();
  const { connection } = useOffice();
  const mayCreate = useAllowed('opportunities', 'create');
  const acts = useOpportunityActs();
  // The new ones that are not taken.
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const search = useImport<Facts, FoundAnswer>({
    ask: (file, { allAgencies, ...facts }, act) =>
      askFile(connection, '/opportunities/found', file, {
        facts: JSON.stringify({ ...facts, all_agencies: allAgencies, dry_run: act === null, act }),
      }),
    onTaken: async ({ outcome }, act) => {
      done(tn('found.taken', (outcome?.taken ?? 0) + (outcome?.corrected ?? 0)), { undo: act, onUndone: () => void acts.refresh() });
      await acts.refresh();
      navigate('/opportunities');
    },
  });
  const { chosen, isWorking } = search;
  const look = (file: File, facts: Facts) => {
    setLeft(new Set());
    search.look(file, facts);
  };
  const facts = { ...(chosen?.facts ?? fresh), mapping: chosen?.answer.mapping ?? null };
  const outcome = chosen?.answer.outcome ?? null;
  const lines = outcome?.new.map(({ line }) => line).filter((line) => !left.has(line)) ?? [];
  const count = lines.length + (outcome && facts.updates ? outcome.changed.length : 0);
  return (
    <div className="page form-page">
      <p className="record-back-always">
        <Link to="/opportunities">{t('opportunity.back')}</Link>
      </p>
      <PageTitle title={t('found.title')} />
      {!mayCreate ? (
        <p>{t('opportunity.create_not_allowed')}</p>
      ) : (
        <section className="import">
          <p className="secondary">{t('found.lead')}</p>
          <FileChoice label={t('found.choose')} accept={sheets} isWorking={isWorking && !chosen} onFile={(file) => look(file, fresh)} />
          <RefusedLine error={search.error} />
          {chosen && (
            <ChosenFile
              title={chosen.file.name}
              isWorking={isWorking}
              onCancel={search.close}
              next={count > 0 ? { label: tn('found.take', count), go: () => search.take(chosen.file, { ...facts, lines }) } : null}
            >
              <div className="import-checks">
                {(['allAgencies', 'updates'] as const).map((name) => (
                  <label key={name} className="check">
                    <input
                      type="checkbox"
                      checked={facts[name]}
                      onChange={({ target }) => look(chosen.file, { ...facts, [name]: target.checked })}
                    />
                    {t(`found.${name}`)}
                  </label>
                ))}
              </div>
              <ColumnFields
                fields={foundFields}
                label={(field) => t(`found.column.${field}`)}
                mapping={chosen.answer.mapping}
                file={chosen.answer}
                missing={missingFound(chosen.answer.mapping)}
                onChange={(mapping) => look(chosen.file, { ...facts, mapping })}
              />
              {outcome && <FoundOutcome outcome={outcome} left={left} updates={facts.updates} onLeave={setLeft} />}
            </ChosenFile>
          )}
        </section>
      )}
    </div>
  );
}
