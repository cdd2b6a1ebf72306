import { describe, expect, test } from 'vitest';
import { type Message, readBlocks, readMessage } from '../../../src/domain/campaigns/blocks.ts';
import { type CheckContext, checkMessage } from '../../../src/domain/campaigns/checks.ts';
import { contrast } from '../../../src/domain/campaigns/contrast.ts';
import { linkProblem } from '../../../src/domain/campaigns/links.ts';
import { fieldsIn } from '../../../src/domain/campaigns/merge.ts';
import { readRichText } from '../../../src/domain/campaigns/rich-text.ts';

const messageOf = (...blocks: object[]): Message =>
  readMessage({ language: 'en', subject: 'News', blocks: blocks.map((block, index) => ({ id: `b${index + 1}`, ...block })) });
const said = (message: Message, context?: CheckContext) =>
  checkMessage(message, context).map(({ code, where }) => `${code} ${where ?? ''}`.trim());
const good = { kind: 'text', text: 'Hello' };

test('a good message has nothing against it', () => {
  expect(
    checkMessage(
      messageOf(
        { kind: 'heading', level: 1, text: 'News for {{ person.first_name | default: "you" }}' },
        { kind: 'text', text: 'See [the site](https://kcmo.gov) or [write](mailto:a@kcmo.gov), [call](tel:+18165550100)' },
        { kind: 'image', url: 'https://kcmo.gov/i/a', alt: 'A park' },
        { kind: 'button', label: 'Leave', url: '{{ links.unsubscribe }}' },
        { kind: 'events', days: 10, limit: 3 },
        { kind: 'programs', names: ['One'] },
        { kind: 'divider' },
      ),
    ),
  ).toEqual([]);
});

describe('each thing that is wrong is said where it is', () => {
  test.each<[string, Message, string[]]>([
    ['no subject', { ...messageOf(good), subject: '  ' }, ['subject_missing subject']],
    ['a long subject', { ...messageOf(good), subject: 'x'.repeat(61) }, ['subject_long subject']],
    ['an empty second subject is none', readMessage({ ...messageOf(good), subject_b: '' }), []],
    ['no text', messageOf(), ['text_missing']],
    ['a line alone', messageOf({ kind: 'divider' }), ['text_missing']],
    [
      'an empty block',
      messageOf(good, { kind: 'heading', level: 1, text: '' }, { kind: 'programs', names: [] }),
      ['block_empty b2', 'block_empty b3'],
    ],
    ['a picture without words', messageOf(good, { kind: 'image', url: 'https://kcmo.gov/a.png', alt: ' ' }), ['alt_missing b2']],
    ['no picture', messageOf(good, { kind: 'image', url: '', alt: 'A park' }), ['block_empty b2']],
    ['a button without words', messageOf(good, { kind: 'button', label: '', url: 'https://kcmo.gov' }), ['label_missing b2']],
    ['a button without address', messageOf(good, { kind: 'button', label: 'Go', url: '' }), ['link_broken b2']],
    ['a placeholder', messageOf({ kind: 'text', text: '[x](https://example.com/)' }), ['link_broken b1']],
    ['a blank in an address', messageOf({ kind: 'text', text: '[x](https:// kcmo.gov)' }), ['link_broken b1']],
    ['a bracket that does not close', messageOf({ kind: 'text', text: 'see [x](https://kcmo.gov and' }), ['link_broken b1']],
    [
      'a skipped heading',
      messageOf({ kind: 'heading', level: 1, text: 'a' }, { kind: 'heading', level: 3, text: 'b' }),
      ['heading_order b2'],
    ],
    ['an unknown field', messageOf({ kind: 'text', text: '{{ person.shoe }}' }), ['field_unknown b1']],
    [
      'a broken field',
      messageOf({ kind: 'text', text: '{{ person.name | default: neighbor }} and {{ person.name' }),
      ['field_broken b1', 'field_broken b1'],
    ],
    [
      'a person in an address',
      messageOf(good, { kind: 'button', label: 'Go', url: 'https://kcmo.gov/{{ person.name }}' }),
      ['link_broken b2'],
    ],
  ])('%s', (_name, message, codes) => {
    expect(said(message)).toEqual(codes);
  });
  test('a field without a fallback that some readers have nothing in', () => {
    const message = messageOf({ kind: 'text', text: '{{ person.district }} {{ person.district }} {{ person.name | default: "you" }}' });
    const checks = checkMessage(message, { missing: { 'person.district': 12, 'person.name': 3 } });
    expect(checks).toEqual([
      { code: 'field_without_fallback', level: 'warning', where: 'b1', values: { field: 'person.district', count: 12 } },
    ]);
  });
  test('pictures of other websites, and a link to a letter that is not published', () => {
    const message = messageOf(
      { kind: 'image', url: 'https://far.city/a.png', alt: 'a' },
      { kind: 'button', label: 'See', url: '{{ links.archive }}' },
    );
    expect(said(message, { ownAddresses: ['https://kcmo.gov'], isPublished: false })).toEqual(['remote_picture b1', 'archive_missing b2']);
  });
});

