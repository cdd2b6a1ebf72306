/** Blanks are nothing: what a person emptied is told to the database as missing. */
export const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null);

export const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
