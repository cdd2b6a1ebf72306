import { deedOf, type Frequency, type LedgerEntry, type SuppressionReason } from '../../../domain/subscriptions/record.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useReferences } from '../../providers/references.tsx';
import { PhotoLink } from './photo-link.tsx';

/** Who agreed to what, or left it, when and how: newest first, in words. */
export function Ledger({ entries }: { entries: LedgerEntry[] }) {
  const { t, format } = useWords();
  const sentenceOf = useLedgerSentence();
  if (entries.length === 0) return <p className="secondary">{t('consent.ledger_empty')}</p>;
  return (
    <ol className="consent-ledger">
      {entries.map((entry) => (
        <li key={entry.id}>
          <p>{sentenceOf(entry)}</p>
          <p className="secondary">
            {[
              format.instant(entry.created_at),
              entry.staff_name && entry.source === 'staff'
                ? t('consent.source_staff', { name: entry.staff_name })
                : t(`consent.source.${entry.source}`),
              entry.staff_name && entry.source !== 'staff' && t('consent.by', { name: entry.staff_name }),
              (entry.detail.note ?? entry.detail.words) && `“${entry.detail.note ?? entry.detail.words}”`,
            ]
              .filter(Boolean)
              .join(' · ')}
            {entry.detail.attachment_id && (
              <>
                {' · '}
                <PhotoLink id={entry.detail.attachment_id} />
              </>
            )}
          </p>
        </li>
      ))}
    </ol>
  );
}

function useLedgerSentence(): (entry: LedgerEntry) => string {
  const { t, format } = useWords();
  const { languages } = useReferences();
  return (entry) => {
    const to = typeof entry.detail.to === 'string' ? entry.detail.to : null;
    const deed = deedOf(entry);
    if (deed === 'suppressed' && !entry.detail.reason) return t('consent.suppressed_only');
    return t(`consent.act.${deed}`, {
      list: entry.list_name ?? '',
      until: deed === 'paused' && to ? format.dateWithYear(to) : '',
      language: languages.find(({ code }) => code === to)?.name ?? to ?? t('consent.language_any'),
      frequency: deed === 'frequency' && to ? t(`consent.frequency.${to as Frequency}`) : '',
      channel: entry.channel ? t(`consent.channel.${entry.channel}`) : '',
      reason: entry.detail.reason ? t(`consent.suppressed.${entry.detail.reason as SuppressionReason}`) : '',
    });
  };
}
