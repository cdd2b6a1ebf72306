import type { MessageKey } from '../../i18n/translate.ts';
import { useWords } from '../../providers/i18n.tsx';
import type { BulkAnswer } from './use-bulk.ts';

type BulkPreviewProps = {
  preview: BulkAnswer | null;
  isLooking: boolean;
  nameOf: (value: string | null) => string;
  to: string;
};

/** What will happen before it happens: how many change from what to what, which stay as they are and why. */
export function BulkPreview({ preview, isLooking, nameOf, to }: BulkPreviewProps) {
  const { t, tn, format } = useWords();
  if (!preview) return <p className="secondary">{isLooking ? t('bulk.looking') : ' '}</p>;
  const why = (reason: string) => t(`bulk.skip_${reason}` as MessageKey);
  const shown = preview.rows.length;
  return (
    <section aria-label={t('bulk.preview')} className="bulk-preview">
      <p role="status">
        <b>{tn('bulk.changing', preview.changing, { count: format.number(preview.changing) })}</b>
      </p>
      <ul className="bulk-summary">
        {preview.from.map(({ was, count }) => (
          <li key={String(was)}>
            {format.number(count)}: {nameOf(was)} → {to}
          </li>
        ))}
        {preview.skipped.map(({ reason, count }) => (
          <li key={reason} className="secondary">
            {tn('bulk.stays', count, { count: format.number(count), why: why(reason) })}
          </li>
        ))}
      </ul>
      {/* A region that scrolls must be reached by keyboard. */}
      <ul className="bulk-rows" aria-label={t('bulk.rows')} tabIndex={shown > 6 ? 0 : -1}>
        {preview.rows.map((row) => (
          <li key={row.id}>
            <span>
              <b>{row.number ?? '–'}</b> {row.subject}
            </span>
            <span className="secondary">{row.skip ? why(row.skip) : `${nameOf(row.was)} → ${to}`}</span>
          </li>
        ))}
      </ul>
      {preview.total > shown && <p className="secondary">{t('bulk.and_more', { count: format.number(preview.total - shown) })}</p>}
    </section>
  );
}
