import { Button, Modal, Segmented } from 'antd';
import { useState } from 'react';
import type { CreditedTable, Measure, Performance, Period } from '../../../../domain/awards/performance.ts';
import { addMonths } from '../../../../domain/shared/dates.ts';
import { readDay } from '../../../../domain/tasks/due-words.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useToday } from '../../../providers/office.tsx';
import { Refused, RefusedLine } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { DayField } from '../../../shared/fields/day-field.tsx';
import { SearchField } from '../../../shared/fields/search-field.tsx';
import { useAwardActs } from '../actions.ts';
import { kindWords } from './kind-words.ts';
import { useCandidates } from './use-performance.ts';

type CandidatesDialogProps = {
  measure: Measure;
  award: Performance['award'];
  /** The period that is shown first; without one, the last three months. */
  first: Period | null;
  today: string;
  onClose: () => void;
};

/** Events that were held, or contacts with residents, that do not count for a measure yet: ticked, they are credited as one act. */
export function CandidatesDialog({ measure, award, first, today, onClose }: CandidatesDialogProps) {
  const { t, tn, format, locale } = useWords();
  const { done } = useNotify();
  const now = useToday();
  const acts = useAwardActs();
  const last = award.ends_on && award.ends_on < today ? award.ends_on : today;
  const [table, setTable] = useState<CreditedTable>('events');
  const [from, setFrom] = useState(first?.period_start ?? [addMonths(last, -3), award.starts_on ?? ''].sort().at(-1) ?? last);
  const [to, setTo] = useState([first?.period_end ?? last, last].sort()[0] ?? last);
  const [search, setSearch] = useState('');
  const [ticked, setTicked] = useState<string[]>([]);
  const days = { from: readDay(from, now, locale), to: readDay(to, now, locale) };
  const { page, isOld, error, retry } = useCandidates(measure.id, { table, from: days.from ?? from, to: days.to ?? to, search });
  const rows = page?.rows ?? [];
  const chosen = rows.filter(({ id }) => ticked.includes(id));
  const amount = chosen.reduce((sum, row) => sum + row.amount, 0);
  const tick = (id: string, isOn: boolean) => setTicked((before) => (isOn ? [...before, id] : before.filter((one) => one !== id)));

  async function save() {
    const p_records = chosen.map(({ id }) => ({ table, id }));
    const saved = await acts.rpc('credit_records', { p_measure: measure.id, p_records }, ({ act }) =>
      done(tn('measure.credited', p_records.length, { count: format.number(p_records.length) }), { undo: act }),
    );
    if (saved) onClose();
  }
  return (
    <Modal open title={t('measure.credit_to', { measure: measure.name })} footer={null} onCancel={onClose} destroyOnHidden width={760}>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen.length > 0) void save();
        }}
      >
        <div className="measure-find">
          <Segmented<CreditedTable>
            aria-label={t('measure.what')}
            value={table}
            onChange={(next) => {
              setTable(next);
              setTicked([]);
            }}
            options={[
              { value: 'events', label: t('measure.events') },
              { value: 'interactions', label: t('measure.contacts') },
              { value: 'language_encounters', label: t('measure.encounters') },
            ]}
          />
          <DayField label={t('measure.from')} value={from} onChange={setFrom} error={days.from ? undefined : t('changes.day_wrong')} />
          <DayField label={t('measure.to')} value={to} onChange={setTo} error={days.to ? undefined : t('changes.day_wrong')} />
          <SearchField label={t('measure.search')} value={search} onChange={setSearch} />
        </div>
        {error && !page && <Refused error={error} onRetry={retry} />}
        {!page && !error && <RowSkeleton rows={3} />}
        {page && rows.length === 0 && <p className="secondary">{t(`measure.none_${table}`)}</p>}
        {rows.length > 0 && (
          <>
            <label className="check">
              <input
                type="checkbox"
                checked={chosen.length === rows.length}
                onChange={({ target }) => setTicked(target.checked ? rows.map(({ id }) => id) : [])}
              />
              <span>{tn('measure.all_of', rows.length, { count: format.number(rows.length) })}</span>
            </label>
            <ul className="measure-candidates" aria-busy={isOld}>
              {rows.map((row) => (
                <li key={row.id}>
                  <label className="check">
                    <input type="checkbox" checked={ticked.includes(row.id)} onChange={({ target }) => tick(row.id, target.checked)} />
                    <span className="money-what">
                      <span>{row.title}</span>
                      <span className="secondary">
                        {[
                          format.dateWithYear(row.credited_on),
                          t(kindWords(table, row.kind)),
                          row.also.length > 0 && t('measure.also', { awards: row.also.filter(Boolean).join(', ') }),
                        ]
                          .filter(Boolean)
                          .join(' · ')}
                      </span>
                    </span>
                    <span className="money-amount">{format.number(row.amount)}</span>
                  </label>
                </li>
              ))}
            </ul>
            {page && page.count > rows.length && <p className="secondary">{t('measure.narrow', { count: format.number(page.count) })}</p>}
          </>
        )}
        {chosen.some(({ also }) => also.length > 0) && <p className="notice notice-amber">{t('measure.also_warning')}</p>}
        <RefusedLine error={acts.error} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" disabled={chosen.length === 0} loading={acts.isWorking}>
            {chosen.length === 0
              ? t('measure.credit')
              : tn('measure.credit_chosen', chosen.length, { count: format.number(chosen.length), amount: format.number(amount) })}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
