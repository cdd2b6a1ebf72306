import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let topic: string;
beforeAll(async () => {
  office = await openOffice();
  topic = String((await office.exec<{ id: string }>(`select id from topics where code = 'city-finances'`))[0]?.id);
});
afterAll(() => office.close());

const call = async <Answer>(name: string, values: object, role: Role = 'coordinator', act?: string): Promise<Answer> => {
  const rpc = office.as(role).rpc(name as never, values as never);
  const { data, error } = await (act ? rpc.setHeader('X-Change-Set', act) : rpc);
  if (error) throw error;
  return data as Answer;
};
type Facts = {
  legislation: { state: string; version: number; amended_on: string };
  sections: { id: string; number: string }[];
  cards: { id: string; given: number }[];
};
type CardFacts = {
  card: { state: string; edition: number; version: number; review_reason: string | null; checked_on: string };
  texts: { language: string; body: string; is_older: boolean }[];
  editions: { number: number }[];
};
const law = (id: string) => call<Facts>('legislation_facts', { p_id: id });
const cardOf = (id: string) => call<CardFacts>('answer_card_facts', { p_id: id });
const addLaw = (file_number: string, sections: string[] = []) =>
  call<string>('save_legislation', {
    p_legislation: { file_number, title: `File ${file_number}`, passed_on: '2021-03-04', sections: sections.map((number) => ({ number })) },
  });
const addInquiry = async (language = 'en') =>
  String(
    (
      await office.exec<{ id: string }>(
        `insert into inquiries (subject, channel, topic_id, language, assigned_to) values ('A question', 'phone', $1, $2, (select id from staff where role = 'staff')) returning id`,
        [topic, language],
      )
    )[0]?.id,
  );
async function addCard(title: string, citations: object[], texts = [{ language: 'en', body: 'Before you build, ask for a permit.' }]) {
  const id = await call<string>('save_answer_card', { p_card: { title, topic_id: topic, texts, citations } });
  const { card } = await cardOf(id);
  await call('move_answer_card', { p_id: id, p_version: card.version, p_to: 'current', p_facts: { review_by: '2099-01-01' } });
  return id;
}
const tell = (inquiry: string, kind: 'call' | 'note', is_public = false) =>
  office.as('staff').from('interactions').insert({ inquiry_id: inquiry, kind, body: 'Answered.', is_public });
const receivers = (card: string, filters = {}) =>
  call<{ rows: { inquiry_id: string; is_old: boolean; number: number }[]; old: number; total: number }>('answer_receivers', {
    p_card: card,
    p_query: { filters },
  });

test('a file has six digits, its sections once each, and what is wrong is refused with a sentence', async () => {
  const id = await addLaw('230001', ['1', '2-692']);
  expect((await law(id)).sections.map(({ number }) => number)).toEqual(['1', '2-692']);
  const wrong = async (change: object) =>
    call('save_legislation', { p_legislation: { file_number: '230002', title: 'T', ...change } }).catch((error) => error.hint);
  expect(await wrong({ file_number: '2300' })).toBe('law_number');
  expect(await wrong({ file_number: '230001' })).toBe('law_number');
  expect(await wrong({ title: ' ' })).toBe('law_title');
  expect(await wrong({ url: 'javascript:alert(1)' })).toBe('law_url');
  expect(await wrong({ state: 'amended' })).toBe('law_state');
  expect(await wrong({ introduced_on: '2023-02-02', passed_on: '2023-02-01' })).toBe('law_passed_on');
  expect(await wrong({ sections: [{ number: '1' }, { number: ' 1 ' }] })).toBe('law_sections');
  await expect(call('save_legislation', { p_legislation: {} }, 'staff')).rejects.toMatchObject({ code: '42501' });
});

