import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { compileMonth } from '../../src/server/reports/compile-month.ts';
import { findChromium } from '../support/browser.ts';
import type { ServedOffice } from '../support/office.ts';
import { findBarriers, goTo, openHouse, showScreens, signIn } from './support.ts';

const chromium = findChromium();
/** The address of each screen, by its name in routes.tsx. {inquiry}, {resident} and {report} stand for a record that is there. */
const screens: Record<string, string> = {
  Home: '/',
  InquiryList: '/inquiries?sort=-opened_at',
  InquiryShow: '/inquiries/{inquiry}',
  InquiryCreate: '/inquiries/create',
  InquiryEdit: '/inquiries/{inquiry}/edit',
  RecordsRequestList: '/records-requests',
  InquiryPacket: '/inquiries/{inquiry}/packet',
  ProfileList: '/settings/copies',
  ProfileForm: '/settings/copies/{profile}',
  EscalationSettings: '/settings/escalation',
  EventListTable: '/events/list?tab=all',
  OutreachReach: '/events/reach',
  MapPage: '/map',
  MapSettings: '/settings/map',
  ResidentList: '/residents',
  ResidentShow: '/residents/{resident}',
  ResidentCreate: '/residents/create',
  InquiryImport: '/inquiries/import',
  ResidentImport: '/residents/import',
  ResidentEdit: '/residents/{resident}/edit',
  ReportList: '/reports',
  ReportShow: '/reports/{report}',
  ResidentDuplicates: '/residents/duplicates',
  ResidentMerge: '/residents/merge?keep={resident}&gone={namesake}',
  ExportSettings: '/settings/exports',
  DispositionSettings: '/settings/dispositions',
  LegislationList: '/legislation',
  LegislationForm: '/legislation/{legislation}/edit',
  LegislationShow: '/legislation/{legislation}',
  LegislationImport: '/legislation/import',
  AnswerList: '/answers',
  AnswerForm: '/answers/{answer}/edit',
  AnswerShow: '/answers/{answer}',
  MacroList: '/settings/macros',
  MacroForm: '/settings/macros/{macro}',
  NotificationList: '/notifications',
  OfficeHistory: '/settings/history',
  AccountShow: '/account',
  StaffList: '/settings/staff',
  TopicList: '/topics',
  SettingsOverview: '/settings',
  OfficeSettings: '/settings/office',
  MailSettings: '/settings/mail',
  PaceSettings: '/settings/pace',
  TransferSettings: '/settings/transfer',
  RetentionSettings: '/settings/retention',
  TopicSettings: '/settings/topics',
  DepartmentSettings: '/settings/departments',
  DistrictSettings: '/settings/districts',
  LanguageSettings: '/settings/languages',
  HoursSettings: '/settings/hours',
  HolidaySettings: '/settings/holidays',
  TaskList: '/tasks?tab=office',
  ChecklistList: '/settings/checklists',
  ReplySettings: '/settings/replies',
  ChecklistEdit: '/settings/checklists/{checklist}',
  RunningSettings: '/settings/running',
  CalendarPage: '/events?view=month&show=holidays,inquiries,tasks,reports,legislation',
  EventShow: '/events/{event}',
  EventCreate: '/events/create',
  // With a part opened by the address: the fields in it are looked at, too.
  EventEdit: '/events/{event}/edit#people',
  EventTemplates: '/events/templates',
  CurriculumList: '/events/curricula',
  CurriculumEdit: '/events/curricula/{curriculum}',
  CampaignList: '/campaigns?tab=all',
  CampaignCreate: '/campaigns/create',
  CampaignLayouts: '/campaigns/layouts?layout={layout}',
  CampaignShow: '/campaigns/{campaign}',
  JourneyList: '/campaigns/journeys',
  AwardList: '/awards?tab=all',
  AwardShow: '/awards/{award}',
  AwardCreate: '/awards/create',
  AwardEdit: '/awards/{award}/edit',
  AwardRadar: '/awards/radar',
  AwardRules: '/settings/award-rules',
  AwardPortfolio: '/awards/portfolio',
  DepartmentAwards: '/awards/departments/none',
  GrantSettings: '/settings/grants',
  ComponentSettings: '/settings/grant-components',
  ListingSettings: '/settings/assistance-listings',
  SpendingPage: '/awards/usaspending',
  ProgramList: '/programs',
  ProgramCreate: '/programs/create',
  ProgramExchange: '/programs/exchange',
  ProgramShow: '/programs/{program}',
  ProgramEdit: '/programs/{program}/edit',
  ReferralList: '/referrals?tab=all',
  ReferralScorecard: '/referrals/scorecard',
  ReferralShow: '/referrals/{referral}',
  ServiceRequestList: '/service-requests?view=all',
  ServiceRequestFeed: '/service-requests/feed',
  ServiceRequestShow: '/service-requests/{service_request}',
  OpportunityList: '/opportunities?tab=all',
  OpportunityCreate: '/opportunities/create',
  OpportunityFound: '/opportunities/found',
  OpportunityShow: '/opportunities/{opportunity}',
  OpportunityEdit: '/opportunities/{opportunity}/edit',
  SubawardList: '/awards/subawards',
  SubawardShow: '/awards/of/subawards/{subaward}',
  SubawardSheet: '/awards/of/subawards/{subaward}/sheet',
  EncounterList: '/language-encounters',
  EncounterShow: '/language-encounters/{encounter}',
  MeetingList: '/meetings',
  MeetingForm: '/meetings/{meeting}/edit',
  MeetingShow: '/meetings/{meeting}',
  InitiativeList: '/initiatives',
  InitiativeForm: '/initiatives/{initiative}/edit',
  InitiativeShow: '/initiatives/{initiative}',
  OrganizationList: '/organizations?tab=all',
  OrganizationCreate: '/organizations/create',
  OrganizationShow: '/organizations/{organization}',
  OrganizationEdit: '/organizations/{organization}/edit',
  LanguageLedger: '/language-encounters/ledger',
  InvoicePage: '/language-encounters/invoices',
  InvoiceTake: '/language-encounters/invoices/new',
  TranslationList: '/language-encounters/translations',
  TranslationShow: '/language-encounters/translations/{translation}',
  StaffLanguages: '/language-encounters/staff',
  QualifiedSettings: '/settings/qualified',
  ReferralTimes: '/settings/referral-times',
  ScreenerPage: '/programs/screener',
  ScreenerSheet: '/programs/screener/sheet',
  ApplicationList: '/applications?tab=all',
  ApplicationShow: '/applications/{application}',
  NeedSettings: '/settings/needs',
  IncomeLimitSettings: '/settings/income-limits',
  MailingLists: '/mailing-lists',
  SubscriberList: '/mailing-lists/subscribers',
  SubscriberShow: '/mailing-lists/subscribers/{subscriber}',
  SuppressionList: '/mailing-lists/suppressions',
  NotFound: '/nowhere',
};

