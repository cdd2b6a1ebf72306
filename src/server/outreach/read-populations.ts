import { type CsvError, parse } from 'csv-parse/sync';

/** A line as it stands in the file; `line` is where a person finds it. */
export type PopulationLine = { line: number; district: string; language: string; people: string; source: string; as_of: string };

/** A file that cannot be read as populations, in a sentence for the person who chose it; `reason` says it in their language. */
export class PopulationsRefused extends Error {
  readonly reason: string;
  constructor(reason: string, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** What a column may be called; English first. */
const columns: Record<Exclude<keyof PopulationLine, 'line'>, string[]> = {
  district: ['district', 'council district', 'distrito'],
  language: ['language', 'idioma'],
  people: ['people', 'population', 'personas', 'población', 'poblacion'],
  source: ['source', 'fuente'],
  as_of: ['as_of', 'as of', 'date', 'fecha'],
};
const MAX_CHARACTERS = 500_000;

/**
 * Reads a CSV file (RFC 4180; comma, semicolon or tab) with a first line of names.
 * @throws PopulationsRefused when it is no such file, or a column is missing.
 */
export function readPopulations(text: string): PopulationLine[] {
  if (text.length > MAX_CHARACTERS)
    throw new PopulationsRefused(
      'populations_large',
      'The file is larger than 500,000 characters. Keep one line for each district and language.',
    );
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text, {
      bom: true,
      info: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      delimiter: delimiterOf(text),
    }) as never;
  } catch (error) {
    const { lines } = error as CsvError & { lines?: number };
    throw new PopulationsRefused(
      'populations_csv',
      `The file cannot be read as CSV${lines ? ` near line ${lines}` : ''}. Save the sheet as CSV and choose it again.`,
    );
  }
  const header = (records[0]?.record ?? []).map((name) => name.toLowerCase());
  const place = Object.fromEntries(
    Object.entries(columns).map(([name, called]) => [name, header.findIndex((one) => called.includes(one))]),
  );
  const missing = Object.keys(columns).filter((name) => name !== 'language' && place[name] === -1);
  if (missing.length > 0)
    throw new PopulationsRefused(
      'populations_columns',
      'The first line must name the columns district, language, people, source and as_of.',
    );
  const cell = (record: string[], name: keyof typeof columns) => record[place[name] ?? -1] ?? '';
  return records.slice(1).map(({ record, info }) => ({
    line: info.lines,
    district: cell(record, 'district'),
    language: cell(record, 'language'),
    people: cell(record, 'people'),
    source: cell(record, 'source'),
    as_of: cell(record, 'as_of'),
  }));
}

/** The sign between the names of the first line. */
function delimiterOf(text: string): string {
  const first = text.slice(0, text.search(/[\r\n]/) === -1 ? undefined : text.search(/[\r\n]/));
  return [',', ';', '\t'].reduce((best, sign) => (first.split(sign).length > first.split(best).length ? sign : best));
}
