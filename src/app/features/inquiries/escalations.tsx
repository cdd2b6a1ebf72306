import { useList } from '@refinedev/core';
import { Button } from 'antd';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { useActs } from '../../shared/hooks/use-acts.ts';
import { useClockWords } from './clock-words.ts';

type Escalation = { id: string; told_at: string; told_to: string[]; acknowledged_at: string | null; acknowledged_by: string | null };

/** Who was told that a clock ran out, and who is on it; nothing when nobody was. */
export function Escalations({ id }: { id: string }) {
  const { t } = useWords();
  const { at } = useClockWords();
  const { staff } = useReferences();
  const { done } = useNotify();
  const mayEdit = useAllowed('inquiries', 'edit');
  const acts = useActs(['inquiry_escalations', 'notifications']);
  const { query } = useList<Escalation>({
    resource: 'inquiry_escalations',
    meta: { select: 'id,told_at,told_to,acknowledged_at,acknowledged_by' },
    filters: [{ field: 'inquiry_id', operator: 'eq', value: id }],
    sorters: [
      { field: 'told_at', order: 'asc' },
      { field: 'id', order: 'asc' },
    ],
    pagination: { mode: 'off' },
    errorNotification: false,
  });
  const rows = query.data?.data ?? [];
  if (rows.length === 0) return null;
  const nameOf = (person: string | null) => staff.find((one) => one.id === person)?.name ?? t('timeline.somebody');
  const known = rows.find((row) => row.acknowledged_at);
  return (
    <>
      <ul className="clock-told secondary">
        {rows.map((row) => (
          <li key={row.id}>{t('escalation.told', { names: row.told_to.map(nameOf).join(', '), at: at(row.told_at) })}</li>
        ))}
        {known?.acknowledged_at && <li>{t('escalation.known', { name: nameOf(known.acknowledged_by), at: at(known.acknowledged_at) })}</li>}
      </ul>
      {mayEdit && rows.some((row) => !row.acknowledged_at) && (
        <Button
          size="small"
          loading={acts.isWorking}
          onClick={() =>
            void acts.rpc('acknowledge_escalation', { p_inquiry: id }, ({ act }) => done(t('escalation.known_done'), { undo: act }))
          }
        >
          {t('escalation.know')}
        </Button>
      )}
      <RefusedLine error={acts.error} />
    </>
  );
}
