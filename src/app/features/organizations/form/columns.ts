import { readMinutes } from '../../../../domain/organizations/standard-words.ts';
import { readDay } from '../../../../domain/tasks/due-words.ts';
import type { MessageKey } from '../../../i18n/translate.ts';
import { readWeek } from '../../../shared/fields/week-field.tsx';
import { normalizePhone } from '../../../shared/phone-text.ts';
import type { OrganizationValues } from './values.ts';

export type Reading = { today: string; locale: 'en' | 'es' };
export type Read = { columns: Record<string, unknown>; wrong: Record<string, MessageKey> };

const isMail = (text: string): boolean => text.trim() === '' || /^[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+$/.test(text.trim());

/** The field at which a refusal of the database stands, by its hint. */
export const fieldOfHint: Record<string, string> = {
  organization_name: 'name',
  organization_taken: 'name',
  organization_kind: 'kind',
  department_admin: 'kind',
  organization_email: 'email',
  organization_phone: 'phone',
  organization_address: 'address',
  organization_description: 'description',
  contact_name: 'contacts',
};

/** What the form says, as save_organization takes it, and what is wrong with it, by field or by the key of a line. `notes`: of its languages. */
export async function readOrganization(values: OrganizationValues, reading: Reading, notes: Record<string, string>): Promise<Read> {
  const wrong: Read['wrong'] = {};
  const phoneOf = async (text: string, at: string): Promise<string | null> => {
    if (!text.trim()) return null;
    const number = await normalizePhone(text);
    if (!number) wrong[at] = 'refusal.organization_phone';
    return number;
  };
  const dayOf = (text: string, at: string): string | null => {
    const day = text.trim() === '' ? null : readDay(text, reading.today, reading.locale);
    if (text.trim() !== '' && !day) wrong[at] = 'award.wrong.day';
    return day ?? null;
  };
  if (!values.name.trim()) wrong.name = 'refusal.organization_name';
  if (!isMail(values.email)) wrong.email = 'refusal.organization_email';
  if (!isMail(values.referral_email)) wrong.referral_email = 'refusal.referral_email';
  if (values.website.trim() && !/^https?:\/\/\S+$/.test(values.website.trim())) wrong.website = 'refusal.website';
  if (values.takes_referrals && !values.referral_email.trim() && !values.email.trim()) wrong.referral_email = 'refusal.referral_email';
  const contacts: Record<string, unknown>[] = [];
  for (const { key, ...row } of values.contacts) {
    if (!row.role.trim()) wrong[key] = 'refusal.contacts';
    if (!isMail(row.email)) wrong[key] = 'refusal.organization_email';
    // What was typed before it became a nonprofit is not sent: nobody is named there.
    contacts.push({ ...row, name: values.is_nonprofit ? null : row.name, phone: await phoneOf(row.phone, key) });
  }
  const work_groups: Record<string, unknown>[] = [];
  for (const { key, ...row } of values.work_groups) {
    if (!row.name.trim()) wrong[key] = 'refusal.work_groups';
    if (!isMail(row.email)) wrong[key] = 'refusal.organization_email';
    work_groups.push({ ...row, phone: await phoneOf(row.phone, key) });
  }
  const fundings = values.fundings.map(({ key, ...row }) => {
    if (!row.source.trim()) wrong[key] = 'refusal.fundings';
    return row;
  });
  const { spans: hours, wrong: badHours } = readWeek(values.hours);
  for (const key of badHours) wrong[key] = 'refusal.hours';
  const standards = values.standards.map(({ key, topic_id, note, ...row }) => {
    const [accept_minutes, outcome_minutes] = [readMinutes(row.accept), readMinutes(row.outcome)];
    if (!accept_minutes || !outcome_minutes || outcome_minutes < accept_minutes) wrong[key] = 'refusal.standards';
    return { topic_id, note, accept_minutes, outcome_minutes, agreed_on: dayOf(row.agreed_on, key) };
  });
  const phone = await phoneOf(values.phone, 'phone');
  const languages = values.languages.map((language) => ({ language, note: notes[language] ?? '' }));
  return { columns: { ...values, phone, languages, contacts, work_groups, fundings, hours, standards }, wrong };
}
