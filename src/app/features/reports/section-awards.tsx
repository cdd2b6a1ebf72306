import { Link } from 'react-router';
import type { SectionAwards } from '../../../domain/reports/content.ts';
import { useWords } from '../../providers/i18n.tsx';
import { LinkedTable } from './report-table.tsx';

/** Which list of awards shows those of a state. */
const lists = {
  in_force: '/awards?tab=all&status=active,suspended',
  closeout: '/awards?tab=all&status=closeout,terminated',
  offered: '/awards?tab=all&status=awarded',
} as const;

/** The grants of a section in tables: each state a way to its awards, each report that is owed to the schedule that it stands in. */
export function SectionAwardTables({ awards }: { awards: SectionAwards }) {
  const { t } = useWords();
  const { tables, figures, rows } = awards;
  return (
    <>
      {tables.states.rows.length > 0 && (
        <div className="report-part">
          <h4>{tables.states.title}</h4>
          <LinkedTable table={tables.states} links={[...figures.states.map(({ key }) => [null, lists[key]]), [null, '/awards?tab=all']]} />
        </div>
      )}
      {rows.length > 0 && (
        <div className="report-part">
          <h4>{tables.owed.title}</h4>
          <LinkedTable
            table={tables.owed}
            links={rows.map(({ award_id }) => [null, award_id ? `/awards/${award_id}?tab=schedule` : null])}
          />
        </div>
      )}
      <p className="report-links">
        <Link to="/awards">{t('reports.awards')}</Link>
      </p>
    </>
  );
}
