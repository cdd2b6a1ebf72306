import { splitAtFields } from '../../domain/campaigns/merge.ts';

/** Around a merge field in a template, instead of braces: signs that nobody types, so that nothing typed is a template. */
export const FIELD_START = '\ue000';
export const FIELD_END = '\ue001';
const PRIVATE = /[\ue000-\uf8ff]/g;

/**
 * Merge fields held out of the way of whatever escapes, parses and minifies: each is a number between two private signs
 * until the end. A name in braces that is no merge field stays as the words that it is.
 */
export type Fields = {
  /** The text with its fields as numbers, and everything else as `write` makes it. */
  hold: (text: string, write?: (plain: string) => string) => string;
  /** A template again. */
  release: (text: string) => string;
};

export function makeFields(): Fields {
  const held: string[] = [];
  return {
    hold: (text, write = (plain) => plain) =>
      splitAtFields(text.replace(PRIVATE, ''))
        .map((part) => {
          if ('text' in part) return write(part.text);
          held.push(part.field.raw.slice(2, -2).trim());
          return `${FIELD_START}${held.length - 1}${FIELD_END}`;
        })
        .join(''),
    release: (text) =>
      text.replace(/\ue000(\d+)\ue001/g, (_whole, number: string) => `${FIELD_START} ${held[Number(number)] ?? ''} ${FIELD_END}`),
  };
}

/** What comes from the database, without the signs that mean a field. */
export const withoutSigns = (text: string): string => text.replace(PRIVATE, '');
