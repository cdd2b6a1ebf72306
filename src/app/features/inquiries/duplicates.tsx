import { useList } from '@refinedev/core';
import { Link } from 'react-router';
import type { InquiryRow } from '../../../domain/inquiries/inquiry.ts';
import { dateOfInstant } from '../../../domain/shared/dates.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useOffice, useToday } from '../../providers/office.tsx';
import { useSettled } from '../../shared/hooks/use-settled.ts';
import type { IntakeValues } from './intake-values.ts';

/** With fewer words nearly everything looks alike. */
const fewestWords = 2;

/** Open inquiries that may be the same: of the same resident, otherwise with the same words. */
export function Duplicates({ values }: { values: IntakeValues }) {
  const { t, format } = useWords();
  const { config } = useOffice().connection;
  const today = useToday();
  const resident = values.caller.kind === 'known' ? values.caller.id : null;
  const words = useSettled(
    values.subject
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 3)
      .slice(0, 4)
      .join(' '),
    350,
  );
  const isWorthAsking = resident !== null || words.split(' ').length >= fewestWords;
  const filters = resident ? { resident: [resident], is_open: true } : { is_open: true };
  const { query } = useList<InquiryRow>({
    resource: 'inquiries',
    pagination: { pageSize: 3 },
    meta: { query: resident ? { filters } : { filters, search: words } },
    errorNotification: false,
    queryOptions: { enabled: isWorthAsking },
  });
  const rows = isWorthAsking ? (query.data?.data ?? []) : [];
  return (
    <div role="status" className="duplicates">
      {rows.map((row) => {
        const openedOn = dateOfInstant(row.opened_at, config.time_zone);
        const date = openedOn === today ? t('intake.today') : format.date(openedOn, today);
        return (
          <p key={row.id} className="soon">
            {t(resident ? 'intake.same_resident' : 'intake.looks_like', { number: row.number, subject: row.subject, date })}{' '}
            <Link to={`/inquiries/${row.id}`}>{t('intake.open_instead')}</Link>
          </p>
        );
      })}
    </div>
  );
}
