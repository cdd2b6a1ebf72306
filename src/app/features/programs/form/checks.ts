import { readTime } from '../../../../domain/events/time-words.ts';
import { readCents } from '../../../../domain/shared/money.ts';
import type { MessageKey } from '../../../i18n/translate.ts';
import { type ProgramValues, type Reading, readDate, readWhole, type TimeLine, wholes } from './values.ts';

/** What can be told before the database is asked, by field, and by the key of a line. */
export function checkProgram(values: ProgramValues, reading: Reading): Record<string, MessageKey> {
  const wrong: Record<string, MessageKey> = {};
  if (!values.name.trim()) wrong.name = 'refusal.program_name';
  if (!values.organization_id) wrong.organization_id = 'refusal.program_organization';
  for (const field of ['opens_on', 'closes_on', 'review_by'] as const)
    if (readDate(values[field], reading) === undefined) wrong[field] = 'award.wrong.day';
  const [first, last] = [readDate(values.opens_on, reading), readDate(values.closes_on, reading)];
  if (first && last && last < first) wrong.closes_on = 'refusal.program_closes_on';
  for (const field of wholes) if (readWhole(values[field]) === undefined) wrong[field] = 'program.wrong.number';
  if (values.income_basis && !wrong.income_percent && !readWhole(values.income_percent))
    wrong.income_percent = 'refusal.program_income_percent';
  if (!values.income_basis && readWhole(values.income_percent)) wrong.income_basis = 'refusal.program_income_basis';
  const [youngest, oldest] = [readWhole(values.minimum_age), readWhole(values.maximum_age)];
  if (youngest && oldest && oldest < youngest) wrong.maximum_age = 'refusal.program_maximum_age';
  if (readCents(values.maximum_amount) === undefined) wrong.maximum_amount = 'award.wrong.amount';
  if (values.url.trim() && !/^https?:\/\/\S+$/.test(values.url.trim())) wrong.url = 'refusal.program_url';
  for (const line of values.costs) if (readCents(line.amount) === undefined) wrong[line.key] = 'award.wrong.amount';
  for (const line of values.documents) if (!line.document.trim()) wrong[line.key] = 'program.wrong.document';
  for (const line of values.fundings) if (!line.source.trim()) wrong[line.key] = 'program.wrong.source';
  for (const line of values.places) {
    if (!line.address.trim() && !line.name.trim()) wrong[line.key] = 'refusal.program_locations';
    else if (!isReadable(line.time)) wrong[line.key] = 'program.wrong.time';
  }
  for (const line of values.times) if (!isReadable(line)) wrong[line.key] = 'program.wrong.time';
  return wrong;
}
const isReadable = ({ from, to }: TimeLine): boolean => [from, to].every((time) => time.trim() === '' || readTime(time, null) !== null);

/** The field at which a refusal of the database stands, by its hint. */
export const fieldOfHint: Record<string, string> = {
  program_name: 'name',
  program_organization: 'organization_id',
  program_alternate_name: 'alternate_name',
  program_description: 'description',
  program_url: 'url',
  program_email: 'email',
  program_phone: 'phone',
  program_status: 'status',
  program_closes_on: 'closes_on',
  program_year: 'closes_on',
  program_age: 'minimum_age',
  program_maximum_age: 'maximum_age',
  program_income_percent: 'income_percent',
  program_income_basis: 'income_basis',
  program_tenure: 'tenure',
  program_household: 'minimum_household',
  program_amount: 'maximum_amount',
  program_owner: 'owner_id',
  program_sections: 'primary_section',
  program_needs: 'needs',
  program_districts: 'districts',
  program_languages: 'languages',
  program_locations: 'places',
  program_schedules: 'times',
  program_costs: 'costs',
  program_documents: 'documents',
  fundings: 'fundings',
};
