import type { MessageKey } from '../../i18n/translate.ts';

export type ColumnKind = 'text' | 'word' | 'day' | 'instant' | 'number' | 'cents' | 'phone';

/** Of a `word` the last part says where its words stand: "status" means "status.new" and its like, "end_" means "end_denied". */
export type Column = [key: string, kind: ColumnKind, heading: MessageKey, words?: string];

/** The words of what is yes or no, and the names of lists: neither stands under its own code. */
export const yesNo = 'value';
export const listNames = 'lists';
