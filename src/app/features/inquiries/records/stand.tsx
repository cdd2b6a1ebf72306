import { type RecordsRequest, readStand } from '../../../../domain/inquiries/records-request.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useToday } from '../../../providers/office.tsx';

/** How a request for public records stands, in a few words. */
export function RecordsStand({ request }: { request: RecordsRequest }) {
  const { t, format } = useWords();
  const today = useToday();
  const stand = readStand(request, today);
  if (stand.kind === 'to_custodian') return <span className="due soon">{t('records.to_custodian')}</span>;
  const date = format.date(stand.on, today);
  if (stand.kind === 'ended') return <span className="due done">{t(`records.ended_${stand.as}`, { date })}</span>;
  if (stand.kind === 'lapsed') return <span className="due late">{t('records.lapsed', { date })}</span>;
  const words = stand.isDelayed ? 'records.promised' : 'records.due';
  if (stand.kind === 'late') return <span className="due late">{t('records.late', { date })}</span>;
  return <span className={`due ${stand.on === today ? 'soon' : ''}`}>{t(words, { date })}</span>;
}
