import type { CreditedTable } from '../../../../domain/awards/performance.ts';
import type { MessageKey } from '../../../i18n/translate.ts';

const stems = { events: 'event.kind.', interactions: 'kind.', language_encounters: 'encounter.mode.' } as const;

/** What kind of event, contact or encounter it was, as a key of the dictionary. */
export const kindWords = (table: CreditedTable, kind: string | null): MessageKey => `${stems[table]}${kind}` as MessageKey;
