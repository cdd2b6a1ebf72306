import { describe, expect, test } from 'vitest';
import {
  completeAddress,
  continueList,
  type Edit,
  insertLink,
  type Marked,
  toggleEmphasis,
  toggleList,
  writeField,
} from '../../../src/domain/campaigns/markup.ts';
import { fieldsIn } from '../../../src/domain/campaigns/merge.ts';
import { readRichText } from '../../../src/domain/campaigns/rich-text.ts';

/** A text with its selection between bars, as one reads it. */
const read = (shown: string): Marked => {
  const start = shown.indexOf('|');
  const end = shown.lastIndexOf('|');
  return { text: shown.replaceAll('|', ''), start, end: start === end ? start : end - 1 };
};
const done = ({ text }: Marked, { from, to, insert, start, end }: Edit): string => {
  const next = text.slice(0, from) + insert + text.slice(to);
  return start === end
    ? `${next.slice(0, start)}|${next.slice(start)}`
    : `${next.slice(0, start)}|${next.slice(start, end)}|${next.slice(end)}`;
};
const bold = (shown: string) => done(read(shown), toggleEmphasis(read(shown), 'bold'));
const italic = (shown: string) => done(read(shown), toggleEmphasis(read(shown), 'italic'));

describe('bold and italic', () => {
  test('what is selected becomes bold, and plain again', () => {
    expect(bold('The |budget| evening')).toBe('The **|budget|** evening');
    expect(bold('The **|budget|** evening')).toBe('The |budget| evening');
    expect(italic('The |budget| evening')).toBe('The *|budget|* evening');
    expect(italic('The *|budget|* evening')).toBe('The |budget| evening');
  });
  test('blanks at the ends of what is selected stay outside', () => {
    expect(bold('The| budget |evening')).toBe('The **|budget|** evening');
  });
  test('without a selection the word under the cursor is meant, and without a word the place between the stars', () => {
    expect(bold('The bud|get evening')).toBe('The **bud|get** evening');
    expect(bold('The **bud|get** evening')).toBe('The bud|get evening');
    // Bold off at the end of bold words goes on after them.
    expect(bold('The **budget|** evening')).toBe('The **budget**| evening');
    expect(italic('The *budget|* evening')).toBe('The *budget*| evening');
    expect(bold('The | evening')).toBe('The **|** evening');
  });
  test('bold and italic stand together and go one by one', () => {
    expect(italic('**|budget|**')).toBe('***|budget|***');
    expect(bold('***|budget|***')).toBe('*|budget|*');
    expect(italic('***|budget|***')).toBe('**|budget|**');
  });
});

describe('lists', () => {
  const list = (shown: string, kind: 'bullets' | 'numbers' = 'bullets') => done(read(shown), toggleList(read(shown), kind));
  test('the lines that are selected become a list, and lines again', () => {
    expect(list('Bring:\n|a pen\npaper|')).toBe('Bring:\n|- a pen\n- paper|');
    expect(list('|- a pen\n- paper|')).toBe('|a pen\npaper|');
    expect(list('|- a pen\n- paper|', 'numbers')).toBe('|1. a pen\n2. paper|');
  });
  test('an empty line begins a list', () => {
    expect(list('Bring:\n|')).toBe('Bring:\n- |');
  });
  test('Enter goes on with a list, and ends it where the item is empty', () => {
    const enter = (shown: string) => {
      const edit = continueList(read(shown));
      return edit && done(read(shown), edit);
    };
    expect(enter('- a pen|')).toBe('- a pen\n- |');
    expect(enter('2. paper|')).toBe('2. paper\n3. |');
    expect(enter('- a pen\n- |')).toBe('- a pen\n|');
    expect(enter('a pen|')).toBeNull();
  });
});

describe('links and fields', () => {
  test('a link takes what is selected for its words, and reads back as one', () => {
    const marked = read('On |January 12| at six');
    const text = done(marked, insertLink(marked, '', 'https://kcmo.gov/a_(b)')).replace('|', '');
    expect(text).toBe('On [January 12](https://kcmo.gov/a_%28b%29) at six');
    expect(readRichText(text)[0]).toMatchObject({ runs: [{}, { kind: 'link', url: 'https://kcmo.gov/a_%28b%29' }, {}] });
  });
  test('a field is written with its fallback, and whatever the fallback holds it can be read', () => {
    expect(writeField('person.first_name', ' neighbor ')).toBe('{{ person.first_name | default: "neighbor" }}');
    expect(writeField('office.name', '')).toBe('{{ office.name }}');
    for (const fallback of ['my "friend"', "you're", `"it's"`, 'a }} b']) {
      const [use] = fieldsIn(writeField('person.name', fallback));
      expect(use).toMatchObject({ name: 'person.name', problem: null });
    }
  });
  test('an address is taken as people type it', () => {
    expect(completeAddress('kcmo.gov/parks')).toBe('https://kcmo.gov/parks');
    expect(completeAddress(' www.kcmo.gov ')).toBe('https://www.kcmo.gov');
    expect(completeAddress('ana@kcmo.gov')).toBe('mailto:ana@kcmo.gov');
    expect(completeAddress('http://kcmo.gov')).toBe('http://kcmo.gov');
    expect(completeAddress('{{ links.preferences }}')).toBe('{{ links.preferences }}');
    expect(completeAddress('the park')).toBe('the park');
  });
});
