import { createHash } from 'node:crypto';
import type { CompiledReport } from '../../domain/reports/content.ts';
import { stableJson } from '../../domain/reports/stable-json.ts';

/** The report's fingerprint: sha256 over its stable JSON, as 64 hexadecimal digits. The same content has the same hash. */
export function hashReport(content: CompiledReport): string {
  return createHash('sha256').update(stableJson(content), 'utf8').digest('hex');
}
