import { lazy, Suspense, useState } from 'react';
import { isSettled, type ScheduleRow } from '../../../../domain/awards/report.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { useAwardActs } from '../actions.ts';

const FileDialog = lazy(async () => ({ default: (await import('./file-dialog.tsx')).FileDialog }));
const DayDialog = lazy(async () => ({ default: (await import('./day-dialog.tsx')).DayDialog }));
const WaiveDialog = lazy(async () => ({ default: (await import('./waive-dialog.tsx')).WaiveDialog }));

const AuditorDialog = lazy(async () => ({ default: (await import('../radar/auditor-dialog.tsx')).AuditorDialog }));

type ReportVerbsProps = { row: ScheduleRow; name: string; isBlocked: boolean; mayEdit: boolean };
type Open = 'file' | 'day' | 'waive' | 'auditor' | null;

/** What can be done with a report that is still owed. Each is undone from the line that tells it. */
export function ReportVerbs({ row, name, isBlocked, mayEdit }: ReportVerbsProps) {
  const { t } = useWords();
  const { done } = useNotify();
  const acts = useAwardActs();
  const mayWaive = useAllowed('award_reports', 'approve');
  const mayKnow = useAllowed('award_reports', 'open');
  const [open, setOpen] = useState<Open>(null);
  if (isSettled(row) || row.kind === 'retention') return <span />;
  const act = (url: string, said: string) => void acts.rpc(url, { p_id: row.id }, ({ act: undo }) => done(said, { undo }));
  const asks = row.state === 'late' || row.state === 'due' || (row.days_to_due ?? 61) <= 60;
  const verbs: { key: string; label: string; of: string; isOffered: boolean; press: () => void }[] = [
    {
      key: 'file',
      label: t('schedule.file'),
      of: t('schedule.file_of', { name }),
      isOffered: mayEdit && !isBlocked,
      press: () => setOpen('file'),
    },
    {
      key: 'day',
      label: t('schedule.other_day'),
      of: t('schedule.other_day_of', { name }),
      isOffered: mayEdit,
      press: () => setOpen('day'),
    },
    {
      key: 'clear',
      label: t('schedule.clear_day'),
      of: t('schedule.clear_day_of', { name }),
      isOffered: mayEdit && row.override_due_on !== null,
      press: () => act('clear_override', t('schedule.day_cleared', { name })),
    },
    {
      key: 'auditor',
      label: t('radar.auditor'),
      of: t('radar.auditor_of', { name }),
      isOffered: mayEdit && row.kind === 'single_audit',
      press: () => setOpen('auditor'),
    },
    {
      key: 'waive',
      label: t('schedule.waive'),
      of: t('schedule.waive_of', { name }),
      isOffered: mayEdit && mayWaive && !row.is_by_hand,
      press: () => setOpen('waive'),
    },
    {
      key: 'remove',
      label: t('schedule.remove'),
      of: t('schedule.remove_of', { name }),
      isOffered: mayEdit && (row.is_by_hand || row.is_unasked),
      press: () => act('remove_report', t('schedule.removed', { name })),
    },
    {
      key: 'know',
      label: t('schedule.know'),
      of: t('schedule.know_of', { name }),
      isOffered: mayKnow && asks && row.acknowledged_at === null,
      press: () => act('acknowledge_report', t('schedule.known_now', { name })),
    },
  ];
  return (
    <div className="report-verbs">
      {verbs
        .filter(({ isOffered }) => isOffered)
        .map((verb) => (
          <button key={verb.key} type="button" className="link" aria-label={verb.of} disabled={acts.isWorking} onClick={verb.press}>
            {verb.label}
          </button>
        ))}
      <RefusedLine error={acts.error} />
      <Suspense>
        {open === 'file' && <FileDialog row={row} name={name} onClose={() => setOpen(null)} />}
        {open === 'day' && <DayDialog row={row} name={name} onClose={() => setOpen(null)} />}
        {open === 'auditor' && <AuditorDialog row={row} name={name} onClose={() => setOpen(null)} />}
        {open === 'waive' && <WaiveDialog row={row} name={name} onClose={() => setOpen(null)} />}
      </Suspense>
    </div>
  );
}
