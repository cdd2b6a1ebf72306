import type { PortfolioRow } from '../../../../domain/awards/portfolio.ts';
import { useWords } from '../../../providers/i18n.tsx';

/** Money beside time: two lines of one length, each with its share in words. */
export function Pace({ row }: { row: PortfolioRow }) {
  const { t, format } = useWords();
  const percent = (bp: number) => t('money.percent', { value: format.decimal(bp / 100) });
  return (
    <div className="pace">
      <Bar label={t('portfolio.time')} share={row.elapsed_bp} words={percent(row.elapsed_bp)} />
      {row.spent_bp === null ? (
        <p className="secondary">{t('portfolio.money_none')}</p>
      ) : (
        <Bar label={t('portfolio.money')} share={row.spent_bp} words={percent(row.spent_bp)} isMoney />
      )}
      <p className="pace-amounts">
        <span>{t('portfolio.spent_of', { spent: format.money(row.spent_cents), federal: format.money(row.federal_cents) })}</span>
        <span className="secondary">{t('portfolio.available', { amount: format.money(row.available_cents) })}</span>
      </p>
    </div>
  );
}

function Bar({ label, share, words, isMoney = false }: { label: string; share: number; words: string; isMoney?: boolean }) {
  return (
    <p className="pace-line">
      <span className="secondary">{label}</span>
      <span className="pace-bar" aria-hidden="true">
        <span className={isMoney ? 'pace-money' : 'pace-time'} style={{ inlineSize: `${Math.min(Math.max(share, 0), 10_000) / 100}%` }} />
      </span>
      <span className="pace-share">{words}</span>
    </p>
  );
}
