import type { Browser } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { submitCampaign } from '../support/submit-campaign.ts';
import { findBarriers, holdUndo, openHouse, signIn } from './support.ts';

const chromium = findChromium();
let browser: Browser;
let served: ServedOffice;
openHouse(async (house) => {
  ({ browser, served } = house);
  await served.office.exec(`insert into mailing_lists (code, name) values ('news', 'News')`);
});

it.skipIf(!chromium)(
  'a coordinator begins a journey with our words, and a manager switches it on, reads what that means, and undoes it',
  async () => {
    const writer = await signIn(browser, served.url, served.accounts.coordinator, '/campaigns/journeys');
    const welcome = writer.getByRole('region', { name: 'Welcome' });
    await welcome.getByRole('button', { name: 'Begin with our words' }).click();
    await writer.getByRole('button', { name: 'Make 3 drafts' }).waitFor();
    expect(await findBarriers(writer)).toEqual([]);
    await writer.getByRole('button', { name: 'Make 3 drafts' }).click();
    await welcome.getByText('4 days after joining', { exact: true }).waitFor();
    await welcome.getByText('All of ours are in it', { exact: true }).waitFor();
    expect(await welcome.getByRole('button', { name: 'Add one of ours' }).count()).toBe(0);
    expect(await welcome.getByRole('switch').count()).toBe(0);
    await welcome.getByText('A manager switches it on and off.').waitFor();
    await writer.context().close();

    const { exec, as } = served.office;
    const [first] = await exec<{ id: string }>('select campaign_id as id from journey_steps order by days limit 1');
    const id = String(first?.id);
    expect((await submitCampaign(served.office, 'coordinator', id)).error).toBeNull();
    expect((await as('manager').rpc('approve_campaign', { p_id: id })).error).toBeNull();

    const manager = await signIn(browser, served.url, served.accounts.manager, '/campaigns/journeys');
    const part = manager.getByRole('region', { name: 'Welcome' });
    await part.getByRole('switch').click();
    await manager.getByRole('dialog').getByText('1 letter is approved and goes out.').waitFor();
    await manager.getByRole('dialog').getByText('2 more follow by themselves once they are approved.').waitFor();
    await manager.getByRole('button', { name: 'Switch it on' }).click();
    await part.getByText('Goes out', { exact: true }).waitFor();
    await holdUndo(manager);
    expect(await findBarriers(manager)).toEqual([]);
    await manager.getByRole('button', { name: /^Undo/ }).click();
    await part.getByText('Off', { exact: true }).waitFor();
    expect(await exec(`select status from campaigns where id = $1`, [id])).toEqual([{ status: 'approved' }]);
    await manager.context().close();
  },
);
