import { createHash } from 'node:crypto';
import type { CompiledReport } from '../../domain/reports/content.ts';
import type { ReportFacts } from '../../domain/reports/facts.ts';
import { stableJson } from '../../domain/reports/stable-json.ts';

/** The report's fingerprint: sha256 over its stable JSON, as 64 hexadecimal digits. The same content has the same hash. */
export function hashReport(content: CompiledReport): string {
  return sha256(stableJson(content));
}

/** The fingerprint of what was counted, whenever it was counted: the same facts make the same edition. */
export function hashFacts({ data_as_of: _, ...counted }: ReportFacts): string {
  return sha256(stableJson(counted));
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
