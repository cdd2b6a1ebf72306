import { isSettled, type ScheduleRow } from '../../../../domain/awards/report.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { useAwardActs } from '../actions.ts';
import { WhatIfLate } from '../radar/what-if.tsx';
import { useReportWords } from './use-report-words.ts';

/** Why its day is that day, by which rule; the day that stands in its place; who said what about it; and whose it is. */
export function ReportDetails({ row, name, mayEdit }: { row: ScheduleRow; name: string; mayEdit: boolean }) {
  const { t, format } = useWords();
  const { done } = useNotify();
  const { staff } = useReferences();
  const words = useReportWords();
  const acts = useAwardActs();
  const owners = staff.filter(({ id, is_active }) => is_active || id === row.owner_id);
  return (
    <div className="report-details">
      <div className="report-why">
        <p>
          <b>{t('schedule.computed', { day: words.day(row.computed_due_on) })}</b> {words.why(row.due_reason).join(' ')}
        </p>
        {row.rule_name && (
          <p className="secondary">
            {t('schedule.by_rule', { rule: row.rule_name })} {row.rule_source}
          </p>
        )}
        {row.override_due_on && (
          <p>{t('schedule.overridden', { day: words.day(row.override_due_on), source: row.override_source ?? '' })}</p>
        )}
        {row.filed_on && (
          <p>
            {t('schedule.filed_by', { day: words.day(row.filed_on), name: row.filed_by_name ?? t('schedule.nobody') })}
            {row.confirmation && ` ${t('schedule.confirmation_is', { number: row.confirmation })}`}
            {row.is_frozen && ` ${t('schedule.frozen')}`}
          </p>
        )}
        {row.filed_note && <p className="lines">{row.filed_note}</p>}
        {row.waived_on && <p>{t('schedule.waived_on', { day: words.day(row.waived_on), reason: row.waived_reason ?? '' })}</p>}
        {row.acknowledged_at && (
          <p className="secondary">
            {t('schedule.known', { name: row.acknowledged_by_name ?? t('schedule.nobody'), when: format.instant(row.acknowledged_at) })}
          </p>
        )}
      </div>
      {!isSettled(row) && row.kind !== 'retention' && !row.is_unasked && <WhatIfLate row={row} name={name} />}
      {mayEdit && !isSettled(row) && (
        <div className="report-owner">
          <ChoiceField
            label={t('schedule.owner')}
            value={row.owner_id}
            emptyLabel={t('schedule.nobody')}
            options={owners.map((one) => ({ value: one.id, label: one.name }))}
            onChange={(owner) =>
              void acts.rpc('set_report_owner', { p_id: row.id, p_staff: owner }, ({ act }) =>
                done(t('schedule.owner_set', { name }), { undo: act }),
              )
            }
          />
          <RefusedLine error={acts.error} />
        </div>
      )}
    </div>
  );
}
