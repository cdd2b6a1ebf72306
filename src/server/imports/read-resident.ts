import type { ImportMapping, ResidentImportField } from '../../domain/imports/fields.ts';
import { plainName } from './guess-columns.ts';
import type { OfficeWords } from './office-words.ts';
import type { Cells } from './preset.ts';
import { Line, type LineReading, readYesNo, severalOf } from './read-cell.ts';
import { readPhone } from './read-phone.ts';

const ways: Record<string, string> = {
  any: 'any',
  phone: 'phone',
  call: 'phone',
  telephone: 'phone',
  email: 'email',
  'e mail': 'email',
  text: 'text',
  sms: 'text',
  mail: 'mail',
  post: 'mail',
  letter: 'mail',
  none: 'none',
  'do not contact': 'none',
  cualquiera: 'any',
  telefono: 'phone',
  llamada: 'phone',
  correo: 'email',
  'correo electronico': 'email',
  mensaje: 'text',
  'correo postal': 'mail',
  carta: 'mail',
  ninguno: 'none',
};

/** Reads one line of a list of people as a resident, as compare_residents takes it. */
export function readResident(cells: Cells, mapping: ImportMapping, words: OfficeWords): LineReading {
  const line = new Line<ResidentImportField>(cells, mapping);
  const name = line.words('name', 200, line.text('name') || [line.text('first_name'), line.text('last_name')].filter(Boolean).join(' '));
  if (!name && line.problems.length === 0) line.refuse(mapping.name ? 'name' : mapping.last_name ? 'last_name' : 'first_name', 'empty', '');
  const language = line.text('preferred_language');
  const district = line.text('district');
  const interpreter = line.text('needs_interpreter');
  const contactBy = line.text('contact_by');
  const street = [line.text('address'), line.text('city')].filter(Boolean).join(', ');
  const lines = line.words('address', 500, line.text('address') ? street : '');
  const postal = line.words('postal_code', 12, line.text('postal_code').replace(/^(\d+)\.0+$/, '$1'));
  return line.reading({
    name,
    preferred_name: line.words('preferred_name', 200),
    phones: unique([...phonesOf(line, 'phone'), ...phonesOf(line, 'phone_2')]).map((number) => ({ number })),
    emails: unique([...emailsOf(line, 'email'), ...emailsOf(line, 'email_2')]).map((address) => ({ address })),
    addresses: lines ? [postal ? { lines, postal_code: postal } : { lines }] : [],
    preferred_language: language === '' ? null : (words.language(language) ?? line.refuse('preferred_language', 'language', language)),
    needs_interpreter: interpreter === '' ? null : (readYesNo(interpreter) ?? line.refuse('needs_interpreter', 'yes_no', interpreter)),
    accessibility_need: line.words('accessibility_need', 2000),
    district_id: district === '' ? null : (words.district(district) ?? line.refuse('district', 'district', district)),
    neighborhood: line.words('neighborhood', 200),
    contact_by: contactBy === '' ? null : (ways[plainName(contactBy)] ?? line.refuse('contact_by', 'contact_by', contactBy)),
    contact_note: line.words('contact_note', 500),
    tags: tagsOf(line),
  });
}

function phonesOf(line: Line<ResidentImportField>, field: 'phone' | 'phone_2'): string[] {
  return severalOf(line.raw(field)).flatMap((text) => readPhone(text) ?? line.refuse(field, 'phone', text) ?? []);
}

function emailsOf(line: Line<ResidentImportField>, field: 'email' | 'email_2'): string[] {
  return severalOf(line.raw(field)).flatMap((text) => {
    const address = (/<([^<>]+)>$/.exec(text)?.[1] ?? text).toLowerCase();
    const isWhole = /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(address) && address.length <= 254;
    return isWhole ? address : (line.refuse(field, 'email', text) ?? []);
  });
}

function tagsOf(line: Line<ResidentImportField>): string[] {
  const tags = unique(
    line
      .raw('tags')
      .split(/[;|,\n]+/)
      .map((tag) => tag.replace(/\s+/g, ' ').trim().toLowerCase())
      .filter(Boolean),
  );
  const long = tags.find((tag) => tag.length > 60);
  if (long) line.refuse('tags', 'long', '60');
  if (tags.length > 30) line.refuse('tags', 'many', '30');
  return tags;
}

const unique = (texts: string[]): string[] => [...new Set(texts)];
