import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { CreditLine } from './credit-line.tsx';
import { useCredits } from './use-credits.ts';

/** What an event or a language encounter counts for; nothing where no grant could count it. */
export function RecordCredits({ table, id }: { table: 'events' | 'language_encounters'; id: string }) {
  const { t } = useWords();
  const mayEdit = useAllowed('awards', 'edit');
  const credits = useCredits(table, id);
  const record = credits?.records[0];
  if (!credits || !record || (record.credits.length === 0 && !(mayEdit && record.offered.length > 0))) return null;
  return (
    <section className="event-block" aria-labelledby="record-credits">
      <h2 id="record-credits">{t('credit.heading')}</h2>
      <CreditLine table={table} record={record} measures={credits.measures} />
    </section>
  );
}
