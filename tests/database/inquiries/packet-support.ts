import type { Role } from '../../support/databases.ts';
import type { TestOffice } from '../../support/office.ts';

type Run = { t?: string; g?: string; k?: string; h?: boolean; was?: string };
type Entry = {
  key: string;
  kind: string;
  facts: Record<string, unknown>;
  whole?: { g: string; k: string; h?: boolean };
  parts: { n: string; m: string; r: Run[] }[];
};
/** As preview_packet answers. */
export type Built = {
  inquiry: Entry;
  entries: Entry[];
  grounds: { key: string; cite: string; words: string }[];
  counts: { entries: number; out: number; places: number; grounds: number };
  stale: string[];
  digest: string;
};
export type PacketCase = Awaited<ReturnType<typeof openCase>>;

const told = (runs: Run[]) => runs.map(({ t }) => t ?? '▇').join('');
const line = (entry: Entry) =>
  entry.whole ? `${entry.kind} ▇` : [entry.kind, ...entry.parts.map(({ n, r }) => `${n}: ${told(r)}`)].join('\n');

/** An inquiry of Rosa Peña, whose sister Lucía called, with a note, a call, a mail, a task and a file. */
export async function openCase(office: TestOffice) {
  const value = async (sql: string, parameters: unknown[] = []) => String((await office.exec<{ v: string }>(sql, parameters))[0]?.v);
  const staff = office.as('staff');
  const answered = <T>({ data, error }: { data: T; error: unknown }): T => {
    if (error) throw error;
    return data;
  };
  await office.exec(`update settings set phone = '+18165131313', email = 'engage@office.example'`);
  const rosa = String(
    answered(
      await staff.rpc('save_resident', {
        p_resident: {
          name: 'Rosa Peña',
          phones: [{ number: '+18165550142' }],
          emails: [{ address: 'rosa@example.org' }],
          addresses: [{ lines: '1207 Walnut St, Apt 3' }],
        },
      }),
    ),
  );
  const lucia = String(
    answered(await staff.rpc('save_resident', { p_resident: { name: 'Lucía Gómez', emails: [{ address: 'lucia@home.example' }] } })),
  );
  const topic = await value('select id as v from topics order by code limit 1');
  const open = async (subject: string): Promise<string> => {
    const row = answered(
      await staff
        .from('inquiries')
        .insert({ subject, body: 'Rosa asks for light.', channel: 'phone', topic_id: topic, resident_id: rosa, location: '1207 Walnut St' })
        .select('id')
        .single(),
    );
    return row?.id ?? '';
  };
  const inquiry = await open('The lamp is out');
  await office.exec(`insert into inquiry_people (inquiry_id, resident_id, kind, relation) values ($1, $2, 'caller', 'sister')`, [
    inquiry,
    lucia,
  ]);
  const say = (kind: string, body: string, isPublic = false) =>
    value(`insert into interactions (inquiry_id, kind, body, is_public) values ($1, $2, $3, $4) returning id as v`, [
      inquiry,
      kind,
      body,
      isPublic,
    ]);
  const note = await say('note', 'Mrs. Peña called from (816) 555-0142: the lawyer says wait.');
  await say('call', 'Told Rosa that the crew comes on Monday.', true);
  const mail = await say('email', 'My address is rosa@example.org.');
  await office.exec(
    `insert into mails (inquiry_id, direction, source, from_address, from_name, subject, body, interaction_id) values ($1, 'in', 'mailbox', 'rosa@example.org', 'Rosa Peña', 'Lamp', 'My address is rosa@example.org. Ciao', $2)`,
    [inquiry, mail],
  );
  await office.exec(`insert into tasks (title, inquiry_id) values ('Call the yard', $1)`, [inquiry]);
  await office.exec(
    `insert into attachments (inquiry_id, name, media_type, bytes, sha256, path) values ($1, 'lamp.jpg', 'image/jpeg', 1, repeat('a', 64), 'files/2026/' || gen_random_uuid())`,
    [inquiry],
  );
  const anybody = await value(`select id as v from redaction_profiles where name = 'For anybody'`);
  const them = await value(`select id as v from redaction_profiles where name = 'For the person concerned'`);
  type Asked = { inquiry?: string; profile?: string; choices?: object; language?: string; role?: Role };
  const ask = ({ inquiry: id = inquiry, profile = anybody, choices = {}, language = 'en', role = 'coordinator' }: Asked) =>
    office.as(role).rpc('preview_packet', { p_inquiry: id, p_profile: profile, p_choices: choices as never, p_language: language });
  const preview = async (asked: Asked = {}) => answered(await ask(asked)) as unknown as Built;
  return {
    inquiry,
    rosa,
    lucia,
    anybody,
    them,
    keys: { note: `said:${note}`, mail: `said:${mail}` },
    kinds: await office.exec<{ k: string }>('select unnest(private.packet_kinds()) as k').then((rows) => rows.map(({ k }) => k)),
    open,
    say,
    preview,
    refusal: async (asked: Asked) => (await ask(asked)).error?.hint ?? null,
    /** Makes a copy of what was looked through; answers its row, or the hint of the refusal. */
    make: async (asked: Asked & { note?: string; is_known?: boolean; digest?: string } = {}) => {
      const { inquiry: id = inquiry, profile = anybody, choices = {}, language = 'en', role = 'coordinator', ...more } = asked;
      const digest = more.digest ?? (await preview({ inquiry: id, profile, choices, language })).digest;
      const p_packet = { profile, choices, language, digest, note: more.note ?? null, is_known: more.is_known ?? false };
      const { data, error } = await office.as(role).rpc('make_packet', { p_inquiry: id, p_packet: p_packet as never });
      return error ? { refused: error.hint ?? error.code } : (data as unknown as { id: string; number: number });
    },
    textOf: (built: Built, key: string) => {
      const entry = built.entries.find((one) => one.key === key);
      return entry?.whole ? '▇' : told(entry?.parts.find(({ n }) => n === 'text')?.r ?? []);
    },
    read: (built: Built) => [built.inquiry, ...built.entries].map(line).join('\n\n'),
    /** Words of a part, as a person chooses them on screen. */
    cut: async (key: string, p: string, words: string, g: string) => {
      const built = await preview();
      const part = built.entries.find((one) => one.key === key)?.parts.find(({ n }) => n === p);
      const text = part?.r.map(({ t, was }) => t ?? was ?? '').join('') ?? '';
      const before = text.slice(0, text.indexOf(words));
      return { p, a: [...before].length, n: [...words].length, m: part?.m ?? '', g };
    },
  };
}
