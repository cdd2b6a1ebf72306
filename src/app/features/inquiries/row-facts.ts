/** The facts that a row of the list can show, in the order in which it shows them. */
export const rowFactNames = ['number', 'resident', 'topic', 'district', 'assigned', 'channel', 'opened', 'updated'] as const;
export type RowFact = (typeof rowFactNames)[number];

/** What a row shows while nobody chose otherwise. */
export const usualRowFacts: RowFact[] = ['number', 'resident', 'topic', 'district'];
