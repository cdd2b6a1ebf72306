import { isCost } from '../../../../domain/awards/budget-categories.ts';
import type { EntryRow } from '../../../../domain/awards/money.ts';
import { useWords } from '../../../providers/i18n.tsx';

type EntryLineProps = { entry: EntryRow; mayEdit: boolean; onEdit: () => void; onCorrect: () => void; onRemove: () => void };

/** One entry on two lines: what and how much, then from where. What a filed report counted is corrected, not changed. */
export function EntryLine({ entry, mayEdit, onEdit, onCorrect, onRemove }: EntryLineProps) {
  const { t, format } = useWords();
  const { kind, share, category, amount_cents, description, payee, reference, account_string, filed_until, paid_cents } = entry;
  const title = [description || payee || t(`money.kind.${kind}`), description && payee].filter(Boolean).join(' · ');
  // What a file did not number is known by a sum of its words, which tells nobody anything.
  const number = reference?.startsWith('line:') ? null : reference;
  const facts = [
    t(`money.kind.${kind}`),
    category && t(`money.category.${category}`),
    isCost(kind) && share !== 'federal' && t(`money.share.${share}`),
    number,
    account_string,
    entry.obligation_reference && t('money.pays', { reference: entry.obligation_reference }),
    entry.subaward_name,
    kind === 'obligation' && amount_cents > 0 && t('money.paid_of', { paid: format.cents(paid_cents ?? 0) }),
    filed_until && t('money.filed_with', { day: format.dateWithYear(filed_until) }),
  ].filter(Boolean);
  return (
    <li>
      <span className="money-day">{format.dateWithYear(entry.entry_on)}</span>
      <span className="money-what">
        <span>{title}</span>
        <span className="secondary">{facts.join(' · ')}</span>
      </span>
      <span className="money-amount">{format.cents(amount_cents)}</span>
      {mayEdit && (
        <span className="money-acts">
          {filed_until ? (
            <button type="button" className="link" aria-label={t('money.correct_of', { entry: title })} onClick={onCorrect}>
              {t('money.correct_entry')}
            </button>
          ) : (
            <>
              <button type="button" className="link" aria-label={t('money.edit_of', { entry: title })} onClick={onEdit}>
                {t('money.edit')}
              </button>
              <button type="button" className="link" aria-label={t('money.remove_of', { entry: title })} onClick={onRemove}>
                {t('money.remove')}
              </button>
            </>
          )}
        </span>
      )}
    </li>
  );
}
