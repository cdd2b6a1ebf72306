import '../../../styles/language.css';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import {
  type InvoiceAnswer,
  type InvoiceMapping,
  type InvoiceOutcome,
  invoiceFields,
  missingInvoice,
} from '../../../../domain/language-encounters/invoice.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useAllowed, useOffice } from '../../../providers/office.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { useEncounterWords } from '../../../shared/encounters/encounter-words.ts';
import { useInterpreters, useLanguageActs } from '../../../shared/encounters/use-encounters.ts';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import { askFile } from '../../../shared/imports/ask-file.ts';
import { ChosenFile } from '../../../shared/imports/chosen-file.tsx';
import { ColumnFields } from '../../../shared/imports/column-fields.tsx';
import { FileChoice, sheets } from '../../../shared/imports/file-choice.tsx';
import { FirstLines } from '../../../shared/imports/first-lines.tsx';
import { useImport } from '../../../shared/imports/use-import.ts';

type Which = { vendor_id: string | null; invoice_number: string; invoiced_on: string };
type Facts = { which: Which; mapping: InvoiceMapping | null };

/** Takes an interpreters' invoice in: whose and which it is, how its file is read, and what it would bring, before anything is kept. */
export function InvoiceTake() {
  const { t, tn } = useWords();
  const { done } = useNotify();
  const navigate = useNavigate();
  const { connection } = useOffice();
  const mayTake = useAllowed('interpreter_invoices', 'import');
  const acts = useLanguageActs();
  const vendors = useInterpreters()?.vendors ?? [];
  const [which, setWhich] = useState<Which>({ vendor_id: null, invoice_number: '', invoiced_on: '' });
  const invoice = useImport<Facts, InvoiceAnswer>({
    ask: (file, { which, mapping }, act) =>
      askFile(connection, '/language-encounters/invoices', file, {
        facts: JSON.stringify({ mapping, ...which, dry_run: act === null, act }),
      }),
    onTaken: async ({ outcome }, act) => {
      done(tn('invoices.took', outcome?.matched ?? 0, { unmatched: outcome?.unmatched ?? 0 }), {
        undo: act,
        onUndone: () => void acts.refresh(),
      });
      await acts.refresh();
      navigate(
        `/language-encounters/invoices?${new URLSearchParams({ invoice: outcome?.invoice_id ?? '', state: outcome?.unmatched ? 'unmatched' : 'matched' })}`,
      );
    },
  });
  const { chosen, isWorking } = invoice;
  const change = (patch: Partial<Which>) => setWhich({ ...which, ...patch });
  // What was looked at of another number or vendor is looked at again, by the button.
  const outcome = chosen?.facts.which === which ? chosen.answer.outcome : null;
  const missing = chosen ? missingInvoice(chosen.answer.mapping) : [];
  const isReady = which.vendor_id !== null && which.invoice_number.trim() !== '' && missing.length === 0;
  const facts = { which, mapping: chosen?.answer.mapping ?? null };
  return (
    <div className="page form-page">
      <p className="record-back-always">
        <Link to="/language-encounters/invoices">{t('invoices.title')}</Link>
      </p>
      <PageTitle title={t('invoices.take')} />
      {!mayTake ? (
        <p>{t('invoices.read_only')}</p>
      ) : (
        <section className="import">
          <p className="secondary">{t('invoices.take_lead')}</p>
          <div className="form-grid">
            <ChoiceField
              label={t('invoices.vendor')}
              value={which.vendor_id}
              options={vendors.filter((one) => one.is_active).map(({ id, name }) => ({ value: id, label: name }))}
              hint={vendors.length === 0 ? t('encounter.no_vendors') : undefined}
              onChange={(vendor_id) => change({ vendor_id })}
            />
            <TextField
              label={t('invoices.number')}
              maxLength={60}
              value={which.invoice_number}
              onChange={(invoice_number) => change({ invoice_number })}
            />
            <label className="field">
              <span className="field-label">{t('invoices.invoiced_on')}</span>
              <input
                type="date"
                className="native wide"
                value={which.invoiced_on}
                onChange={({ target }) => change({ invoiced_on: target.value })}
              />
            </label>
          </div>
          <FileChoice
            label={t('invoices.choose_file')}
            accept={sheets}
            isWorking={isWorking && !chosen}
            onFile={(file) => invoice.look(file, { which, mapping: null })}
          />
          <RefusedLine error={invoice.error} />
          {chosen && (
            <ChosenFile
              title={chosen.file.name}
              isWorking={isWorking}
              onCancel={invoice.close}
              next={
                !isReady
                  ? null
                  : outcome
                    ? { label: t('invoices.take_it'), go: () => invoice.take(chosen.file, facts) }
                    : { label: t('invoices.look'), go: () => invoice.look(chosen.file, facts) }
              }
            >
              <ColumnFields
                fields={invoiceFields}
                label={(field) => t(`invoices.column.${field}`)}
                mapping={chosen.answer.mapping}
                file={chosen.answer}
                missing={missing}
                onChange={(mapping) => invoice.look(chosen.file, { which, mapping })}
              />
              {!isReady && missing.length === 0 && <p className="notice notice-amber">{t('invoices.say_which')}</p>}
              {outcome && <Outcome outcome={outcome} />}
            </ChosenFile>
          )}
        </section>
      )}
    </div>
  );
}

const shownLines = 12;

function Outcome({ outcome }: { outcome: InvoiceOutcome }) {
  const { t, tn, format } = useWords();
  const { languageName } = useEncounterWords();
  const left = outcome.lines.filter(({ encounter, unmatched_note }) => !encounter && !unmatched_note);
  return (
    <div aria-live="polite" className="import-outcome">
      <p>
        {[
          tn('invoices.would_match', outcome.matched, { count: format.number(outcome.matched), amount: format.cents(outcome.cost_cents) }),
          tn('invoices.would_leave', outcome.unmatched, { count: format.number(outcome.unmatched) }),
          outcome.same > 0 && tn('invoices.same', outcome.same, { count: format.number(outcome.same) }),
          outcome.changed > 0 && tn('invoices.changed', outcome.changed, { count: format.number(outcome.changed) }),
          outcome.removed > 0 && tn('invoices.removed', outcome.removed, { count: format.number(outcome.removed) }),
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
      {outcome.languages.length > 0 && (
        <p className="notice notice-amber">{t('invoices.unknown_languages', { names: outcome.languages.join(', ') })}</p>
      )}
      {outcome.wrong.length > 0 && (
        <div className="notice notice-brick">
          <p>{tn('invoices.wrong', outcome.wrong.length)}</p>
          <FirstLines
            lines={outcome.wrong.map(({ line, why, value }) => ({
              key: String(line),
              text: t('invoices.wrong_line', { line, why: t(`invoices.why.${why as 'day'}`), value }),
            }))}
          />
        </div>
      )}
      {left.length > 0 && (
        <>
          <h3>{t('invoices.left')}</h3>
          <ul className="encounter-lines">
            {left.slice(0, shownLines).map((line) => (
              <li key={line.line_number}>
                <span>
                  {[format.instant(line.occurred_at), line.language ? languageName(line.language) : line.language_text].join(' · ')}
                </span>
                <span className="secondary">
                  {[
                    t('encounter.minutes', { count: format.decimal(line.minutes) }),
                    format.cents(line.cost_cents),
                    line.confirmation_number,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </li>
            ))}
          </ul>
          {left.length > shownLines && <p className="secondary">{tn('invoices.more', left.length - shownLines)}</p>}
        </>
      )}
    </div>
  );
}
