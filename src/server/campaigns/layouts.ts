import { readMjml } from '../../domain/campaigns/mjml-source.ts';
import { sampleLinks, samplePerson } from './check.ts';
import { compileCampaign, renderLetter } from './compile.ts';
import { type CampaignContent, CompileError } from './types.ts';

/** What a layout is shown with: a letter with a little of everything. */
const sampleBlocks = [
  { id: '1', kind: 'heading', level: 1, text: 'What the budget means for you' },
  {
    id: '2',
    kind: 'text',
    text: 'Dear {{ person.first_name | default: "neighbor" }},\n\nthree evenings are yours: **come, ask**, and say what is missing.\n\n- streets and snow\n- buses on Sundays',
  },
  { id: '3', kind: 'button', label: 'Say what is missing', url: '{{ office.website }}' },
  { id: '4', kind: 'divider' },
  { id: '5', kind: 'heading', level: 2, text: 'Meet us' },
  { id: '6', kind: 'events', days: 60, limit: 3 },
];

/**
 * How a letter looks in a layout.
 * @throws CompileError with its lines, when it is not one.
 */
export async function showLayout(
  mjml: string,
  content: Omit<CampaignContent, 'messages' | 'layout' | 'fallback_language'>,
  language = 'en',
): Promise<string> {
  const problems = readMjml(mjml).problems.map((one) => ({ ...one, language, in: 'layout' as const }));
  if (!/<mjml[\s>]/.test(mjml)) problems.push({ line: 1, code: 'layout_root', language, in: 'layout' });
  for (const place of ['content', 'footer']) {
    if (!new RegExp(`\\{\\{\\s*${place}\\s*\\}\\}`).test(mjml))
      problems.push({ line: 1, code: 'layout_place', values: { place }, language, in: 'layout' });
  }
  if (problems.length > 0) throw new CompileError(problems);
  const message = {
    language,
    subject: 'A letter',
    subject_b: null,
    preheader: '',
    format: 'blocks',
    blocks: sampleBlocks,
    mjml: '',
    text_part: null,
  };
  const compiled = await compileCampaign({
    ...content,
    fallback_language: language,
    layout: { id: 'shown', name: 'shown', mjml },
    messages: [message as CampaignContent['messages'][number]],
  });
  return renderLetter(compiled, { language, variant: null, person: { ...samplePerson, language }, links: sampleLinks(content) }).html;
}
