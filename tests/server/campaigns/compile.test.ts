import { describe, expect, test } from 'vitest';
import { compileCampaign, renderLetter } from '../../../src/server/campaigns/compile.ts';
import { type CampaignContent, type CompileError, type Person, shortly } from '../../../src/server/campaigns/types.ts';
import { ana, blocks, contentWith, links, nobody } from './content.ts';

async function letterOf(message: Record<string, unknown>, person: Person = ana, changes: Partial<CampaignContent> = {}) {
  const language = (message.language as string | undefined) ?? 'en';
  const compiled = await compileCampaign(contentWith([{ language, ...message }], changes));
  return renderLetter(compiled, { language, variant: null, person, links });
}
const text = (words: string) => ({ blocks: blocks({ kind: 'text', text: words }) });

describe('merge fields', () => {
  test('say who reads, in subject, preheader, HTML and text', async () => {
    const letter = await letterOf({
      subject: 'For {{ person.first_name | default: "you" }}',
      preheader: 'News of {{ person.district }}',
      ...text('Dear {{ person.name }} of {{office.city}},'),
    });
    expect(letter.subject).toBe('For Ana');
    expect(letter.html).toContain('Dear Ana Reyes of Kansas City,');
    expect(letter.html).toContain('News of District 4');
    expect(letter.text).toContain('Dear Ana Reyes of Kansas City,');
    expect(letter.text).not.toContain('News of District 4');
  });
  test('of a journey say what it is about, in the language of the letter; what a letter is not about is empty', async () => {
    const compiled = await compileCampaign(
      contentWith([
        {
          language: 'es',
          subject: '{{ event.title }}',
          ...text('{{ event.when }} {{ event.place }} {{ event.link }} [{{ inquiry.subject }}]'),
        },
      ]),
    );
    const event = {
      title: 'Clinic <1>',
      translations: { es: { title: 'Clínica' } },
      starts_at: '2026-12-02T00:00:00Z',
      time_zone: 'America/Chicago',
      place: 'Mohart Center',
      slug: 'clinic',
    };
    const letter = renderLetter(compiled, { language: 'es', variant: null, person: ana, links, about: { event } });
    expect(letter.subject).toBe('Clínica');
    expect(letter.text).toContain('martes, 1 de diciembre, 6:00');
    expect(letter.text).toContain('Mohart Center https://engage.city.example/e/clinic []');
  });
  test('fall back where nothing is known, or where a name is an advertisement', async () => {
    const message = {
      subject: 'For {{ person.first_name | default: "you & yours" }}',
      ...text('Dear {{ person.name | default: "neighbor" }}'),
    };
    for (const person of [nobody, { ...nobody, name: 'Win at www.prizes.example' }, { ...nobody, name: ' \u202e\n ' }]) {
      const letter = await letterOf(message, person);
      expect(letter.subject).toBe('For you & yours');
      expect(letter.text).toContain('Dear neighbor');
    }
  });
  test('know the first name of "Reyes, Ana" and of whoever wants to be called otherwise', async () => {
    const message = text('Hello {{ person.first_name }}.');
    expect((await letterOf(message, { ...nobody, name: 'Reyes, Ana María' })).text).toContain('Hello Ana.');
    expect((await letterOf(message, { ...ana, preferred_name: 'Nita' })).text).toContain('Hello Nita.');
  });
  test('that nobody knows stay as the words that they are', async () => {
    const { html, text: said } = await letterOf(text('A {{ person.shoe }} {% for x in (1..9) %} {{ }} {{ office.name | raw }}'));
    for (const part of [html, said]) expect(part).toContain('A {{ person.shoe }} {% for x in (1..9) %} {{ }} {{ office.name | raw }}');
  });
});

