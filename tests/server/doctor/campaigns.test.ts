import { expect, test } from 'vitest';
import { judgeCampaigns } from '../../../src/server/doctor/checks/campaigns.ts';
import { judgeKey } from '../../../src/server/doctor/checks/mail-key.ts';

const quiet = { sending: 0, paused: 0, late: 0, due: 0, quiet_seconds: null };
const serving = { hasMail: true, isServing: true };

test('a campaign that gets on is well; one that stands still, did not begin or was stopped is told, with what to do', () => {
  expect(judgeCampaigns(quiet, serving)).toEqual({ state: 'ok', message: 'No campaign is going out.' });
  expect(judgeCampaigns({ ...quiet, sending: 1, due: 500, quiet_seconds: 2 }, serving)).toEqual({
    state: 'ok',
    message: 'One campaign is going out; 500 letters are due.',
  });
  expect(judgeCampaigns({ ...quiet, sending: 1, due: 500, quiet_seconds: 700 }, serving)).toMatchObject({
    state: 'fail',
    message: expect.stringContaining('none has left for 11 minutes'),
  });
  expect(judgeCampaigns({ ...quiet, late: 1 }, serving)).toMatchObject({
    state: 'fail',
    message: expect.stringContaining('Is a worker running?'),
  });
  expect(judgeCampaigns({ ...quiet, paused: 2 }, serving)).toMatchObject({ state: 'warn' });
  expect(judgeCampaigns({ ...quiet, sending: 1, due: 5 }, { hasMail: false, isServing: true })).toMatchObject({
    state: 'warn',
    message: expect.stringContaining('SMTP_URL'),
  });
});

test('the key in DNS is ours, another, none, or could not be asked', async () => {
  const gone = () => Promise.reject(Object.assign(new Error('none'), { code: 'ENOTFOUND' }));
  const silent = () => Promise.reject(Object.assign(new Error('timeout'), { code: 'ETIMEOUT' }));
  expect(await judgeKey('m._domainkey.city.example', 'QUJD', async () => ['v=DKIM1; k=rsa; p=QU JD'])).toMatchObject({ state: 'ok' });
  expect(await judgeKey('m._domainkey.city.example', 'QUJD', async () => ['v=DKIM1; p=WFla'])).toMatchObject({ state: 'fail' });
  expect(await judgeKey('m._domainkey.city.example', 'QUJD', gone)).toMatchObject({
    state: 'warn',
    message: expect.stringContaining('p=QUJD'),
  });
  expect(await judgeKey('m._domainkey.city.example', 'QUJD', silent)).toMatchObject({ state: 'skip' });
});
