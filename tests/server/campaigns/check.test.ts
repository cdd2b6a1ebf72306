import { expect, test } from 'vitest';
import { checkCampaign } from '../../../src/server/campaigns/check.ts';
import { blocks, contentWith } from './content.ts';

const hello = { language: 'en', blocks: blocks({ kind: 'text', text: 'Hello' }) };

test('a campaign with nothing against it', async () => {
  expect(await checkCampaign(contentWith([hello]))).toEqual([]);
});
test('an office without a postal address sends nothing', async () => {
  const content = contentWith([hello]);
  expect(await checkCampaign({ ...content, office: { ...content.office, address: ' ' } })).toEqual([
    { code: 'address_missing', level: 'error', where: 'office', values: {} },
  ]);
});
test('what is wrong in one language is said for that language, and what is wrong in the layout as that', async () => {
  const layout = {
    id: 'x',
    name: 'x',
    mjml: '<mjml>\n<mj-body>\n<mj-section><mj-column>\n{{ content }}\n{{ footer }}\n<mj-nothing />\n</mj-column></mj-section></mj-body></mjml>',
  };
  const spanish = { language: 'es', format: 'mjml', mjml: '<mj-text>Hola</mj-text>\n<mj-text color="#bbbbbb">pálido</mj-text>' };
  expect(await checkCampaign(contentWith([spanish], { layout, fallback_language: 'es' }))).toEqual([
    expect.objectContaining({ code: 'contrast_low', language: 'es', values: expect.objectContaining({ line: 2 }) }),
    expect.objectContaining({
      code: 'mjml',
      language: 'es',
      values: { layout_line: 6, problem: 'library', words: expect.stringContaining('mj-nothing') },
    }),
  ]);
});