let browser: Browser;
let served: ServedOffice;
const records: Record<string, string> = {};
const addressOf = (screen: string) => (screens[screen] ?? '').replace(/\{(\w+)\}/g, (_, noun: string) => records[noun] ?? noun);

openHouse(async (house) => {
  ({ browser, served } = house);
  const { exec, as } = served.office;
  const person = {
    name: 'Halima Abdi',
    preferred_language: 'so',
    needs_interpreter: true,
    phones: [{ number: '+18165550142', label: 'home' }],
  };
  records.resident = String((await as('staff').rpc('save_resident', { p_resident: person })).data);
  const [row] = await exec<{ id: string }>(
    `insert into inquiries (subject, body, channel, language, topic_id, resident_id)
     select 'Which grant helps replace a failed water line?', 'Line broke on the private side.', 'phone', 'so', id, $1 from topics limit 1 returning id`,
    [records.resident],
  );
  records.inquiry = String(row?.id);
  records.namesake = String(
    (await as('staff').rpc('save_resident', { p_resident: { name: 'Halima Abdi Ali', phones: person.phones } })).data,
  );
  records.legislation = String((await exec<{ id: string }>(`select id from legislation where file_number = '210140'`))[0]?.id);
  const card = {
    title: 'What the office is for',
    texts: [{ language: 'en', body: 'It informs and assists residents.' }],
    citations: [{ legislation_id: records.legislation }],
    review_by: '2099-01-01',
  };
  records.answer = String((await as('coordinator').rpc('save_answer_card', { p_card: card })).data);
  const macro = { name: 'Waits for the resident', set_status: 'waiting_resident', note: 'Asked for the missing paper.' };
  records.macro = String((await as('coordinator').rpc('save_macro', { p_macro: macro })).data);
  records.profile = String((await as('viewer').from('redaction_profiles').select('id').order('name').limit(1).single()).data?.id);
  records.translation = String(
    (await as('staff').rpc('save_translation', { p_translation: { title: 'Notice of the hearing', language: 'so', source_words: 240 } }))
      .data,
  );
  records.encounter = String(
    (await as('staff').rpc('save_encounter', { p_encounter: { inquiry_id: records.inquiry, language: 'so', mode: 'phone' } })).data,
  );
  await as('staff').from('interactions').insert({ inquiry_id: records.inquiry, kind: 'call', body: 'Called back with an interpreter.' });
  const list = {
    name: 'Before closing',
    items: [{ title: 'Ask whether it helped', due_days: 3, owner_role: 'manager', is_required: true }],
  };
  const curriculum = {
    name: 'Open Data 101',
    hours: 1.5,
    datasets: ['311 cases'],
    materials: [{ language: 'en', title: 'Slides', url: 'https://example.org/slides' }],
  };
  records.curriculum = String((await as('coordinator').rpc('save_curriculum', { p_curriculum: curriculum })).data);
  records.checklist = String((await as('manager').rpc('save_checklist', { p_checklist: list })).data);
  await as('staff').rpc('apply_checklist', { p_checklist: records.checklist, p_table: 'inquiries', p_id: records.inquiry });
  await as('staff').from('tasks').insert({ title: 'Call back', notes: 'After four.', due_on: '2026-01-02', resident_id: records.resident });
  await fetch(`${served.url}/attachments?table=inquiries&id=${records.inquiry}`, {
    method: 'POST',
    headers: { 'x-file-name': 'quote.txt', authorization: `Bearer ${served.office.tokenOf('staff')}` },
    body: 'The quote of the plumber.',
  });
  records.event = String((await as('coordinator').rpc('save_event', { p_event: await fullEvent() })).data);
  await as('coordinator').rpc('save_event_template', { p_event: records.event, p_name: 'Evening clinic' });
  await exec(
    `insert into events (title, kind, status, starts_at, ends_at, place_name, takes_registrations, capacity)
     select 'Paperwork clinic', 'clinic', 'confirmed', d, d + interval '1 hour', 'Vine Heights Center', true, 20 from unnest(array[now() + interval '3 days', now() - interval '2 days']) d`,
  );
  await exec(
    `insert into district_populations (district_id, people, source, as_of) select id, 80000, 'ACS 2024', '2024-12-31' from districts`,
  );
  const [campaign] = await exec<{ id: string }>(
    `with l as (insert into mailing_lists (code, name) values ('news', 'News') returning id)
     insert into campaigns (name, list_id) select 'December letter', id from l returning id`,
  );
  records.campaign = String(campaign?.id);
  records.layout = String((await exec<{ id: string }>('select id from email_layouts limit 1'))[0]?.id);
  await exec(
    `insert into campaign_messages (campaign_id, language, subject) values ($1, 'en', 'What is on in December'), ($1, 'es', 'Qué hay en diciembre')`,
    [records.campaign],
  );
  const [aid] = await exec<{ id: string }>(
    `insert into programs (organization_id, name) select id, 'Rent help' from organizations order by code limit 1 returning id`,
  );
  records.application = String((await as('staff').rpc('save_application', { p_application: { program_id: String(aid?.id) } })).data);
  const said = { p_address: 'halima@example.org', p_source: 'form', p_note: 'Sheet of the meeting on May 3' };
  const [news] = await exec<{ id: string }>(`select id from mailing_lists where code = 'news'`);
  records.subscriber = String((await as('coordinator').rpc('record_choice', { ...said, p_choice: { add: [String(news?.id)] } })).data);
  const award = {
    award_number: '15PBJA-23-GG-04317-BSCI',
    title: 'Public Safety Partnership',
    starts_on: '2024-10-01',
    ends_on: '2027-09-30',
  };
  records.award = String((await as('coordinator').rpc('save_award', { p_award: { ...award, federal_cents: 50_000_000 } })).data);
  records.subaward = String(
    (
      await exec<{ id: string }>(
        `with a as (insert into awards (award_number, title, status, starts_on, ends_on) values ('15PBJA-26-GG-00077-SUBS', 'Outreach', 'awarded', '2026-10-01', '2027-09-30') returning id),
           o as (insert into organizations (name, kind) values ('Mattie Rhodes Center', 'community') returning id)
         insert into subawards (award_id, organization_id, title) select a.id, o.id, 'Street outreach' from a, o returning id`,
      )
    )[0]?.id,
  );
  const opportunity = {
    title: 'Body-worn cameras',
    due_on: '2099-03-09',
    request_cents: 30_000_000,
    match_percent: 25,
    council_action: 'needed',
  };
  records.opportunity = String((await as('coordinator').rpc('save_opportunity', { p_opportunity: opportunity })).data);
  const program = {
    organization_id: String((await exec<{ id: string }>(`select id from organizations where code = 'housing'`))[0]?.id),
    name: 'Minor home repair',
    needs: ['home-repair'],
    closes_on: '2099-03-09',
    locations: [
      { address_1: '414 East 12th Street', schedules: [{ freq: 'WEEKLY', byday: 'MO,TU', opens_at: '08:00', closes_at: '17:00' }] },
    ],
  };
  records.program = String((await as('coordinator').rpc('save_program', { p_program: program })).data);
  const organization = {
    name: 'Riverbend Housing Counsel',
    kind: 'community',
    takes_referrals: true,
    referral_email: 'intake@riverbend.example',
    contacts: [{ role: 'Intake desk', phone: '+18165550160' }],
    work_groups: [{ name: 'Counsel' }],
    languages: [{ language: 'so' }],
    fundings: [{ source: 'HUD', level: 'federal' }],
    hours: [{ weekday: 1, opens_at: '09:00', closes_at: '17:00' }],
    standards: [{ accept_minutes: 240, outcome_minutes: 4800 }],
  };
  records.organization = String((await as('coordinator').rpc('save_organization', { p_organization: organization })).data);
  const [receiver] = await exec<{ id: string }>('select id from organizations order by name limit 1');
  records.referral = String(
    (
      await as('staff').rpc('save_referral', {
        p_referral: { inquiry_id: records.inquiry, organization_id: String(receiver?.id), request: 'Help with two months of rent.' },
      })
    ).data,
  );
  await exec(
    `insert into service_requests (service_request_number, source, status_text, is_open, opened_at, issue_type, address, work_group, content_hash)
     values ('3391823', 'kc311_current', 'new', true, '2026-08-24 11:07-05', 'Property Violations', '11204 Kensington Ave', 'NHS Preservation', '\\x00')`,
  );
  records.service_request = '3391823';
  const meeting = {
    title: 'Rent help in winter',
    held_on: '2026-11-02',
    decisions: 'Ten a week.',
    organizations: [records.organization],
    actions: [{ title: 'Send the flyer', due_on: '2026-11-09' }],
  };
  records.meeting = String((await as('staff').rpc('save_meeting', { p_meeting: meeting })).data);
  const initiative = { title: 'Wider home repair', organizations: [records.organization], next_step: 'Ask Housing', next_on: '2026-11-09' };
  records.initiative = String((await as('coordinator').rpc('save_initiative', { p_initiative: initiative })).data);
  records.report = (await compileMonth(served.office, '2026-10')).id;
});

