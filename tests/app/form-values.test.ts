import { describe, expect, it } from 'vitest';
import { type InquiryValues, listConflicts, mergeValues, toInquiryPatch } from '../../src/app/features/inquiries/form-values.ts';
import { emptyContact, emptyResident, toSavedResident } from '../../src/app/features/residents/form-values.ts';
import { normalizePhone } from '../../src/app/shared/phone-text.ts';
import { formatPhone } from '../../src/domain/shared/phone.ts';

const start: InquiryValues = {
  subject: 'Streetlight',
  body: '',
  channel: 'phone',
  language: 'en',
  topic_id: 't',
  department_id: null,
  resident_id: null,
  district_id: null,
  neighborhood: '',
  location: '',
  primary_section: 4,
  sections: [4],
};

describe('the form of an inquiry', () => {
  it('writes only what a person changed, trimmed, and nothing for blanks', () => {
    expect(toInquiryPatch({ ...start, subject: ' Streetlight ', location: '  ', body: ' out ' }, start)).toEqual({ body: 'out' });
  });

  it('keeps the primary section among the sections', () => {
    expect(toInquiryPatch({ ...start, primary_section: 6 }, start)).toEqual({ primary_section: 6, sections: [4, 6] });
  });

  it('asks about a field only when both changed it, and loses neither side otherwise', () => {
    const mine = { ...start, subject: 'Mine', body: 'mine' };
    const theirs = { ...start, subject: 'Theirs', location: 'Main St' };
    expect(listConflicts(start, mine, theirs)).toEqual(['subject', 'body']);
    expect(mergeValues(start, mine, theirs, new Set(['subject']))).toMatchObject({ subject: 'Theirs', body: 'mine', location: 'Main St' });
  });
});

describe('the form of a resident', () => {
  it('sends numbers as E.164 and leaves empty contacts out', async () => {
    const values = {
      ...emptyResident(),
      name: ' Rosa ',
      phones: [emptyContact('(816) 555-0142'), emptyContact(' ')],
      emails: [emptyContact('A@B.org')],
      tags: ['block captain'],
    };
    const { resident, problems } = await toSavedResident(values, normalizePhone);
    expect(problems).toEqual([]);
    expect(resident).toMatchObject({
      name: 'Rosa',
      phones: [{ number: '+18165550142', label: null }],
      emails: [{ address: 'a@b.org' }],
      tags: ['block captain'],
    });
    expect(formatPhone('+18165550142')).toBe('816 555-0142');
  });

  it('says which contact is wrong', async () => {
    const phone = emptyContact('12');
    const { problems } = await toSavedResident({ ...emptyResident(), phones: [phone] }, normalizePhone);
    expect(problems).toEqual([
      { at: 'name', problem: 'name' },
      { at: phone.key, problem: 'phone' },
    ]);
  });
});
