import type { Hono } from 'hono';
import type { Office } from '../../office.ts';
import { compileMonth, type ReportRow, readPdf } from '../../reports/compile-month.ts';
import { answered, callerOf, UUID } from '../caller.ts';
import { Refusal } from '../errors.ts';
import { readJson } from '../read-json.ts';

const MAY_COMPILE = ['manager', 'admin'];

/** Reading and compiling editions of the council report. */
export function reportRoutes(app: Hono, office: Office): void {
  app.get('/reports/:id/pdf', async (context) => {
    const caller = callerOf(context, office);
    const id = context.req.param('id');
    if (!UUID.test(id)) throw new Refusal(404, 'There is no such report.');
    const data = answered(
      await caller.from('reports').select('content, content_hash, edition, pdf_path, month').eq('id', id).maybeSingle(),
    );
    if (!data) throw new Refusal(404, 'There is no such report.');
    const report = data as unknown as ReportRow;
    const bytes = await readPdf(office, report);
    return new Response(new Uint8Array(bytes), {
      headers: {
        'Content-Type': 'application/pdf',
        'Content-Disposition': `attachment; filename="Council-Report-${report.month.slice(0, 7)}-edition-${report.edition}.pdf"`,
        'Cache-Control': 'private, no-store',
      },
    });
  });

  app.post('/reports/compile', async (context) => {
    const caller = callerOf(context, office);
    const { month } = await readJson(context);
    const person = answered(await caller.rpc('whoami')) as unknown as { id: string; role: string } | null;
    if (!person || !MAY_COMPILE.includes(person.role))
      throw new Refusal(403, 'Compiling a report needs the role "manager". Ask a manager or an administrator.');
    if (typeof month !== 'string' || !/^(19|20)\d\d-(0[1-9]|1[0-2])$/.test(month))
      throw new Refusal(422, 'Choose a month, such as 2026-10.', 'month');
    const today = await office.backend.service.rpc('office_today');
    if (today.error) throw today.error;
    if (month > String(today.data).slice(0, 7)) throw new Refusal(422, 'That month has not begun yet.', 'month');
    return context.json(await compileMonth(office, month, person.id));
  });
}
