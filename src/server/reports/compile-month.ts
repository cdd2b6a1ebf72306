import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { compileReport } from '../../domain/reports/compile.ts';
import type { CompiledReport } from '../../domain/reports/content.ts';
import type { ReportFacts } from '../../domain/reports/facts.ts';
import type { Office } from '../office.ts';
import { hashFacts, hashReport } from './hash.ts';
import { getWording } from './wordings.ts';

export type ReportRow = {
  id: string;
  month: string;
  edition: number;
  content: CompiledReport;
  content_hash: string;
  pdf_path: string;
  created_at: string;
};

/** The facts of a month, from one snapshot. `month` is "2019-03" or its first day. */
export async function gatherFacts(office: Pick<Office, 'backend'>, month: string): Promise<ReportFacts> {
  const { data, error } = await office.backend.service.rpc('report_facts', { p_month: `${month.slice(0, 7)}-01` });
  if (error) throw error;
  const facts = data as unknown as ReportFacts;
  return {
    ...facts,
    office: {
      ...facts.office,
      phone: facts.office.phone && (parsePhoneNumberFromString(facts.office.phone)?.formatNational() ?? facts.office.phone),
    },
  };
}

/**
 * Compiles a month, freezes it and keeps its PDF. The same facts as the last edition's are that edition again.
 * `compiledBy` is a staff id, null for the worker.
 */
export async function compileMonth(office: Office, month: string, compiledBy: string | null = null): Promise<ReportRow> {
  const facts = await gatherFacts(office, month);
  const content = compileReport(facts, getWording());
  const { data, error } = await office.backend.service.rpc('save_report', {
    p_month: `${month.slice(0, 7)}-01`,
    p_content: content as never,
    p_content_hash: hashReport(content),
    p_facts_hash: hashFacts(facts),
    ...(compiledBy ? { p_compiled_by: compiledBy } : {}),
  });
  if (error) throw error;
  const report = data as unknown as ReportRow;
  await readPdf(office, report);
  return report;
}

/** The PDF of a frozen edition; drawn again from the frozen content when the file is not there. */
export async function readPdf(
  office: Pick<Office, 'files'>,
  report: Pick<ReportRow, 'content' | 'content_hash' | 'edition' | 'pdf_path'>,
): Promise<Uint8Array> {
  const kept = await office.files.get(report.pdf_path);
  if (kept) return kept;
  // pdfmake costs a quarter of a second to load: only who draws pays it.
  const { renderReportPdf } = await import('./render-pdf.ts');
  const bytes = await renderReportPdf(report.content, { edition: report.edition, hash: report.content_hash });
  await office.files.put(report.pdf_path, bytes, 'application/pdf');
  return bytes;
}
