import { describe, expect, test } from 'vitest';
import { isWritable, sortMessages } from '../../../src/domain/campaigns/campaign.ts';
import { readCampaignListQuery, toCampaignListRpc, writeCampaignListQuery } from '../../../src/domain/campaigns/list-query.ts';
import { nextStep, stepsDone, stepsOf } from '../../../src/domain/campaigns/next-step.ts';

const written = { language: 'en', subject: 'December', format: 'blocks' as const, blocks: [{}], mjml: '' };
const draft = {
  status: 'draft' as const,
  kind: 'bulletin' as const,
  step: null,
  fallback_language: 'en',
  audience: {},
  ab_share: null,
  ab_winner: null,
  messages: [written],
};

describe('what a campaign waits for', () => {
  test('first the letter that everybody can get is written, then the other languages', () => {
    expect(nextStep({ ...draft, messages: [] })).toEqual({ step: 'write', lacks: 'content', language: 'en' });
    expect(nextStep({ ...draft, messages: [{ ...written, blocks: [] }] })).toEqual({ step: 'write', lacks: 'content', language: 'en' });
    expect(nextStep({ ...draft, messages: [{ ...written, language: 'es', subject: ' ' }, written] })).toEqual({
      step: 'write',
      lacks: 'subject',
      language: 'es',
    });
  });
  test('while two subjects are tried it waits for the choice, but not where everybody got one of them', () => {
    const sending = { ...draft, status: 'sending' as const, ab_share: 20 };
    expect(nextStep(sending)).toEqual({ step: 'choose' });
    expect(nextStep({ ...sending, ab_winner: 'a' })).toEqual({ step: 'wait_end' });
    expect(nextStep({ ...sending, ab_share: 50 })).toEqual({ step: 'wait_end' });
  });
  test('a letter in MJML says something when there is MJML, whatever its blocks', () => {
    expect(nextStep({ ...draft, messages: [{ ...written, format: 'mjml' }] })).toMatchObject({ lacks: 'content' });
    expect(nextStep({ ...draft, messages: [{ ...written, format: 'mjml', blocks: [], mjml: '<mj-text>Hi</mj-text>' }] })).toEqual({
      step: 'audience',
    });
  });
  test('then its audience, then approval by somebody else, then the day', () => {
    expect(nextStep(draft)).toEqual({ step: 'audience' });
    const chosen = { ...draft, audience: { filters: {} } };
    expect(nextStep(chosen)).toEqual({ step: 'approval' });
    expect(nextStep({ ...chosen, status: 'in_review' })).toEqual({ step: 'wait_approval' });
    expect(nextStep({ ...chosen, status: 'approved' })).toEqual({ step: 'schedule' });
    expect([...stepsDone({ ...chosen, status: 'approved' })]).toEqual(['write', 'audience', 'approval']);
    expect(stepsDone({ ...chosen, status: 'sent' }).size).toBe(5);
  });
  test('a letter of a journey needs neither day nor, but for a deadline, an audience: it waits for its switch, and then runs', () => {
    const step = (is_on: boolean, kind: 'welcome' | 'deadline' = 'welcome') => ({ id: 's', days: 3, journey: { kind, is_on } });
    const letter = { ...draft, kind: 'journey' as const, step: step(false) };
    expect(stepsOf(letter)).toEqual(['write', 'approval', 'send']);
    expect(stepsOf({ ...letter, step: step(false, 'deadline') })).toEqual(['write', 'audience', 'approval', 'send']);
    expect(nextStep(letter)).toEqual({ step: 'approval' });
    expect(nextStep({ ...letter, status: 'approved' })).toEqual({ step: 'switch' });
    expect(nextStep({ ...letter, status: 'approved', step: step(true) })).toEqual({ step: 'begin' });
    expect(nextStep({ ...letter, status: 'sending', step: step(true) })).toEqual({ step: 'runs' });
    expect([...stepsDone({ ...letter, status: 'approved' })]).toEqual(['write', 'approval']);
  });
  test('it can be written until letters go out', () => {
    expect((['draft', 'in_review', 'approved'] as const).every((status) => isWritable({ status }))).toBe(true);
    expect((['scheduled', 'sending', 'paused', 'sent', 'cancelled'] as const).some((status) => isWritable({ status }))).toBe(false);
  });
  test('versions stand in one order: the fallback first, the others by their codes', () => {
    const rows = [{ language: 'vi' }, { language: 'en' }, { language: 'ar' }];
    expect(sortMessages(rows, 'en').map(({ language }) => language)).toEqual(['en', 'ar', 'vi']);
  });
});

describe('the address of the list', () => {
  test('it is read as it was written, without what is usual', () => {
    expect(writeCampaignListQuery(readCampaignListQuery(new URLSearchParams())).toString()).toBe('');
    const text = 'tab=sent&q=flu&status=sent&list=news&language=es%2Cvi';
    expect(writeCampaignListQuery(readCampaignListQuery(new URLSearchParams(text))).toString()).toBe(text);
    expect(readCampaignListQuery(new URLSearchParams('tab=odd&status=odd')).tab).toBe('open');
  });
  test('it asks for bulletins only, for lists by their ids, and leaves out lists that are not there', () => {
    const query = readCampaignListQuery(new URLSearchParams('tab=to_approve&list=news,gone'));
    expect(toCampaignListRpc(query, [{ id: 'n', code: 'news' }])).toMatchObject({
      filters: { kind: ['bulletin'], to_approve: true, list: ['n'] },
    });
  });
});