describe('what a resident is called', () => {
  const hostile = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='x",
    '{{ office.email }} {% raw %}',
    'A\r\nBcc: b@c.example\r\n\r\nbody',
    '\u0000\u0007\u001b[31m',
    '</td></table></body>',
    '&lt;b&gt; &amp;',
    '\ue000 office.name \ue001',
    '\u202eabc\u202c',
    '--><!--[if mso]>',
    '\ud800 half',
    'Zoë O’Brien-Nguyễn',
    'x'.repeat(5000),
  ];
  const message = {
    subject: 'For {{ person.name }} {{ person.neighborhood }}',
    preheader: '{{ person.neighborhood }}',
    blocks: blocks(
      { kind: 'heading', level: 1, text: 'Hello {{ person.name | upcase }} {{ person.district }}' },
      { kind: 'text', text: '**{{ person.neighborhood }}** [{{ person.district }}](https://kcmo.gov)\n\n- {{ person.name }}' },
      { kind: 'image', url: 'https://engage.city.example/i/x', alt: 'For {{ person.neighborhood }}' },
      { kind: 'button', label: '{{ person.district }}', url: 'https://kcmo.gov' },
    ),
  };
  const structureOf = (html: string) => html.match(/<[^>]*>/g)?.map((tag) => tag.replace(/alt="[^"]*"/, 'alt')) ?? [];

  test('never changes the structure of the HTML, never becomes a second line of the subject, never a template', async () => {
    const compiled = await compileCampaign(contentWith([{ language: 'en', ...message }]));
    const letterTo = (name: string) =>
      renderLetter(compiled, {
        language: 'en',
        variant: null,
        person: { name, preferred_name: name, language: name, district: name, neighborhood: name },
        links,
      });
    const usual = structureOf(letterTo('Ana').html);
    expect(usual.length).toBeGreaterThan(60);
    const signs = [
      '<',
      '>',
      '"',
      "'",
      '&',
      '{{',
      '}}',
      '{%',
      '%}',
      '\n',
      '\r',
      '\u0000',
      '\ue000',
      '\ue001',
      '=',
      '/',
      ' ',
      'a',
      'é',
      'ع',
      '`',
      '|',
    ];
    let seed = 7;
    const random = () => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed / 2147483648;
    };
    const made = Array.from({ length: 300 }, () => Array.from({ length: 12 }, () => signs[Math.floor(random() * signs.length)]).join(''));
    for (const name of [...hostile, ...made]) {
      const letter = letterTo(name);
      expect(structureOf(letter.html), JSON.stringify(name)).toEqual(usual);
      expect(letter.subject, JSON.stringify(name)).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      expect(letter.html).not.toContain('engage@city.example}}');
      expect(letter.html.isWellFormed()).toBe(true);
    }
  });
  test('stands in the text part as it is, without HTML’s signs', async () => {
    const letter = await letterOf(text('For {{ person.neighborhood }}.'), { ...ana, neighborhood: 'Smith & <Sons>' });
    expect(letter.text).toContain('For Smith & <Sons>.');
    expect(letter.html).toContain('For Smith &amp; &lt;Sons&gt;.');
  });
});

