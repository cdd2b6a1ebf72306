import { once } from 'node:events';
import { crc32, createDeflateRaw, type DeflateRaw } from 'node:zlib';
import type { Cell } from './cell-values.ts';
import type { SheetWriter } from './make-file.ts';

/** As many rows as a sheet can hold, headings included; what is more goes on in the next sheet. */
const MOST_ROWS = 1_048_576;
/** As much text as a cell can hold. */
const MOST_TEXT = 32_767;

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';

/** Text for XML: what it cannot hold (control characters, halves of letters) is left out. */
export const xmlText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/(?![\n\t])\p{Cc}|[\ufffe\uffff]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');

/** A cell: text says of itself that it is text (style 1: "@" and a quote before it), so that it never becomes a formula. */
function cellXml(cell: Cell, style: number): string {
  if (cell === null) return '<c/>';
  if (typeof cell === 'number') return `<c><v>${cell}</v></c>`;
  return `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${xmlText(cell.slice(0, MOST_TEXT))}</t></is></c>`;
}

const rowXml = (cells: Cell[], style = 1): string => `<row>${cells.map((cell) => cellXml(cell, style)).join('')}</row>`;

/** Styles: 0 plain, 1 text, 2 headings (text, bold). */
const styles = `${xml}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf numFmtId="49" applyNumberFormat="1" quotePrefix="1" xfId="0"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1" quotePrefix="1" xfId="0"/></cellXfs></styleSheet>`;

/**
 * A workbook written as its rows come: each sheet is deflated straight into the archive, with its sizes behind it. Nothing of
 * it is kept but the table of contents.
 */
export function xlsxWriter(write: (bytes: Uint8Array) => Promise<void>): SheetWriter {
  const archive = openArchive(write);
  let headings: Cell[] = [];
  let sheets = 0;
  let inSheet = 0;
  let entry: Entry | null = null;
  const nextSheet = async () => {
    if (entry) await endSheet(entry);
    sheets++;
    entry = await archive.open(`xl/worksheets/sheet${sheets}.xml`);
    // The row of headings stays in sight.
    await entry.write(
      `${xml}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="${Math.max(headings.length, 1)}" width="22" customWidth="1"/></cols><sheetData>${rowXml(headings, 2)}`,
    );
    inSheet = 1;
    return entry;
  };
  const endSheet = async (open: Entry) => {
    await open.write('</sheetData></worksheet>');
    await open.end();
  };
  const part = async (name: string, text: string) => {
    const open = await archive.open(name);
    await open.write(text);
    await open.end();
  };
  return {
    begin: async (names) => {
      headings = names;
      await nextSheet();
    },
    rows: async (rows) => {
      for (let at = 0; at < rows.length; ) {
        const open = entry && inSheet < MOST_ROWS ? entry : await nextSheet();
        const some = rows.slice(at, at + MOST_ROWS - inSheet);
        await open.write(some.map((row) => rowXml(row)).join(''));
        at += some.length;
        inSheet += some.length;
      }
    },
    end: async () => {
      if (entry) await endSheet(entry);
      const all = Array.from({ length: sheets }, (_, index) => index + 1);
      const type = (name: string, kind: string) =>
        `<Override PartName="/xl/${name}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`;
      await part(
        '[Content_Types].xml',
        `${xml}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${type('workbook.xml', 'sheet.main')}${type('styles.xml', 'styles')}${all.map((n) => type(`worksheets/sheet${n}.xml`, 'worksheet')).join('')}</Types>`,
      );
      const link = (id: string, kind: string, target: string) =>
        `<Relationship Id="${id}" Type="${relations}/${kind}" Target="${target}"/>`;
      await part(
        '_rels/.rels',
        `${xml}<Relationships xmlns="${packages}/relationships">${link('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
      );
      await part(
        'xl/workbook.xml',
        `${xml}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${all.map((n) => `<sheet name="${n}" sheetId="${n}" r:id="s${n}"/>`).join('')}</sheets></workbook>`,
      );
      await part(
        'xl/_rels/workbook.xml.rels',
        `${xml}<Relationships xmlns="${packages}/relationships">${all.map((n) => link(`s${n}`, 'worksheet', `worksheets/sheet${n}.xml`)).join('')}${link('st', 'styles', 'styles.xml')}</Relationships>`,
      );
      await part('xl/styles.xml', styles);
      await archive.end();
    },
  };
}

type Entry = { write: (text: string) => Promise<void>; end: () => Promise<void> };

/** A ZIP archive whose files are written one after the other, of sizes that nobody knows before. */
function openArchive(write: (bytes: Uint8Array) => Promise<void>) {
  const directory: Buffer[] = [];
  let at = 0;
  const put = async (bytes: Uint8Array) => {
    at += bytes.length;
    await write(bytes);
  };
  const facts = (sum: number, packed: number, size: number, name: number) => {
    const bytes = Buffer.alloc(26);
    bytes.writeUInt16LE(20, 0);
    // Sizes come behind the file; names are UTF-8.
    bytes.writeUInt16LE(0x0808, 2);
    bytes.writeUInt16LE(8, 4);
    bytes.writeUInt32LE(0x00210000, 6);
    bytes.writeUInt32LE(sum, 10);
    bytes.writeUInt32LE(packed, 14);
    bytes.writeUInt32LE(size, 18);
    bytes.writeUInt16LE(name, 22);
    return bytes;
  };
  return {
    open: async (name: string): Promise<Entry> => {
      const label = Buffer.from(name);
      const start = at;
      await put(Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts(0, 0, 0, label.length), label]));
      const deflate = createDeflateRaw({ level: 6 });
      let [sum, size, packed] = [0, 0, 0];
      const drain = readingOf(deflate, async (bytes) => {
        packed += bytes.length;
        await put(bytes);
      });
      return {
        write: async (text) => {
          const bytes = Buffer.from(text);
          sum = crc32(bytes, sum);
          size += bytes.length;
          if (!deflate.write(bytes)) await once(deflate, 'drain');
        },
        end: async () => {
          deflate.end();
          await drain;
          const tail = Buffer.alloc(16);
          tail.write('PK\x07\x08', 0, 'latin1');
          tail.writeUInt32LE(sum, 4);
          tail.writeUInt32LE(packed, 8);
          tail.writeUInt32LE(size, 12);
          await put(tail);
          const where = Buffer.alloc(14);
          where.writeUInt32LE(start, 10);
          directory.push(
            Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts(sum, packed, size, label.length), where, label]),
          );
        },
      };
    },
    end: async () => {
      const index = Buffer.concat(directory);
      const end = Buffer.alloc(22);
      end.write('PK\x05\x06', 0, 'latin1');
      end.writeUInt16LE(directory.length, 8);
      end.writeUInt16LE(directory.length, 10);
      end.writeUInt32LE(index.length, 12);
      end.writeUInt32LE(at, 16);
      await put(Buffer.concat([index, end]));
    },
  };
}

/** Reads what the deflating gives, until it ends. */
async function readingOf(deflate: DeflateRaw, take: (bytes: Uint8Array) => Promise<void>): Promise<void> {
  for await (const bytes of deflate) await take(bytes as Uint8Array);
}
