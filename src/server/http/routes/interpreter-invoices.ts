import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { CsvTableRefused } from '../../imports/csv-table.ts';
import { readInvoiceMapping } from '../../interpreter-invoices/read-invoice.ts';
import { takeInvoice } from '../../interpreter-invoices/take-invoice.ts';
import type { Office } from '../../office.ts';
import { asRefusal, callerOf, personOf, UUID } from '../caller.ts';
import { Refusal } from '../errors.ts';

const LARGEST_INVOICE = 8 * 1024 * 1024;

const refused = {
  large: ['The file has more than 5,000 lines. Split it.', 'invoice_large'],
  empty: ['The file needs a first line of column names and a line for each call.', 'invoice_empty'],
  csv: ['The file cannot be read as CSV. Ask the vendor for the invoice as CSV and choose that file.', 'invoice_csv'],
} as const;

/** Takes an interpreters' invoice in, or says what taking it in would do. Who may, the database decides. */
export function interpreterInvoiceRoutes(app: Hono, office: Office): void {
  app.post(
    '/language-encounters/invoices',
    bodyLimit({
      maxSize: LARGEST_INVOICE,
      onError: () => {
        throw new Refusal(413, 'The file is larger than 8 MB. Split it.', 'file', 'invoice_large');
      },
    }),
    async (context) => {
      const caller = callerOf(context, office);
      const { role } = await personOf(caller);
      if (!['coordinator', 'manager', 'admin'].includes(role)) throw new Refusal(403, 'Coordinators take invoices in.');
      const form = await context.req.parseBody().catch(() => null);
      const file = form?.file;
      if (!(file instanceof File)) throw new Refusal(422, 'Choose a file first.', 'file');
      try {
        return context.json(
          await takeInvoice(caller, {
            bytes: new Uint8Array(await file.arrayBuffer()),
            fileName: file.name.slice(0, 200),
            ...factsOf(form?.facts),
          }),
        );
      } catch (error) {
        if (error instanceof CsvTableRefused) throw new Refusal(422, refused[error.reason][0], 'file', refused[error.reason][1]);
        throw asRefusal(error as { code?: string; message: string });
      }
    },
  );
}

function factsOf(text: unknown) {
  let facts: Record<string, unknown> = {};
  try {
    if (typeof text === 'string') facts = (JSON.parse(text) ?? {}) as Record<string, unknown>;
  } catch {
    throw new Refusal(400, 'The request cannot be read.');
  }
  const words = (value: unknown) => (typeof value === 'string' ? value.slice(0, 100) : '');
  return {
    mapping: facts.mapping ? readInvoiceMapping(facts.mapping) : null,
    vendorId: UUID.test(words(facts.vendor_id)) ? words(facts.vendor_id) : null,
    invoiceNumber: words(facts.invoice_number),
    invoicedOn: /^\d{4}-\d{2}-\d{2}$/.test(words(facts.invoiced_on)) ? words(facts.invoiced_on) : null,
    dryRun: facts.dry_run !== false,
    act: UUID.test(words(facts.act)) ? words(facts.act) : null,
  };
}