test('a changed text makes a new edition; a translation that was left behind is told', async () => {
  const id = await addCard(
    'Fences',
    [],
    [
      { language: 'en', body: 'Ask first.' },
      { language: 'es', body: 'Pregunte antes.' },
    ],
  );
  const { card } = await cardOf(id);
  expect(card).toMatchObject({ state: 'current', edition: 1 });
  const texts = [
    { language: 'en', body: 'Ask first, and wait for the answer.' },
    { language: 'es', body: 'Pregunte antes.' },
  ];
  await call('save_answer_card', { p_card: { texts }, p_id: id, p_version: card.version });
  const now = await cardOf(id);
  expect(now.card).toMatchObject({ state: 'current', edition: 2 });
  expect(now.texts.map(({ language, is_older }) => [language, is_older])).toEqual([
    ['en', false],
    ['es', true],
  ]);
  expect(now.editions.map(({ number }) => number)).toEqual([1]);
});

test('an answer is taken in the resident’s language with its law, and counts as given when it is told', async () => {
  const file = await addLaw('230010', ['3']);
  const section = (await law(file)).sections[0]?.id;
  const id = await addCard(
    'Noise',
    [{ legislation_id: file, section_id: section }],
    [
      { language: 'en', body: 'Quiet from ten.' },
      { language: 'es', body: 'Silencio desde las diez.' },
    ],
  );
  const inquiry = await addInquiry('es');
  const taken = await call<{ text: string; language: string }>('use_answer_card', { p_card: id, p_inquiry: inquiry }, 'staff');
  expect(taken).toMatchObject({ language: 'es', text: 'Silencio desde las diez.\n\n(Ordenanza n.º 230010, sección 3)' });
  await tell(inquiry, 'note');
  expect((await receivers(id)).total).toBe(0);
  await call('use_answer_card', { p_card: id, p_inquiry: inquiry, p_facts: { language: 'so' } }, 'staff');
  await tell(inquiry, 'call');
  expect(await receivers(id)).toMatchObject({ total: 1, old: 0, rows: [{ inquiry_id: inquiry, is_old: false }] });
});

test('an amended law sends the answers that rest on it to be checked, which are not given meanwhile, and says who has the old one', async () => {
  const file = await addLaw('230020', ['1', '2']);
  await addLaw('260777');
  const [first, second] = (await law(file)).sections;
  const [a, b, other] = [
    await addCard('Of section 1', [{ legislation_id: file, section_id: first?.id }]),
    await addCard('Of the whole', [{ legislation_id: file }]),
    await addCard('Of section 2', [{ legislation_id: file, section_id: second?.id }]),
  ];
  const [told, untold] = [await addInquiry(), await addInquiry()];
  await call('use_answer_card', { p_card: a, p_inquiry: told }, 'staff');
  await tell(told, 'call');
  const act = crypto.randomUUID();
  const facts = { state: 'amended', on: '2026-10-01', by: '260777', sections: [first?.id] };
  const { legislation } = await law(file);
  await expect(
    call('amend_legislation', { p_id: file, p_version: legislation.version, p_facts: { ...facts, by: '999999' } }),
  ).rejects.toMatchObject({ hint: 'law_amended_by' });
  const done = await call('amend_legislation', { p_id: file, p_version: legislation.version, p_facts: facts }, 'coordinator', act);
  expect(done).toEqual({ cards: 2, receivers: 1 });
  expect((await cardOf(a)).card).toMatchObject({ state: 'review', review_reason: 'amended' });
  expect((await cardOf(b)).card.state).toBe('review');
  expect((await cardOf(other)).card.state).toBe('current');
  expect(await receivers(a, { old: true })).toMatchObject({ old: 1, rows: [{ inquiry_id: told, is_old: true }] });
  await expect(call('use_answer_card', { p_card: a, p_inquiry: untold }, 'staff')).rejects.toMatchObject({ hint: 'card_review' });
  const { data: home } = await office.as('coordinator').rpc('home_facts');
  const { data: desk } = await office.as('staff').rpc('home_facts');
  const waits = (facts: unknown) => (facts as { desk: { answers: number } }).desk.answers;
  expect([waits(home) > 0, waits(desk)]).toEqual([true, 0]);
  const work = await call<{ rows: { id: string; old: number }[] }>('list_answer_cards', { p_query: { filters: { to_review: true } } });
  expect(
    work.rows
      .filter(({ id }) => [a, b, other].includes(id))
      .map(({ id, old }) => [id, old])
      .sort(),
  ).toEqual(
    [
      [a, 1],
      [b, 0],
    ].sort(),
  );

  // Undone as one act, as though it had not been said.
  expect((await office.as('coordinator').rpc('undo_change_set', { p_change_set: act })).data).toMatchObject({ undone: 3 });
  expect((await cardOf(a)).card.state).toBe('current');
  expect((await receivers(a)).old).toBe(0);

  // Checked with other words: who was given the old ones is still told; checked as it stands: nobody was misled.
  const again = (await law(file)).legislation.version;
  await call('amend_legislation', { p_id: file, p_version: again, p_facts: facts });
  const check = async (id: string) =>
    call('move_answer_card', {
      p_id: id,
      p_version: (await cardOf(id)).card.version,
      p_to: 'current',
      p_facts: { review_by: '2099-01-01' },
    });
  await call('save_answer_card', {
    p_card: { texts: [{ language: 'en', body: 'No permit is needed any more.' }] },
    p_id: a,
    p_version: (await cardOf(a)).card.version,
  });
  await check(a);
  await check(b);
  expect((await receivers(a)).old).toBe(1);
  expect((await receivers(b)).old).toBe(0);
});

