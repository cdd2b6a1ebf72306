/**
 * One JSON line to standard error for what an operator must know. Fields carry identifiers and reasons, never what a
 * person typed or who they are.
 */
export function log(event: string, fields: Record<string, string | number | boolean | null | undefined> = {}): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...fields })}\n`);
}

/** The message of whatever was thrown. */
export function reasonOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
}