describe('blocks', () => {
  const rich = blocks(
    { kind: 'heading', level: 1, text: 'One & only' },
    {
      kind: 'text',
      text: 'Say **bold** and *soft*, [a link](https://kcmo.gov/a?b=1&c=2).\nSecond line <b>\n\n- first\n- second\n\n1. one\n2. two',
    },
    { kind: 'image', url: 'https://engage.city.example/i/x', alt: 'A "park"', width: 300, href: 'https://kcmo.gov' },
    { kind: 'button', label: 'Go & see', url: '{{ links.preferences }}' },
    { kind: 'events', days: 10, limit: 5 },
    { kind: 'programs', names: ['Citizens’ Police Academy', 'R&D <lab>'] },
    { kind: 'divider' },
  );
  test.each(['en', 'es', 'ar'])('are all there in %s', async (language) => {
    const { html, text: said } = await letterOf({ language, blocks: rich });
    expect(html).toMatch(/<h1 [^>]*>One &amp; only<\/h1>/);
    expect(html).toContain('<strong>bold</strong> and <em>soft</em>');
    expect(html).toContain('href="https://kcmo.gov/a?b=1&amp;c=2"');
    expect(html).toContain('Second line &lt;b&gt;');
    expect(html).toMatch(/<ul [^>]*><li [^>]*>first<\/li>/);
    expect(html).toMatch(/<ol [^>]*><li [^>]*>one<\/li>/);
    expect(html).toContain('alt="A &quot;park&quot;"');
    expect(html).toMatch(/href="https:\/\/engage.city.example\/preferences\/abc.def"[^>]*>\s*Go &amp; see/);
    expect(html).toContain('R&amp;D &lt;lab&gt;');
    expect(html).toContain(`lang="${language}"`);
    const title = { en: 'Budget evening <for> everybody', es: 'Noche del presupuesto', ar: 'أمسية الميزانية' }[language] ?? '';
    expect(said).toContain(title);
    expect(html).not.toContain('Online hour');
    for (const part of ['One & only', 'a link (https://kcmo.gov/a?b=1&c=2)', '- first', '1. one', '[A "park"]', 'R&D <lab>'])
      expect(said).toContain(part);
    for (const part of [html, said]) {
      expect(part).toContain(links.unsubscribe);
      expect(part).toContain(links.preferences);
      expect(part).toContain('414 E. 12th Street, Kansas City, MO 64106');
    }
  });
  test('tell the hour of the office and the words of the reader', async () => {
    const list = blocks({ kind: 'events', days: 10, limit: 5 });
    expect((await letterOf({ language: 'en', blocks: list })).text).toContain('Tuesday, December 1, 2026, 6:00 – 7:30 PM (Central Time)');
    expect((await letterOf({ language: 'es', blocks: list })).text).toMatch(/martes, 1 de diciembre de 2026/);
    expect((await letterOf({ language: 'ar', blocks: list })).text).toMatch(/الثلاثاء/);
  });
  test('say so when no events are planned, and only show those of their district', async () => {
    const near = (district: string, days: number) => letterOf({ blocks: blocks({ kind: 'events', district, days, limit: 5 }) });
    expect((await near('00000000-0000-4000-8000-00000000000d', 60)).text).toContain('Budget evening');
    expect((await near('00000000-0000-4000-8000-00000000000e', 60)).text).toContain('No public events are planned');
  });
  test('never link to a script', async () => {
    const { html } = await letterOf({
      blocks: blocks(
        { kind: 'text', text: '[a](javascript:alert(1)) [b](data:text/html,x)' },
        { kind: 'button', label: 'c', url: 'javascript:x' },
        { kind: 'image', url: 'javascript:x', alt: 'd' },
      ),
    });
    expect(html).not.toMatch(/javascript:|data:text/);
  });
});

describe('languages', () => {
  test('a reader gets their own, else the fallback', async () => {
    const compiled = await compileCampaign(
      contentWith([
        { language: 'en', subject: 'News', ...text('Hello') },
        { language: 'es', subject: 'Noticias', subject_b: 'Otras', ...text('Hola') },
      ]),
    );
    const to = (language: string, variant: 'a' | 'b' | null = null) => renderLetter(compiled, { language, variant, person: ana, links });
    expect(to('es')).toMatchObject({ subject: 'Noticias', language: 'es' });
    expect(to('es', 'b').subject).toBe('Otras');
    expect(to('en', 'b').subject).toBe('News');
    expect(to('es-MX').language).toBe('es');
    expect(to('vi')).toMatchObject({ subject: 'News', language: 'en' });
  });
  test('Arabic runs from right to left, and what stood left stands right', async () => {
    const { html } = await letterOf({ language: 'ar', ...text('مرحبا\n\n- واحد') });
    expect(html).toMatch(/<html lang="ar" dir="rtl"/);
    expect(html).toMatch(/role="article" lang="ar" dir="rtl"/);
    expect(html).toContain('text-align:right');
    expect(html).toContain('direction:rtl');
    expect(html).toContain('padding:0 22px 0 0');
    expect(html).toContain('إلغاء الاشتراك');
    expect(html).not.toMatch(/text-align:left/);
  });
});

