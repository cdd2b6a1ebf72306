import { z } from 'zod';

const text = (longest: number) => z.string().trim().min(1).max(longest);
const order = z.int().min(0).max(10_000).optional();
const code = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,60}$/, 'must be small letters, digits and hyphens, two or more, such as "public-works"');
const day = z.iso.date('must be a day such as "2027-07-05"');
const calendar = z.enum(['city', 'state', 'federal']);
const email = z.string().regex(/^[^@\s,;<>"]+@[^@\s,;<>"]+\.[^@\s,;<>"]+$/, 'must be an e-mail address such as "office@city.gov"');
const section = z.int().min(1).max(10);

const office = z.strictObject({
  office_name: text(120),
  city_name: text(80),
  state_name: text(60),
  address: text(300),
  phone: z
    .string()
    .regex(/^\+[1-9][0-9]{6,14}$/, 'must be a number with its country, without blanks, such as "+18165550100"')
    .nullish(),
  email: email.nullish(),
  website: z
    .string()
    .max(300)
    .regex(/^https?:\/\/[^\s/]+\.[^\s]+$/, 'must be an address such as "https://city.gov/office"')
    .nullish(),
  time_zone: z.string().refine(isTimeZone, 'must be a time zone such as "America/Chicago"'),
  fiscal_year_start_month: z.int().min(1).max(12),
  holiday_calendar: calendar,
  founding_file_number: z.string().regex(/^[0-9A-Za-z][0-9A-Za-z ./-]{0,39}$/, 'must be a file number such as "210140"'),
});

const rule = z
  .strictObject({
    calendar,
    name: text(80),
    month: z.int().min(1).max(12),
    day: z.int().min(1).max(31).nullish(),
    weekday: z.int().min(1).max(7).nullish(),
    nth: z.union([z.literal(-1), z.int().min(1).max(5)], 'must be 1 to 5, or -1 for the last').nullish(),
    offset_days: z.int().min(-30).max(30).optional(),
    since_year: z.int().min(1700).max(2200).optional(),
    until_year: z.int().min(1700).max(2200).nullish(),
    confirmed_by: text(200).nullish(),
  })
  .refine(
    (one) => (one.day != null ? one.weekday == null && one.nth == null : one.weekday != null && one.nth != null),
    'must have either "day", or "weekday" (1 is Monday) with "nth"',
  );

const lists = {
  sections: z.array(z.strictObject({ section, title: text(120), duty: text(1000) })),
  departments: z.array(z.strictObject({ code, name: text(160) })),
  topics: z
    .array(
      z.strictObject({
        code,
        name: text(120),
        primary_section: section,
        sections: z.array(section).optional(),
        department: code.nullish(),
        target_business_days: z.int().min(1).max(250).optional(),
        first_response_minutes: z.int().min(1).max(100_000).nullish(),
        resolution_minutes: z.int().min(1).max(200_000).nullish(),
        order,
      }),
    )
    .min(1),
  districts: z.array(
    z.strictObject({
      code: z.string().regex(/^[A-Za-z0-9-]{1,12}$/, 'must be letters, digits and hyphens, at most 12'),
      name: text(80),
      order,
    }),
  ),
  languages: z.array(
    z.strictObject({
      code: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language code (BCP 47) such as "es"'),
      name: text(80),
      endonym: text(80),
      order,
    }),
  ),
  retention: z.array(
    z.strictObject({
      kind: z.string().regex(/^[a-z][a-z_]{1,40}$/),
      years: z.int().min(1).max(100).nullish(),
      reason: text(1000),
      confirmed_by: text(200).nullish(),
    }),
  ),
};
const days = z.strictObject({
  calendar,
  name: text(80),
  actual_on: day,
  observed_on: day.optional(),
  is_cancelled: z.boolean().optional(),
  confirmed_by: text(200).nullish(),
});

/** The settings file: every part may be missing; a list that is there is the whole list. */
export const officeSchema = z
  .strictObject({
    $schema: z.string().optional(),
    format: z.literal('rotunda-office-1'),
    office: office.partial().optional(),
    mail: z
      .strictObject({
        from_name: z
          .string()
          .trim()
          .max(100)
          .regex(/^[^\p{Cc}<>"]*$/u, 'must not hold quotes, angle brackets or line breaks')
          .nullish(),
        reply_to: email.nullish(),
      })
      .partial()
      .optional(),
    sections: lists.sections.optional(),
    departments: lists.departments.optional(),
    topics: lists.topics.optional(),
    districts: lists.districts.optional(),
    languages: lists.languages.optional(),
    holidays: z.strictObject({ rules: z.array(rule).optional(), days: z.array(days).optional() }).optional(),
    retention: lists.retention.optional(),
  })
  .superRefine((document, context) => {
    for (const [name, keyOf] of Object.entries(KEYS)) {
      const rows = name === 'rules' || name === 'days' ? document.holidays?.[name] : document[name as 'topics'];
      const seen = new Set<string>();
      for (const [index, row] of (rows ?? []).entries()) {
        const key = keyOf(row as Record<string, unknown>);
        if (seen.has(key)) {
          const path = name === 'rules' || name === 'days' ? ['holidays', name, index] : [name, index];
          context.addIssue({ code: 'custom', path, message: `is there twice: ${key}` });
        }
        seen.add(key);
      }
    }
    const known = document.departments && new Set(document.departments.map((one) => one.code));
    for (const [index, topic] of (document.topics ?? []).entries())
      if (known && topic.department && !known.has(topic.department))
        context.addIssue({
          code: 'custom',
          path: ['topics', index, 'department'],
          message: `is "${topic.department}", which is not among the departments of the file`,
        });
  });

/** The schema for other programs (JSON Schema). */
export const describeSchema = (): object => JSON.parse(JSON.stringify(z.toJSONSchema(officeSchema, { io: 'input' }))) as object;

export type OfficeDocument = z.infer<typeof officeSchema>;

const KEYS: Record<string, (row: Record<string, unknown>) => string> = {
  sections: (row) => String(row.section),
  departments: (row) => String(row.code),
  topics: (row) => String(row.code),
  districts: (row) => String(row.code),
  languages: (row) => String(row.code),
  retention: (row) => String(row.kind),
  rules: (row) => `${row.calendar}, ${row.name}, since ${row.since_year ?? 1900}`,
  days: (row) => `${row.calendar}, ${row.name}, ${row.actual_on}`,
};

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** One thing that is wrong with a settings file: where, as a path such as `topics[2].name`, and what, as a sentence. */
export type Problem = { path: string; message: string };

/** Reads a settings file that is JSON already: the document, or everything that is wrong with it. */
export function checkDocument(value: unknown): { document: OfficeDocument } | { problems: Problem[] } {
  const read = officeSchema.safeParse(value, { reportInput: true });
  if (read.success) return { document: read.data };
  return { problems: read.error.issues.flatMap((issue) => toProblems(issue)) };
}

function toProblems(issue: z.core.$ZodIssue): Problem[] {
  const path = issue.path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`),
    '',
  );
  const say = (words: string): Problem => ({ path, message: `${path || 'The file'} ${words}.` });
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => say(`has "${key}", which is not known here`));
  if (issue.code === 'invalid_type')
    return [say(issue.input === undefined ? 'is missing' : `must be ${KINDS[issue.expected] ?? issue.expected}`)];
  if (issue.code === 'too_small')
    return [
      say(
        issue.origin === 'string'
          ? 'must not be empty'
          : issue.origin === 'array'
            ? 'must name one at least'
            : `must be ${issue.minimum} or more`,
      ),
    ];
  if (issue.code === 'too_big')
    return [say(issue.origin === 'string' ? `must have at most ${issue.maximum} characters` : `must be ${issue.maximum} or less`)];
  if (issue.code === 'invalid_value')
    return [say(issue.input === undefined ? 'is missing' : `must be ${issue.values.map((one) => JSON.stringify(one)).join(' or ')}`)];
  return [say(/^(must|is) /.test(issue.message) ? issue.message : 'cannot be read')];
}

const KINDS: Record<string, string> = {
  string: 'a text in quotes',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'an object with names and values',
  boolean: 'true or false',
};