test('an answer whose day has come is work, and taking back what was told takes back that it was given', async () => {
  const id = await addCard('Leaves', []);
  await office.exec(`update answer_cards set checked_on = '2020-01-01', review_by = '2021-01-01' where id = $1`, [id]);
  const { rows } = await call<{ rows: { id: string; is_due: boolean }[] }>('list_answer_cards', {
    p_query: { filters: { to_review: true } },
  });
  expect(rows.find((row) => row.id === id)).toMatchObject({ is_due: true });
  const inquiry = await addInquiry();
  await call('use_answer_card', { p_card: id, p_inquiry: inquiry }, 'staff');
  const act = crypto.randomUUID();
  const added = await office
    .as('staff')
    .from('interactions')
    .insert({ inquiry_id: inquiry, kind: 'call', body: 'Told' })
    .setHeader('X-Change-Set', act);
  expect(added.error).toBeNull();
  expect((await receivers(id)).total).toBe(1);
  const undone = await office.as('staff').rpc('undo_change_set', { p_change_set: act });
  expect(undone.error).toBeNull();
  expect(undone.data).toMatchObject({ undone: 2 });
  expect((await receivers(id)).total).toBe(0);
});

test('what is found for a question: its topic first, by words in any language or by the file, and what waits last', async () => {
  const file = await addLaw('230030');
  const id = await addCard(
    'Bulky items',
    [{ legislation_id: file }],
    [
      { language: 'en', body: 'Put the sofa out on Tuesday.' },
      { language: 'es', body: 'Saque el sofá el martes.' },
    ],
  );
  const found = (query: object) =>
    call<{ id: string; language: string; is_other_language: boolean }[]>('find_answer_cards', { p_query: query });
  expect((await found({ text: 'sofa', language: 'es' }))[0]).toMatchObject({ id, language: 'es', is_other_language: false });
  expect((await found({ text: 'bulky', language: 'so' }))[0]).toMatchObject({ id, language: 'en', is_other_language: true });
  expect((await found({ text: '230030' })).map((row) => row.id)).toEqual([id]);
  expect(await found({ text: 'nothing of the kind' })).toEqual([]);
  expect(await call<{ noun: string }[]>('search_office', { p_text: 'bulky items' })).toContainEqual(
    expect.objectContaining({ noun: 'answer_cards', id }),
  );
});
