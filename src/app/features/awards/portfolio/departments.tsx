import { Link } from 'react-router';
import type { DepartmentLine } from '../../../../domain/awards/portfolio.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useToday } from '../../../providers/office.tsx';
import { ScrollRegion } from '../../../shared/components/scroll-region.tsx';

/** What each department has and owes; its name leads to its own page. */
export function DepartmentTable({ departments }: { departments: DepartmentLine[] }) {
  const { t, format } = useWords();
  const today = useToday();
  return (
    <div>
      <h2 className="list-heading">{t('portfolio.departments')}</h2>
      <ScrollRegion label={t('portfolio.departments')}>
        <table className="reach-table portfolio-departments">
          <thead>
            <tr>
              {(['department', 'awards', 'federal', 'spent', 'late', 'wrong', 'next'] as const).map((name) => (
                <th key={name} scope="col">
                  {t(`portfolio.column.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {departments.map((line) => (
              <tr key={line.id ?? 'none'}>
                <th scope="row">
                  <Link to={`/awards/departments/${line.id ?? 'none'}`}>{line.name ?? t('portfolio.no_department')}</Link>
                </th>
                <td>{format.number(line.awards)}</td>
                <td>{format.money(line.federal_cents)}</td>
                <td>{format.money(line.spent_cents)}</td>
                <td className={line.late > 0 ? 'late' : undefined}>{format.number(line.late)}</td>
                <td>{format.number(line.wrong)}</td>
                <td className={line.next_due_on && line.next_due_on < today ? 'late' : undefined}>
                  {line.next_due_on ? format.dateWithYear(line.next_due_on) : t('portfolio.next_none')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </div>
  );
}
