import '../../../styles/award-money.css';
import '../../../styles/language.css';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import {
  type InvoiceAnswer,
  type InvoiceMapping,
  type InvoiceOutcome,
  invoiceFields,
  missingInvoice,
} from '../../../../domain/language-encounters/invoice.ts';
import { nameAct } from '../../../providers/acts.ts';
import { askServer } from '../../../providers/ask-server.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useAllowed, useOffice } from '../../../providers/office.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { useEncounterWords } from '../../../shared/encounters/encounter-words.ts';
import { useInterpreters, useLanguageActs } from '../../../shared/encounters/use-encounters.ts';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';

type Facts = { mapping: InvoiceMapping | null; vendor_id: string | null; invoice_number: string; invoiced_on: string };
type Chosen = { file: File; answer: InvoiceAnswer };

/** Takes an interpreters' invoice in: whose and which it is, how its file is read, and what it would bring, before anything is kept. */
export function InvoiceTake() {
  const { t, tn } = useWords();
  const { done } = useNotify();
  const navigate = useNavigate();
  const { connection } = useOffice();
  const mayTake = useAllowed('interpreter_invoices', 'import');
  const acts = useLanguageActs();
  const vendors = useInterpreters()?.vendors ?? [];
  const input = useRef<HTMLInputElement>(null);
  const [facts, setFacts] = useState<Facts>({ mapping: null, vendor_id: null, invoice_number: '', invoiced_on: '' });
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);

  async function ask(file: File, asked: Facts, act: string | null) {
    const body = new FormData();
    body.set('file', file, file.name);
    body.set('facts', JSON.stringify({ ...asked, dry_run: act === null, act }));
    return (await (await askServer(connection, '/language-encounters/invoices', { method: 'POST', body })).json()) as InvoiceAnswer;
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
  const look = (file: File, asked: Facts) =>
    run(async () => {
      const answer = await ask(file, asked, null);
      setFacts({ ...asked, mapping: answer.mapping });
      setChosen({ file, answer });
    });
  const change = (patch: Partial<Facts>) => {
    const next = { ...facts, ...patch };
    setFacts(next);
    // What stood there was of another number or vendor: it is looked at again, by the button.
    if (chosen) setChosen({ ...chosen, answer: { ...chosen.answer, outcome: null } });
  };
  const take = (file: File) =>
    run(async () => {
      const act = nameAct();
      const { outcome } = await ask(file, facts, act);
      done(tn('invoices.took', outcome?.matched ?? 0, { unmatched: outcome?.unmatched ?? 0 }), {
        undo: act,
        onUndone: () => void acts.refresh(),
      });
      await acts.refresh();
      navigate(
        `/language-encounters/invoices?${new URLSearchParams({ invoice: outcome?.invoice_id ?? '', state: outcome?.unmatched ? 'unmatched' : 'matched' })}`,
      );
    });
  const outcome = chosen?.answer.outcome ?? null;
  const missing = chosen ? missingInvoice(chosen.answer.mapping) : [];
  const isReady = facts.vendor_id !== null && facts.invoice_number.trim() !== '' && missing.length === 0;
  return (
    <div className="page form-page">
      <p className="record-back-always">
        <Link to="/language-encounters/invoices">{t('invoices.title')}</Link>
      </p>
      <PageTitle title={t('invoices.take')} />
      {!mayTake ? (
        <p>{t('invoices.read_only')}</p>
      ) : (
        <section className="money-file">
          <p className="secondary">{t('invoices.take_lead')}</p>
          <div className="form-grid">
            <ChoiceField
              label={t('invoices.vendor')}
              value={facts.vendor_id}
              options={vendors.filter((one) => one.is_active).map(({ id, name }) => ({ value: id, label: name }))}
              hint={vendors.length === 0 ? t('encounter.no_vendors') : undefined}
              onChange={(vendor_id) => change({ vendor_id })}
            />
            <TextField
              label={t('invoices.number')}
              maxLength={60}
              value={facts.invoice_number}
              onChange={(invoice_number) => change({ invoice_number })}
            />
            <label className="field">
              <span className="field-label">{t('invoices.invoiced_on')}</span>
              <input
                type="date"
                className="native wide"
                value={facts.invoiced_on}
                onChange={({ target }) => change({ invoiced_on: target.value })}
              />
            </label>
          </div>
          <input
            ref={input}
            type="file"
            hidden
            aria-label={t('invoices.choose_file')}
            accept="text/csv,.csv,text/tab-separated-values,.tsv"
            onChange={({ target }) => {
              const file = target.files?.[0];
              target.value = '';
              if (file) void look(file, { ...facts, mapping: null });
            }}
          />
          <Button loading={isWorking && !chosen} onClick={() => input.current?.click()}>
            {t('invoices.choose_file')}
          </Button>
          <RefusedLine error={error} />
          {chosen && (
            <div className="money-chosen">
              <h2>{chosen.file.name}</h2>
              <Columns answer={chosen.answer} onChange={(mapping) => void look(chosen.file, { ...facts, mapping })} />
              {!isReady && missing.length === 0 && <p className="notice notice-amber">{t('invoices.say_which')}</p>}
              {outcome && <Outcome outcome={outcome} />}
              <div className="form-foot">
                <Button onClick={() => setChosen(null)}>{t('action.cancel')}</Button>
                {isReady && !outcome && (
                  <Button type="primary" loading={isWorking} onClick={() => void look(chosen.file, facts)}>
                    {t('invoices.look')}
                  </Button>
                )}
                {isReady && outcome && (
                  <Button type="primary" loading={isWorking} onClick={() => void take(chosen.file)}>
                    {t('invoices.take_it')}
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

function Columns({ answer, onChange }: { answer: InvoiceAnswer; onChange: (mapping: InvoiceMapping) => void }) {
  const { t } = useWords();
  const { mapping, columns, samples, remembered } = answer;
  const missing = missingInvoice(mapping);
  const sampleOf = (column: string) => samples.map((sample) => sample[column]).find(Boolean);
  return (
    <>
      {remembered && <p className="secondary">{t('money.file_remembered')}</p>}
      {missing.length > 0 && (
        <p className="notice notice-amber">
          {t('invoices.missing', { columns: missing.map((field) => t(`invoices.column.${field}`)).join(', ') })}
        </p>
      )}
      <details open={missing.length > 0}>
        <summary>{t('money.file_columns')}</summary>
        <div className="money-columns">
          {invoiceFields.map((field) => {
            const column = mapping[field] ?? null;
            return (
              <ChoiceField
                key={field}
                label={t(`invoices.column.${field}`)}
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

const shownLines = 12;

function Outcome({ outcome }: { outcome: InvoiceOutcome }) {
  const { t, tn, format } = useWords();
  const { languageName } = useEncounterWords();
  const left = outcome.lines.filter(({ encounter, unmatched_note }) => !encounter && !unmatched_note);
  return (
    <div aria-live="polite" className="money-outcome">
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
          <ul>
            {outcome.wrong.slice(0, shownLines).map(({ line, why, value }) => (
              <li key={line}>{t('invoices.wrong_line', { line, why: t(`invoices.why.${why as 'day'}`), value })}</li>
            ))}
          </ul>
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
