import { useId } from 'react';
import { Link } from 'react-router';
import type { ReportTable } from '../../../domain/reports/content.ts';

type LinkedTableProps = { table: ReportTable; links: (string | null)[][]; caption?: string };

/** A frozen table, each number of it a way to the rows that it counts. */
export function LinkedTable({ table, links, caption }: LinkedTableProps) {
  const id = useId();
  if (table.empty && table.rows.length === 0) return <p>{table.empty}</p>;
  return (
    <section className="table-scroll" aria-labelledby={id}>
      <table>
        <caption id={id} className="visually-hidden">
          {caption ?? table.title}
        </caption>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, rowIndex) => (
            <tr key={row.cells.join('|')} className={`row-${row.kind}`}>
              {row.cells.map((cell, index) => {
                const key = `${table.columns[index]}`;
                const to = links[rowIndex]?.[index];
                if (index === 0) {
                  return (
                    <th key={key} scope="row">
                      {cell}
                    </th>
                  );
                }
                return <td key={key}>{to && /\d/.test(cell) ? <Link to={to}>{cell}</Link> : cell}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