/** An event with something in each of its parts. */
async function fullEvent() {
  const { exec } = served.office;
  const one = async (sql: string) => String((await exec<{ id: string }>(sql))[0]?.id);
  return {
    title: 'Budget in plain words',
    kind: 'workshop',
    starts_at: '2027-03-06T16:00:00Z',
    ends_at: '2027-03-06T18:00:00Z',
    place_name: 'Mohart Center',
    room: 'Gym',
    summary: 'What the city spends, and how to have a say.',
    translations: { es: { title: 'El presupuesto en palabras sencillas', summary: 'En qué gasta la ciudad.' } },
    takes_registrations: true,
    is_published: true,
    programs: ['Rent relief'],
    equipment: ['projector 1'],
    staff: [{ staff_id: await one(`select id from staff where role = 'staff'`), task: 'lead', hours_planned: 3 }],
    organizations: [{ organization_id: await one('select id from organizations limit 1'), part: 'host' }],
    languages: [{ language: 'es', mode: 'interpreted', interpreter: 'Luz Vega' }],
    topics: [await one('select id from topics limit 1')],
    supplies: [{ item: 'Table', quantity: 2 }],
    costs: [{ label: 'Interpreter', category: 'interpreting', planned_cents: 18_000 }],
  };
}

it.skipIf(!chromium)('every address of a screen is answered with the program, when it is typed in or loaded again', async () => {
  const front = await (await fetch(served.url)).text();
  for (const screen of Object.keys(screens)) {
    const answer = await fetch(served.url + addressOf(screen), { headers: { accept: 'text/html' } });
    expect([answer.status, await answer.text()], screen).toEqual([200, front]);
  }
});

