import { describe, expect, it } from 'vitest';
import { listResidentConflicts, mergeResident } from '../../src/app/features/residents/form-conflicts.ts';
import { emptyContact, emptyResident, type ResidentValues } from '../../src/app/features/residents/form-values.ts';

const rosa: ResidentValues = { ...emptyResident(), name: 'Rosa Medina', tags: ['block captain'], phones: [emptyContact('+18165550142')] };
const conflicts = (start: ResidentValues, mine: ResidentValues, theirs: ResidentValues) =>
  listResidentConflicts(
    { start, mine, theirs },
    (field) => field,
    (_field, raw) => String(raw),
  );

describe('two people who correct one resident', () => {
  it('are asked only about a field that both changed, each to something else', () => {
    const mine = { ...rosa, name: 'Rosa M. Medina', neighborhood: 'Ivanhoe', needs_interpreter: true };
    const theirs = { ...rosa, name: 'Rosa Medina Cruz', needs_interpreter: true, contact_note: 'After four' };
    expect(conflicts(rosa, mine, theirs)).toEqual([
      { field: 'name', label: 'name', was: 'Rosa Medina', mine: 'Rosa M. Medina', theirs: 'Rosa Medina Cruz' },
    ]);
    const kept = mergeResident({ start: rosa, mine, theirs }, new Set());
    expect(kept).toMatchObject({ name: 'Rosa M. Medina', neighborhood: 'Ivanhoe', contact_note: 'After four', needs_interpreter: true });
    expect(mergeResident({ start: rosa, mine, theirs }, new Set(['name']))).toMatchObject({
      name: 'Rosa Medina Cruz',
      neighborhood: 'Ivanhoe',
    });
  });

  it('lose no number, address or tag that either added, and none comes twice for being written otherwise', () => {
    const mine = { ...rosa, phones: [emptyContact('(816) 555-0142'), emptyContact('816 555 0199')], tags: ['block captain', 'speaker'] };
    const theirs = { ...rosa, phones: [emptyContact('+18165550142'), emptyContact('+18165550177')], tags: ['volunteer'] };
    const merged = mergeResident({ start: rosa, mine, theirs }, new Set());
    expect(merged.phones.map(({ value }) => value)).toEqual(['+18165550142', '+18165550177', '816 555 0199']);
    expect(merged.tags).toEqual(['volunteer', 'speaker']);
  });

  it('agree on what one of them took away', () => {
    const merged = mergeResident({ start: rosa, mine: { ...rosa, phones: [] }, theirs: { ...rosa, name: 'Rosa' } }, new Set());
    expect(merged).toMatchObject({ name: 'Rosa', phones: [] });
  });
});