describe('plain MJML', () => {
  const checks = (mjml: string) =>
    checkMessage(readMessage({ language: 'en', subject: 'News', format: 'mjml', mjml })).map(({ code, values }) =>
      `${code} ${values.line ?? ''}`.trim(),
    );
  test.each([
    ['<mj-text>fine</mj-text>', []],
    ['', ['text_missing']],
    ['<mj-divider />', ['text_missing']],
    ['<mj-text>a</mj-text>\n<mj-image src="https://kcmo.gov/a.png" />', ['alt_missing 2']],
    ['<mj-text>\n<a href="https://example.org">x</a></mj-text>', ['link_broken 2']],
    ['<mj-text><h1>a</h1>\n<h3>b</h3></mj-text>', ['heading_order 2']],
    ['<mj-text color="#999999">pale</mj-text>', ['contrast_low 1']],
    ['<mj-section background-color="#1D5287">\n<mj-column><mj-text>dark on dark</mj-text></mj-column></mj-section>', ['contrast_low 2']],
    ['<mj-section background-color="#1D5287"><mj-column><mj-text color="white">light on dark</mj-text></mj-column></mj-section>', []],
    ['<mj-text>a <span style="color: #aaa">b</span></mj-text>', ['contrast_low 1']],
    ['<mj-text>{{ person.shoe }}</mj-text>', ['field_unknown 1']],
    ['<mj-text>\n<b>x</mj-text>', ['mjml 2']],
  ])('%s', (mjml, codes) => {
    expect(checks(mjml)).toEqual(codes);
  });
});

test('contrast is WCAG’s', () => {
  expect(contrast('#000', 'white')).toBeCloseTo(21);
  expect(contrast('#767676', '#fff')).toBeCloseTo(4.54, 1);
  expect(contrast('var(--x)', '#fff')).toBeNull();
});

test('addresses', () => {
  const problems = {
    'https://kcmo.gov/a_(b)?c=d&e=f#g': null,
    'http://127.0.0.1:4310/i/x': null,
    'mailto:a@kcmo.gov?subject=Hi': null,
    'tel:+1-816-555-0100': null,
    '{{ office.website }}': null,
    '{{ person.name }}': 'field',
    '': 'empty',
    'kcmo.gov': 'scheme',
    'ftp://kcmo.gov': 'scheme',
    'javascript:alert(1)': 'scheme',
    'http:// kcmo.gov': 'spaces',
    'https://': 'form',
    'https://kcmo': 'form',
    'https://user:pass@kcmo.gov': 'form',
    'https://www.example.com/x': 'placeholder',
    'mailto:someone': 'form',
  };
  expect(Object.fromEntries(Object.keys(problems).map((url) => [url, linkProblem(url)]))).toEqual(problems);
});

test('merge fields are read with their fallbacks', () => {
  expect(fieldsIn(`{{ person.name | upcase | default: 'a "b"' }}`)).toMatchObject([
    { name: 'person.name', fallback: 'a "b"', problem: null },
  ]);
  expect(fieldsIn('{{person.name}}')).toMatchObject([{ name: 'person.name', fallback: null, problem: null }]);
  for (const broken of [
    '{{ }}',
    '{{ person.name | raw }}',
    '{{ person.name | default }}',
    '{{ person["name"] }}',
    '{% if x %}',
    '{{ a',
    '}}',
  ])
    expect(fieldsIn(broken)).toMatchObject([{ problem: 'broken' }]);
});

test('a field inside bold or a link is one word, whatever stands in it', () => {
  expect(readRichText('**Dear {{ person.name | default: "**x** [a](b)" }}**')).toEqual([
    {
      kind: 'paragraph',
      runs: [
        {
          kind: 'bold',
          runs: [
            { kind: 'words', text: 'Dear ' },
            { kind: 'field', raw: '{{ person.name | default: "**x** [a](b)" }}', name: 'person.name' },
          ],
        },
      ],
    },
  ]);
});

test('blocks that are none are left out, ids are unique, what is too long is cut', () => {
  expect(
    readBlocks([
      null,
      7,
      { kind: 'script' },
      { id: 'a', kind: 'divider' },
      { id: 'a', kind: 'heading', level: 9, text: `x\n${'y'.repeat(400)}` },
    ]),
  ).toMatchObject([
    { id: 'a', kind: 'divider' },
    { id: 'a-5', kind: 'heading', level: 3 },
  ]);
  expect(readBlocks({})).toEqual([]);
});