/** The screens in walks of a dozen: one test for all would go on for minutes, and say at the end only where it stood. */
const dozens = Array.from({ length: Math.ceil(Object.keys(screens).length / 12) }, (_, n) => {
  const part = Object.keys(screens).slice(n * 12, n * 12 + 12);
  return { part, first: part[0], last: part.at(-1) };
});

/** Goes through some screens; `way` is how to get to one. */
async function walk(
  page: Page,
  part: string[],
  way: (address: string) => Promise<unknown>,
  look: (screen: string) => Promise<void>,
): Promise<void> {
  const show = showScreens(page, way);
  for (const screen of part) {
    await show(addressOf(screen));
    await look(screen);
  }
}

const widthOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);

it('every screen that has an address is looked at here', () => {
  const routes = ['routes.tsx', 'routes-law.tsx', 'routes-clocks.tsx']
    .map((file) => readFileSync(new URL(`../../src/app/${file}`, import.meta.url), 'utf8'))
    .join('\n');
  const named = [...routes.matchAll(/^const (\w+) = lazy\(/gm)].map(([, name = '']) => name);
  expect(Object.keys(screens).sort()).toEqual([...named, 'NotFound'].sort());
});

describe.skipIf(!chromium).each(dozens)('from $first to $last', ({ part }) => {
  it('no screen has a barrier that axe can find, on a desk in English and light, nor is it wider than the window', async () => {
    const page = await signIn(browser, served.url, served.accounts.admin);
    const found: string[] = [];
    const look = async (screen: string) => {
      found.push(...(await findBarriers(page)).map((barrier) => `${screen} ${barrier}`));
      for (const width of [768, 1920, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        if ((await widthOf(page)) > width) found.push(`${screen} is wider than ${width}`);
      }
    };
    await walk(page, part, (address) => goTo(page, address), look);
    expect(found).toEqual([]);
    await page.context().close();
  });

  it('no screen has a barrier that axe can find, on a phone in Spanish and dark, nor is it wider than the phone', async () => {
    const page = await signIn(browser, served.url, served.accounts.admin, '/', { width: 390, height: 844, dark: true });
    await page.evaluate(() => localStorage.setItem('rotunda.locale', 'es'));
    const found: string[] = [];
    // The first is loaded anew, in Spanish, watched from its first request on; the others are gone to.
    let isIn = false;
    const way = (address: string) => {
      if (isIn) return goTo(page, address);
      isIn = true;
      return page.goto(served.url + address);
    };
    const look = async (screen: string) => {
      if ((await page.locator('html').getAttribute('lang')) !== 'es') found.push(`${screen} is not in Spanish`);
      found.push(...(await findBarriers(page)).map((barrier) => `${screen} ${barrier}`));
      if ((await widthOf(page)) > 390) found.push(`${screen} is wider than 390`);
    };
    await walk(page, part, way, look);
    expect(found).toEqual([]);
    await page.context().close();
  });

  it('a viewer finds nothing on any screen that would be refused, and reads why', async () => {
    const page = await signIn(browser, served.url, served.accounts.viewer);
    const found: string[] = [];
    page.on('pageerror', (error) => found.push(error.message));
    page.on('response', (response) => {
      if (response.status() === 403 || response.status() >= 500) found.push(`${response.status()} ${new URL(response.url()).pathname}`);
    });
    await walk(
      page,
      part,
      (address) => goTo(page, address),
      async () => {},
    );
    expect(found).toEqual([]);
    await page.context().close();
  });
});
