import { convert } from 'html-to-text';

/** The words of a letter's HTML, for whoever reads without it. Held merge fields come through as they are. */
export function textOfHtml(html: string): string {
  // The line that mail programs show after the subject is hidden in the letter itself.
  const shown = html.replace(/<div style="display:none[^>]*>[\s\S]*?<\/div>/, '');
  const text = convert(shown, {
    wordwrap: false,
    limits: { maxInputLength: 2_000_000 },
    selectors: [
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['(', ')'], noAnchorUrl: true } },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false, leadingLineBreaks: 2 } })),
      { selector: 'ul', options: { itemPrefix: '- ' } },
      { selector: 'img', format: 'words' },
      { selector: 'hr', options: { length: 20 } },
    ],
    formatters: {
      words: (element, _walk, builder) => {
        const alt = element.attribs?.alt?.trim();
        if (alt) builder.addInline(`[${alt}]`, { noWordTransform: true });
      },
    },
  });
  return text
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
