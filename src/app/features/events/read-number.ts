/** A number as it is typed; null for nothing typed, NaN for what is none. */
export const readNumber = (text: string): number | null => (text.trim() === '' ? null : Number(text.replace(',', '.')));
