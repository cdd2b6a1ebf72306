/** The facts that a row of the list can show, in the order in which it shows them. */
export const residentFactNames = ['phone', 'email', 'neighborhood', 'district'] as const;
export type ResidentFact = (typeof residentFactNames)[number];

/** What a row shows while nobody chose otherwise. */
export const usualResidentFacts: ResidentFact[] = [...residentFactNames];

/** The field whose name says what a fact is. */
export const factFields = { phone: 'phone', email: 'emails', neighborhood: 'neighborhood', district: 'district_id' } as const;
