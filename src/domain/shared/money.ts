/** Money as it is typed, in dollars, and as it is kept, in cents. */

/** '1,250.5' is 125050; null for nothing typed, undefined for what is no amount. */
export function readCents(text: string): number | null | undefined {
  const typed = text.replace(/[$\s]/g, '');
  if (typed === '') return null;
  // 1,250.50 in groups of three, or without groups.
  if (!/^(\d{1,3}(,\d{3})+|\d{1,10})?(\.\d{1,2})?$/.test(typed) || !/\d/.test(typed)) return undefined;
  const [dollars = '', cents = ''] = typed.replaceAll(',', '').split('.');
  return Number(dollars || '0') * 100 + Number(cents.padEnd(2, '0'));
}

/** 125050 as it stands in a field: '1250.50'; '' for nothing. */
export function writeCents(cents: number | null): string {
  return cents === null ? '' : (cents / 100).toFixed(2).replace(/\.00$/, '');
}

/** What some lines come to; null when none of them says anything. */
export function sumCents(amounts: (number | null | undefined)[]): number | null {
  const known = amounts.filter((one): one is number => typeof one === 'number');
  return known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0);
}
