import type { default as Mjml2Html, MjmlError } from 'mjml';

let loaded: Promise<typeof Mjml2Html> | null = null;

/** MJML as HTML. It is a large library and loaded by the first letter; it opens no file and loads nothing. */
export async function htmlOfMjml(source: string): Promise<{ html: string; errors: MjmlError[] }> {
  loaded ??= import('mjml').then((module) => module.default);
  const { html, errors } = await (await loaded)(source, { fonts: {}, ignoreIncludes: true, keepComments: false, validationLevel: 'soft' });
  // A column that runs from right to left keeps its words left, unless they say otherwise.
  const turned = html.replaceAll('text-align:left;direction:rtl', 'text-align:right;direction:rtl');
  // MJML indents deeply; blanks at the beginning of a line mean nothing but bytes.
  return { html: turned.includes('<pre') ? turned : turned.replace(/[ \t]*\n\s*/g, '\n').trim(), errors };
}
