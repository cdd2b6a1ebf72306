/** One measured number. `limit` is the most it may be, or the least when `atLeast` is set; null is told, not judged. */
export type Figure = { figure: string; value: number; limit: number | null; atLeast?: boolean; ok: boolean };

export type Report = (figure: string, value: number, limit?: number | null, options?: { atLeast?: boolean }) => void;

/** Prints each figure as one JSON line as soon as it is known, and keeps all for the table at the end. */
export function collectFigures(write: (line: string) => void): { report: Report; table: () => string; isMissed: () => boolean } {
  const figures: Figure[] = [];
  return {
    report: (figure, measured, limit = null, { atLeast = false } = {}) => {
      const value = Math.round(measured * 100) / 100;
      const ok = limit === null || (atLeast ? value >= limit : value <= limit);
      figures.push({ figure, value, limit, ok, ...(atLeast ? { atLeast } : {}) });
      write(JSON.stringify({ figure, value, limit, ok }));
    },
    table: () => {
      const width = Math.max(...figures.map(({ figure }) => figure.length));
      return figures
        .map(
          ({ figure, value, limit, ok, atLeast }) =>
            `${ok ? '  ' : '✗ '}${figure.padEnd(width)}  ${String(value).padStart(12)}  ${limit === null ? '' : `${atLeast ? '≥' : '≤'} ${limit}`}`,
        )
        .join('\n');
    },
    isMissed: () => figures.some(({ ok }) => !ok),
  };
}

/** The value below which `share` of the samples lie (nearest rank). */
export function percentile(samples: number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Milliseconds that a piece of work takes. */
export async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
