import type { Browser, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { en } from '../../src/app/i18n/en.ts';
import type { MessageKey } from '../../src/app/i18n/translate.ts';
import { isAllowed, needed, type Role, roles } from '../../src/app/providers/access.ts';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { goTo, openHouse, showScreens, signIn } from './support.ts';

const chromium = findChromium();
/** Where each act is offered, by what; and, where nothing would tell somebody why it is not, the words that do. */
type Door = { screen: string; offer: MessageKey | RegExp; reason?: MessageKey };
const doors: Record<string, Door> = {
  'inquiries.create': { screen: '/inquiries', offer: 'action.new_inquiry' },
  'inquiries.edit': { screen: '/inquiries/{inquiry}', offer: 'inquiry.edit', reason: 'inquiry.read_only' },
  'tasks.create': { screen: '/tasks?tab=office', offer: 'tasks.add' },
  'attachments.create': { screen: '/inquiries/{inquiry}', offer: 'files.add', reason: 'inquiry.read_only' },
  'exports.create': { screen: '/residents', offer: 'exports.take' },
  'residents.create': { screen: '/residents', offer: 'residents.new' },
  'residents.edit': { screen: '/residents/{resident}', offer: 'residents.edit' },
  'inquiries.import': { screen: '/inquiries', offer: 'import.import' },
  'packets.open': { screen: '/inquiries/{inquiry}', offer: 'packet.title' },
  'packets.create': { screen: '/inquiries/{inquiry}/packet', offer: 'packet.make', reason: 'packet.read_only' },
  'redaction_profiles.edit': { screen: '/settings/copies', offer: 'packet_profile.new', reason: 'packet_profile.read_only' },
  'residents.import': { screen: '/residents', offer: 'import.import' },
  'legal_holds.edit': { screen: '/residents/{resident}', offer: 'hold.place' },
  'reports.compile': { screen: '/reports', offer: /^Compile/, reason: 'reports.not_allowed' },
  'history.open': { screen: '/settings/topics', offer: 'history.of_this' },
  'topics.create': { screen: '/settings/topics', offer: 'settings.topic_add', reason: 'settings.reason_manager' },
  'topics.edit': { screen: '/settings/topics', offer: /^Change / },
  'districts.create': { screen: '/settings/districts', offer: 'settings.district_add', reason: 'settings.reason_admin' },
  'districts.edit': { screen: '/settings/districts', offer: /^Change / },
  'holidays.create': { screen: '/settings/holidays', offer: 'settings.holiday_add', reason: 'settings.reason_admin' },
  'holidays.edit': { screen: '/settings/holidays', offer: /^Change / },
  'languages.create': { screen: '/settings/languages', offer: 'settings.language_add', reason: 'settings.reason_admin' },
  'languages.edit': { screen: '/settings/languages', offer: /^Change / },
  'departments.create': { screen: '/settings/departments', offer: 'settings.department_add', reason: 'settings.reason_admin' },
  'departments.edit': { screen: '/settings/departments', offer: /^Change / },
  'organizations.create': { screen: '/organizations', offer: 'organization.new' },
  'organizations.edit': { screen: '/organizations/{organization}', offer: 'organization.edit', reason: 'organization.read_only' },
  'meetings.create': { screen: '/meetings', offer: 'meeting.new' },
  'meetings.edit': { screen: '/meetings/{meeting}', offer: 'meeting.edit', reason: 'meeting.read_only' },
  'legislation.create': { screen: '/legislation', offer: 'law.new' },
  'legislation.edit': { screen: '/legislation/{legislation}', offer: 'law.edit', reason: 'law.read_only' },
  'answer_cards.create': { screen: '/answers', offer: 'answers.new' },
  'answer_cards.edit': { screen: '/answers/{answer}', offer: 'answers.edit', reason: 'answers.read_only' },
  'macros.edit': { screen: '/settings/macros', offer: 'macro.new', reason: 'macro.read_only' },
  'initiatives.create': { screen: '/initiatives', offer: 'initiative.new' },
  'initiatives.edit': { screen: '/initiatives/{initiative}', offer: 'initiative.edit', reason: 'initiative.read_only' },
  'organization_notes.create': { screen: '/organizations/{organization}?tab=notes', offer: 'organization_note.add' },
  'grant_components.create': { screen: '/settings/grant-components', offer: 'grants.component_add', reason: 'settings.reason_admin' },
  'grant_components.edit': { screen: '/settings/grant-components', offer: /^Change / },
  'assistance_listings.create': { screen: '/settings/assistance-listings', offer: 'grants.listing_add', reason: 'settings.reason_admin' },
  'assistance_listings.edit': { screen: '/settings/assistance-listings', offer: /^Change / },
  'retention_rules.edit': { screen: '/settings/retention', offer: /^Change /, reason: 'settings.reason_admin' },
  'settings.edit': { screen: '/settings/office', offer: 'settings.save', reason: 'settings.reason_admin' },
  'settings.import': { screen: '/settings/transfer', offer: 'settings.import_choose', reason: 'settings.reason_import' },
  'staff.create': { screen: '/settings/staff', offer: 'staff.invite', reason: 'staff.admins_only' },
  'staff.edit': { screen: '/settings/staff', offer: /^Viewer Person/ },
  'events.create': { screen: '/events/list', offer: 'palette.new_event' },
  'events.edit': { screen: '/events/{event}', offer: /^Change event/, reason: 'event.read_only' },
  'events.open': { screen: '/events/{event}', offer: 'event.verb.door' },
  'registrations.create': { screen: '/events/{event}?tab=registrations', offer: 'registrations.add' },
  'attendances.create': { screen: '/events/{event}?tab=after', offer: 'after.issue_add' },
  'attendances.edit': { screen: '/events/{event}?tab=after', offer: /^Remove Rosa/ },
  'event_follow_ups.edit': { screen: '/events/{event}?tab=after', offer: 'after.follow_up_drop' },
  'suppressions.edit': { screen: '/mailing-lists/suppressions', offer: 'suppressions.add' },
  'campaigns.create': { screen: '/campaigns', offer: 'palette.new_campaign' },
  'subawards.edit': { screen: '/awards/of/subawards/{subaward}', offer: 'subaward.do.check', reason: 'subaward.read_only' },
  'email_layouts.edit': { screen: '/campaigns/layouts', offer: /^Begin another layout/, reason: 'layouts.read_only' },
  'campaigns.edit': { screen: '/campaigns/{campaign}', offer: 'campaign.change_details', reason: 'campaign.read_only' },
  'journeys.edit': { screen: '/campaigns/journeys', offer: 'journeys.begin_empty' },
  'journeys.approve': { screen: '/campaigns/journeys', offer: /^Send these letters/ },
  'award_reports.edit': { screen: '/awards/{award}?tab=schedule', offer: 'schedule.add' },
  'award_reports.open': { screen: '/awards/{award}?tab=schedule', offer: /^I know of it/ },
  'award_reports.approve': { screen: '/awards/{award}?tab=schedule', offer: /^Waive: / },
  'award_report_rules.edit': { screen: '/settings/award-rules', offer: 'rules.add', reason: 'rules.read_only' },
  'mailing_lists.create': { screen: '/mailing-lists', offer: 'mailing.new', reason: 'mailing.read_only' },
  'mailing_lists.edit': { screen: '/mailing-lists', offer: /^Change / },
  'subscribers.edit': { screen: '/mailing-lists/subscribers', offer: 'subscribers.add' },
  'awards.create': { screen: '/awards', offer: 'award.new' },
  'awards.edit': { screen: '/awards/{award}', offer: /^Change award/, reason: 'award.read_only' },
  'awards.close': { screen: '/awards/{award}', offer: 'award.verb.terminate' },
  'language_encounters.create': { screen: '/language-encounters', offer: 'encounter.log' },
  'language_encounters.edit': { screen: '/language-encounters/{encounter}', offer: 'encounter.edit', reason: 'encounter.read_only' },
  'programs.create': { screen: '/programs', offer: 'program.new' },
  'programs.edit': { screen: '/programs/{program}', offer: /^Change program/, reason: 'program.read_only' },
  'interpreter_invoices.import': { screen: '/language-encounters/invoices', offer: 'invoices.take', reason: 'invoices.read_only' },
  'translation_requests.edit': { screen: '/language-encounters/translations', offer: 'translation.new' },
  'staff_languages.edit': { screen: '/language-encounters/staff', offer: /^Languages of/, reason: 'staff_language.read_only' },
  'applications.create': { screen: '/applications', offer: 'application.add' },
  'applications.edit': { screen: '/applications/{application}', offer: 'application.change', reason: 'application.read_only' },
  'screenings.create': { screen: '/programs/screener?need=rent', offer: 'screener.mail' },
  'needs.create': { screen: '/settings/needs', offer: 'needs.add', reason: 'settings.reason_admin' },
  'needs.edit': { screen: '/settings/needs', offer: /^Change Rent/, reason: 'settings.reason_admin' },
  'income_limits.edit': { screen: '/settings/income-limits', offer: 'incomes.add_poverty', reason: 'settings.reason_admin' },
  'referrals.create': { screen: '/inquiries/{inquiry}', offer: 'referral.new' },
  'referrals.edit': { screen: '/referrals/{referral}', offer: 'referral.verb.edit', reason: 'referral.read_only' },
  'service_requests.import': { screen: '/service-requests/feed', offer: 'feed.choose', reason: 'feed.not_allowed' },
  'opportunities.create': { screen: '/opportunities', offer: 'opportunity.new' },
  'opportunities.edit': { screen: '/opportunities/{opportunity}', offer: /^Change opportunity/, reason: 'opportunity.read_only' },
  'reply_templates.create': { screen: '/settings/replies', offer: 'reply_settings.add', reason: 'settings.reason_manager' },
  'reply_templates.edit': { screen: '/settings/replies', offer: /^Change Here is the answer/, reason: 'settings.reason_manager' },
  'checklists.edit': { screen: '/settings/checklists', offer: 'checklists.new', reason: 'checklists.read_only' },
};

let browser: Browser;
let served: ServedOffice;
const records: Record<string, string> = {};
openHouse(async (house) => {
  ({ browser, served } = house);
  const staff = served.office.as('staff');
  const topic = String((await staff.from('topics').select('id').limit(1).single()).data?.id);
  records.inquiry = String(
    (await staff.from('inquiries').insert({ subject: 'Streetlight', channel: 'phone', topic_id: topic }).select('id').single()).data?.id,
  );
  records.resident = String((await staff.rpc('save_resident', { p_resident: { name: 'Rosa Peña' } })).data);
  const [event] = await served.office.exec<{ id: string }>(
    `insert into events (title, kind, status, starts_at, ends_at, published_at, slug, takes_registrations)
     values ('Budget in plain words', 'workshop', 'held', now() - interval '40 days', now() - interval '40 days' + interval '1 hour', now(), 'budget', true) returning id`,
  );
  records.event = String(event?.id);
  await served.office.exec(`insert into attendances (event_id, name, client_key) values ($1, 'Rosa Peña', gen_random_uuid())`, [
    records.event,
  ]);
  await served.office.exec(`insert into event_follow_ups (event_id, text_en, text_es) values ($1, 'You said', 'Usted dijo')`, [
    records.event,
  ]);
  const [campaign] = await served.office.exec<{ id: string }>(
    `with l as (insert into mailing_lists (code, name) values ('news', 'News') returning id)
     insert into campaigns (name, list_id) select 'December letter', id from l returning id`,
  );
  records.campaign = String(campaign?.id);
  const award = {
    award_number: '15PBJA-23-GG-04317-BSCI',
    title: 'Public Safety Partnership',
    starts_on: '2024-10-01',
    ends_on: '2027-09-30',
  };
  records.award = String((await served.office.as('coordinator').rpc('save_award', { p_award: award })).data);
  await served.office.as('coordinator').rpc('accept_award', { p_id: records.award, p_accepted_on: '2024-11-07' });
  records.subaward = String(
    (
      await served.office.exec<{ id: string }>(
        `with a as (insert into awards (award_number, title, status, starts_on, ends_on) values ('15PBJA-26-GG-00077-SUBS', 'Outreach', 'awarded', '2026-10-01', '2027-09-30') returning id),
           o as (insert into organizations (name, kind) values ('Mattie Rhodes Center', 'community') returning id)
         insert into subawards (award_id, organization_id, title) select a.id, o.id, 'Street outreach' from a, o returning id`,
      )
    )[0]?.id,
  );
  const held = { title: 'Rent help in winter', held_on: '2026-11-02' };
  records.meeting = String((await served.office.as('staff').rpc('save_meeting', { p_meeting: held })).data);
  records.legislation = String((await served.office.exec<{ id: string }>('select id from legislation limit 1'))[0]?.id);
  const answer = { p_card: { title: 'Who may build a fence?', texts: [{ language: 'en', body: 'Everybody, with a permit.' }] } };
  records.answer = String((await served.office.as('coordinator').rpc('save_answer_card', answer)).data);
  const wider = { p_initiative: { title: 'Wider home repair' } };
  records.initiative = String((await served.office.as('coordinator').rpc('save_initiative', wider)).data);
  records.organization = String(
    (await served.office.as('coordinator').rpc('save_organization', { p_organization: { name: 'Riverbend Counsel', kind: 'agency' } }))
      .data,
  );
  records.opportunity = String(
    (await served.office.as('coordinator').rpc('save_opportunity', { p_opportunity: { title: 'Body-worn cameras' } })).data,
  );
  const housing = (await served.office.exec<{ id: string }>(`select id from organizations where code = 'housing'`))[0]?.id;
  records.program = String(
    (
      await served.office
        .as('coordinator')
        .rpc('save_program', { p_program: { name: 'Home repair', organization_id: String(housing), needs: ['home-repair'] } })
    ).data,
  );
  const [receiver] = await served.office.exec<{ id: string }>('select id from organizations order by name limit 1');
  records.referral = String(
    (
      await staff.rpc('save_referral', {
        p_referral: { inquiry_id: records.inquiry, organization_id: String(receiver?.id), request: 'Help with two months of rent.' },
      })
    ).data,
  );
  records.encounter = String((await staff.rpc('save_encounter', { p_encounter: { language: 'so', mode: 'phone' } })).data);
  const [aid] = await served.office.exec<{ id: string }>(
    `insert into programs (organization_id, name) select id, 'Rent help' from organizations order by code limit 1 returning id`,
  );
  records.application = String(
    (await served.office.as('staff').rpc('save_application', { p_application: { program_id: String(aid?.id) } })).data,
  );
  await served.office.as('manager').rpc('save_checklist', { p_checklist: { name: 'First visit', items: [{ title: 'Greet' }] } });
});

async function isOffered(page: Page, offer: Door['offer']): Promise<boolean> {
  const name = offer instanceof RegExp ? offer : en[offer];
  const exact = typeof name === 'string' ? { exact: true } : {};
  const button = page.getByRole('button', { name, ...exact });
  const link = page.getByRole('link', { name, ...exact });
  const toggle = page.getByRole('switch', { name, ...exact });
  return (await button.or(link).or(toggle).count()) > 0;
}

it('every act that depends on a role has a place here', () => {
  expect(Object.keys(doors).sort()).toEqual(Object.keys(needed).sort());
});

/** Whom to ask: the lowest role that may, and the one just below it. All others may because these do, or may not because these may not. */
const isAtTheEdge = (role: Role, act: string) => {
  const least = roles.indexOf(needed[act] ?? 'admin');
  return roles.indexOf(role) === least || roles.indexOf(role) === least - 1;
};

for (const role of roles) {
  it.skipIf(!chromium)(`${role} finds on screen what they may do, nothing that they may not, and why`, async () => {
    const page = await signIn(browser, served.url, served.accounts[role]);
    const show = showScreens(page, (address) => goTo(page, address));
    const wrong: string[] = [];
    let shown = '';
    for (const [act, { screen, offer, reason }] of Object.entries(doors).filter(([one]) => isAtTheEdge(role, one))) {
      if (screen !== shown) {
        await show(screen.replace(/\{(\w+)\}/, (_, noun: string) => records[noun] ?? noun));
        shown = screen;
      }
      const [resource = '', action = ''] = act.split('.');
      const may = isAllowed(role, resource, action);
      if ((await isOffered(page, offer)) !== may) wrong.push(`${act} is ${may ? 'not ' : ''}offered`);
      if (reason && (await page.getByText(en[reason]).count()) > 0 === may) wrong.push(`${act} says ${may ? '' : 'not '}why not`);
    }
    expect(wrong).toEqual([]);
    await page.context().close();
  });
}