describe('the text part', () => {
  test('is the writer’s own where they wrote one, with the way out at its end', async () => {
    const { text: said } = await letterOf({ ...text('In HTML'), text_part: 'Dear {{ person.first_name }},\nas text & <plain>.' });
    expect(said).toMatch(/^Dear Ana,\nas text & <plain>\./);
    expect(said).not.toContain('In HTML');
    expect(said).toContain(links.unsubscribe);
  });
});

test('counted links lead through the counter, those of the reader never', async () => {
  const url = 'https://kcmo.gov/a?b=1&c=2';
  const message = text(`[one](${url}) [two](https://kcmo.gov/other)`);
  const compiled = await compileCampaign(contentWith([{ language: 'en', ...message }]));
  expect(compiled.messages.en?.links).toEqual([url, 'https://kcmo.gov/other']);
  const { html } = await letterOf(message, ana, { counted: [{ id: 'c1', language: 'en', url }] });
  expect(html).toContain('href="https://engage.city.example/l/c1"');
  expect(html).toContain('href="https://kcmo.gov/other"');
  expect(html).toContain(`href="${links.unsubscribe}"`);
});

describe('plain MJML', () => {
  const document = (body: string, head = '') => ({
    format: 'mjml',
    mjml: `<mjml>\n<mj-head>${head}</mj-head>\n<mj-body>\n<mj-section><mj-column>\n${body}\n</mj-column></mj-section>\n</mj-body>\n</mjml>`,
  });
  test('is a letter of its own, with fields, footer and nothing loaded from elsewhere', async () => {
    const { html, text: said } = await letterOf(
      document('<mj-text>Dear {{ person.name | default: "a > b" }} <a href="{{ links.preferences }}">here</a></mj-text>'),
    );
    expect(html).toContain('Dear Ana Reyes');
    expect(html).toContain(`href="${links.unsubscribe}"`);
    expect(html).not.toMatch(/fonts\.googleapis|@import|<link/);
    expect(said).toContain('Dear Ana Reyes');
  });
  test('without a document stands in the layout', async () => {
    const { html } = await letterOf({ format: 'mjml', mjml: '<mj-text>Only this</mj-text>' });
    expect(html).toContain('Only this');
    expect(html).toContain(`href="${links.unsubscribe}"`);
  });
  test.each([
    ['<mj-text>never closed', 5, /^crossed|^never_closed/],
    ['<mj-text>a</mj-text>\n<mj-nothing />', 6, /^unknown \(tag: mj-nothing\)/],
    ['<mj-include path="/etc/passwd" />', 5, /^include/],
    ['<mj-raw><script>x</script></mj-raw>', 5, /^script/],
    ['<mj-text><a href="x" onclick="y">z</a></mj-text>', 5, /^handler \(attribute: onclick\)/],
    ['<mj-text>1 < 2</mj-text>', 5, /^bracket/],
    ['<mj-text><b style="background:url(https://a.example/x)">z</b></mj-text>', 5, /^css_url/],
    ['<mj-text color="{{ person.name }}">z</mj-text>', 5, /^field_place \(attribute: color\)/],
    ['<mj-text><{{ person.name }}></mj-text>', 5, /^bracket/],
    ['<mj-text><b {{ person.name }}>z</b></mj-text>', 5, /^field_quotes/],
    ['<mj-text><a href="{{ person.name }}">z</a></mj-text>', 5, /^field_place \(attribute: href\)/],
    ['<mj-column><mj-text>x</mj-text></mj-column>', 5, /^library \(words: .*mj-column/],
    ['<mj-text colour="red">x</mj-text>', 5, /^library \(words: .*colour/],
  ])('is refused with the line and why: %s', async (body, line, why) => {
    const error = (await letterOf(document(body)).catch((thrown: unknown) => thrown)) as CompileError;
    expect(error.name).toBe('CompileError');
    expect(error.problems.map((one) => one.line)).toContain(line);
    expect(error.problems.map(shortly)).toContainEqual(expect.stringMatching(why));
  });
});
