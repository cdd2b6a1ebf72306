import { Segmented } from 'antd';
import { Link } from 'react-router';
import { budgetCategories } from '../../../../domain/awards/budget-categories.ts';
import { type Span, type SpanKind, spanKinds } from '../../../../domain/awards/money.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { ScrollRegion } from '../../../shared/components/scroll-region.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { writeEntryQuery } from './entry-query.ts';

type SpansProps = {
  spans: Span[];
  by: SpanKind;
  onBy: (by: SpanKind) => void;
  category: string | null;
  onCategory: (category: string | null) => void;
};

const columns = ['obligated_cents', 'federal_cents', 'match_cents', 'income_spent_cents', 'income_earned_cents', 'drawn_cents'] as const;

/** What happened in each quarter, month, city fiscal year or federal fiscal year; of all costs or of one category. */
export function Spans({ spans, by, onBy, category, onCategory }: SpansProps) {
  const { t, format } = useWords();
  const nameOf = useSpanName();
  // Only the columns in which something happened.
  const shown = columns.filter((column) => column === 'federal_cents' || spans.some((span) => span[column] !== 0));
  const sum = (column: (typeof columns)[number]) => spans.reduce((total, span) => total + span[column], 0);
  return (
    <section aria-labelledby="money-spans">
      <h2 id="money-spans">{t('money.spans')}</h2>
      <div className="money-choices">
        <Segmented<SpanKind>
          aria-label={t('money.spans_by')}
          value={by}
          onChange={onBy}
          options={spanKinds.map((value) => ({ value, label: t(`money.by.${value}`) }))}
        />
        <ChoiceField
          label={t('money.category')}
          value={category}
          emptyLabel={t('money.all_categories')}
          options={budgetCategories.map((value) => ({ value, label: t(`money.category.${value}`) }))}
          onChange={onCategory}
        />
      </div>
      <ScrollRegion label={t('money.spans_table')}>
        <table className="reach-table money-table">
          <thead>
            <tr>
              <th scope="col">{t(`money.by.${by}`)}</th>
              {shown.map((column) => (
                <th key={column} scope="col">
                  {t(`money.span.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {spans.map((span) => (
              <tr key={span.from}>
                <th scope="row">
                  <Link to={writeEntryQuery({ from: span.from, to: span.to, category })}>{nameOf(span, by)}</Link>
                </th>
                {shown.map((column) => (
                  <td key={column}>{span[column] === 0 ? <span className="secondary">–</span> : format.cents(span[column])}</td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('money.total')}</th>
              {shown.map((column) => (
                <td key={column}>{format.cents(sum(column))}</td>
              ))}
            </tr>
          </tfoot>
        </table>
      </ScrollRegion>
    </section>
  );
}

/** 'Q4 2025', 'May 2026', 'City FY 2027', 'Federal FY 2026'. */
function useSpanName(): (span: Span, by: SpanKind) => string {
  const { t, format } = useWords();
  return ({ from, year, quarter }, by) => {
    if (by === 'month') return format.month(from);
    // A year as a name has no separator: 2026, never 2,026.
    return t(`money.span_name.${by}`, { year: String(year), quarter: String(quarter) });
  };
}
