import { type Message, readMessage } from '../../domain/campaigns/blocks.ts';
import { readMjml } from '../../domain/campaigns/mjml-source.ts';
import { oneLine } from '../letters/pieces.ts';
import { footerMjml, penFor } from './block-mjml.ts';
import { makeFields } from './fields.ts';
import { frameMessage } from './frame.ts';
import { fillTemplate, type ParsedTemplate, parseTemplate, type Scope } from './liquid.ts';
import { htmlOfMjml } from './mjml.ts';
import { aboutScope, linksScope, officeScope, personScope } from './scope.ts';
import { textOfHtml } from './text-part.ts';
import { type About, type CampaignContent, CompileError, type LetterLinks, type Person, type RenderedLetter } from './types.ts';
import { campaignWords, directionOf } from './words.ts';

/** What one language's letters are made of: templates that are filled for each reader. */
export type CompiledMessage = {
  language: string;
  direction: 'ltr' | 'rtl';
  /** How dates and names of languages look. */
  tag: string;
  subjects: { a: ParsedTemplate; b: ParsedTemplate };
  html: ParsedTemplate;
  text: ParsedTemplate;
  /** The addresses of the web that its HTML links to, each once, in order: those that may be counted. */
  links: string[];
};
export type CompiledCampaign = {
  id: string;
  fallback: string;
  messages: Record<string, CompiledMessage>;
  office: Scope['office'];
  /** How people reach the office. */
  address: string;
};

/**
 * Makes templates of everything that a campaign says, each language once.
 * @throws CompileError with lines, when plain MJML or a layout is none.
 */
export async function compileCampaign(content: CampaignContent): Promise<CompiledCampaign> {
  const messages: Record<string, CompiledMessage> = {};
  for (const message of content.messages.map(readMessage)) messages[message.language] = await compileMessage(content, message);
  return { id: content.id, fallback: content.fallback_language, messages, office: officeScope(content.office), address: content.address };
}

export type Reader = { language: string; variant: 'a' | 'b' | null; person: Person; links: LetterLinks; about?: About };
/** A bulletin is about nothing of one reader: made once, not for each letter. */
const aboutNothing = aboutScope({}, { language: 'en', tag: 'en-US', address: '' });

/** The letter to one reader: their language where the campaign speaks it, else its fallback. */
export function renderLetter(compiled: CompiledCampaign, { language, variant, person, links, about }: Reader): RenderedLetter {
  const message = messageFor(compiled, language);
  const scope: Scope = {
    person: personScope(person, message.tag),
    office: compiled.office,
    links: linksScope(links),
    ...(about ? aboutScope(about, { language: message.language, tag: message.tag, address: compiled.address }) : aboutNothing),
  };
  return {
    // A subject is one line, whatever stands in it.
    subject: oneLine(fillTemplate(variant === 'b' ? message.subjects.b : message.subjects.a, scope)).slice(0, 500),
    html: fillTemplate(message.html, scope),
    text: fillTemplate(message.text, scope),
    language: message.language,
  };
}

/** The version that a reader of this language gets. @throws when the campaign says nothing at all. */
export function messageFor({ messages, fallback }: CompiledCampaign, language: string): CompiledMessage {
  const found = [language, language.split('-')[0] ?? '', fallback].find((one) => Object.hasOwn(messages, one)) ?? Object.keys(messages)[0];
  const message = found === undefined ? undefined : messages[found];
  if (!message) throw new Error('The campaign has no message.');
  return message;
}

async function compileMessage(content: CampaignContent, message: Message): Promise<CompiledMessage> {
  const { language } = message;
  const refuse = (problems: Omit<CompileError['problems'][number], 'language'>[]) =>
    new CompileError(problems.map((one) => ({ language, ...one })));
  if (message.format === 'mjml') {
    const { problems } = readMjml(message.mjml);
    if (problems.length > 0) throw refuse(problems.map((one) => ({ ...one, in: 'message' })));
  }
  const fields = makeFields();
  const pen = penFor(content, language, fields);
  const { source, lineOf } = frameMessage(message, pen);
  const { html, errors } = await htmlOfMjml(source).catch((error: Error) => {
    throw refuse([{ line: 1, in: 'message', code: 'library', values: { words: error.message.split('\n')[0] ?? '' } }]);
  });
  if (errors.length > 0)
    throw refuse(errors.map(({ line, message }) => ({ ...lineOf(line), code: 'library', values: { words: message } })));

  const subject = (text: string) => parseTemplate(fields.release(fields.hold(text)), false);
  const footer = () => htmlOfFooter(footerMjml(pen));
  const text = message.text_part === null ? textOfHtml(html) : `${fields.hold(message.text_part.trim())}\n\n-- \n${textOfHtml(footer())}`;
  const links = webLinks(html);
  const counted = new Map(
    content.counted.filter((one) => one.language === language).map((one) => [one.url, `${content.address}/l/${one.id}`]),
  );
  return {
    language,
    direction: directionOf(language),
    tag: campaignWords(language).tag,
    subjects: { a: subject(message.subject), b: subject(message.subject_b ?? message.subject) },
    html: parseTemplate(fields.release(counted.size > 0 ? throughCounter(html, counted) : html), true),
    text: parseTemplate(fields.release(text), false),
    links,
  };
}

const htmlOfFooter = (mjml: string): string => mjml.replace(/<\/?mj-text[^>]*>/g, '');

const HREF = /(<a\b[^>]*\shref=")(https?:\/\/[^"\ue000]+)(")/g;
const unescaped = (url: string): string => url.replaceAll('&amp;', '&');

const webLinks = (html: string): string[] => [...new Set([...html.matchAll(HREF)].map(([, , url = '']) => unescaped(url)))];

const throughCounter = (html: string, counted: Map<string, string>): string =>
  html.replace(HREF, (_whole, before: string, url: string, after: string) => `${before}${counted.get(unescaped(url)) ?? url}${after}`);
