import { type Context, Liquid, type Template } from 'liquidjs';
import { mergeFilters } from '../../domain/campaigns/merge.ts';
import { FIELD_END, FIELD_START } from './fields.ts';

export type Scope = Record<'person' | 'office' | 'links' | 'event' | 'inquiry' | 'deadline', Record<string, string>>;
export type ParsedTemplate = { isHtml: boolean; parts: Template[] };

const engine = (outputEscape: 'escape' | undefined) => {
  const liquid = new Liquid({
    // A value is looked up among what we give, never in what every object inherits.
    ownPropertyOnly: true,
    strictVariables: true,
    strictFilters: true,
    outputDelimiterLeft: FIELD_START,
    outputDelimiterRight: FIELD_END,
    tagDelimiterLeft: '\ue002',
    tagDelimiterRight: '\ue003',
    ...(outputEscape ? { outputEscape } : {}),
  });
  // Fields with fallbacks and nothing else: no loops, no files, nothing that turns escaping off.
  for (const name of Object.keys(liquid.tags)) delete liquid.tags[name];
  for (const name of Object.keys(liquid.filters)) {
    if (!(mergeFilters as readonly string[]).includes(name)) delete liquid.filters[name];
  }
  return liquid;
};
const forHtml = engine('escape');
const forText = engine(undefined);

/** A template, read once. In HTML every value is escaped; in text none. */
export const parseTemplate = (source: string, isHtml: boolean): ParsedTemplate => ({
  isHtml,
  parts: (isHtml ? forHtml : forText).parse(source),
});

export const fillTemplate = ({ isHtml, parts }: ParsedTemplate, scope: Scope | Context): string =>
  (isHtml ? forHtml : forText).renderSync(parts, scope) as string;
