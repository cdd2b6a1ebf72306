/** A rate as it is typed, in percent, and as it is kept, in basis points: '15', '27.5' and '15.25 %' are 1500, 2750 and 1525. */
export function readRate(text: string): number | null | undefined {
  const typed = text.replace(/[%\s]/g, '');
  if (typed === '') return null;
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(typed);
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : undefined;
}

export const writeRate = (bp: number | null): string =>
  bp === null
    ? ''
    : `${Math.floor(bp / 100)}${
        bp % 100 === 0
          ? ''
          : `.${String(bp % 100)
              .padStart(2, '0')
              .replace(/0$/, '')}`
      }`;
