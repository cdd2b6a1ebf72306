import { after } from './es/after.ts';
import { answers } from './es/answers.ts';
import { audience } from './es/audience.ts';
import { awardsChanges } from './es/awards-changes.ts';
import { awardsForm } from './es/awards-form.ts';
import { awardsHistory } from './es/awards-history.ts';
import { awardsLedgerFile } from './es/awards-ledger-file.ts';
import { awardsMoney } from './es/awards-money.ts';
import { awardsPerformance } from './es/awards-performance.ts';
import { awardsPortfolio } from './es/awards-portfolio.ts';
import { awardsRadar } from './es/awards-radar.ts';
import { awardsRegister } from './es/awards-register.ts';
import { awardsReminders } from './es/awards-reminders.ts';
import { awardsSchedule } from './es/awards-schedule.ts';
import { awardsSheets } from './es/awards-sheets.ts';
import { awardsSubawards } from './es/awards-subawards.ts';
import { awardsSubawardsRecord } from './es/awards-subawards-record.ts';
import { awardsThings } from './es/awards-things.ts';
import { awardsUsaspending } from './es/awards-usaspending.ts';
import { awardsVerbs } from './es/awards-verbs.ts';
import { calendar } from './es/calendar.ts';
import { campaigns } from './es/campaigns.ts';
import { campaignsEditor } from './es/campaigns-editor.ts';
import { campaignsJourneys } from './es/campaigns-journeys.ts';
import { campaignsMjml } from './es/campaigns-mjml.ts';
import { campaignsResults } from './es/campaigns-results.ts';
import { campaignsRules } from './es/campaigns-rules.ts';
import { campaignsSending } from './es/campaigns-sending.ts';
import { columns } from './es/columns.ts';
import { eventForm } from './es/event-form.ts';
import { eventHistory } from './es/event-history.ts';
import { eventList } from './es/event-list.ts';
import { eventRecord } from './es/event-record.ts';
import { events } from './es/events.ts';
import { exports } from './es/exports.ts';
import { feeds } from './es/feeds.ts';
import { fileImports } from './es/file-imports.ts';
import { finding } from './es/finding.ts';
import { history } from './es/history.ts';
import { imports } from './es/imports.ts';
import { initiatives } from './es/initiatives.ts';
import { inquiries } from './es/inquiries.ts';
import { inquiriesDesk } from './es/inquiries-desk.ts';
import { inquiryClocks } from './es/inquiry-clocks.ts';
import { keeping } from './es/keeping.ts';
import { languageEncounters } from './es/language-encounters.ts';
import { languageWork } from './es/language-work.ts';
import { law } from './es/law.ts';
import { letters } from './es/letters.ts';
import { macros } from './es/macros.ts';
import { mails } from './es/mails.ts';
import { opportunities } from './es/opportunities.ts';
import { organizations } from './es/organizations.ts';
import { packets } from './es/packets.ts';
import { partnersEverywhere } from './es/partners-everywhere.ts';
import { partnersHistory } from './es/partners-history.ts';
import { partnersNarrowed } from './es/partners-narrowed.ts';
import { partnersWords } from './es/partners-words.ts';
import { people } from './es/people.ts';
import { places } from './es/places.ts';
import { programs } from './es/programs.ts';
import { programsExchange } from './es/programs-exchange.ts';
import { programsForm } from './es/programs-form.ts';
import { reach } from './es/reach.ts';
import { recordsRequests } from './es/records-requests.ts';
import { referrals } from './es/referrals.ts';
import { registrations } from './es/registrations.ts';
import { screener } from './es/screener.ts';
import { series } from './es/series.ts';
import { serviceRequests } from './es/service-requests.ts';
import { settings } from './es/settings.ts';
import { shell } from './es/shell.ts';
import { staff } from './es/staff.ts';
import { story } from './es/story.ts';
import { subscriptions } from './es/subscriptions.ts';
import { suppressions } from './es/suppressions.ts';
import { things } from './es/things.ts';
import { trainings } from './es/trainings.ts';
import { translations } from './es/translations.ts';
import { work } from './es/work.ts';
import type { Dictionary } from './translate.ts';

/** The same messages in Spanish; loaded when somebody reads it. */
export const es: Dictionary = {
  ...history,
  ...columns,
  ...shell,
  ...inquiries,
  ...inquiriesDesk,
  ...work,
  ...finding,
  ...serviceRequests,
  ...settings,
  ...staff,
  ...things,
  ...story,
  ...subscriptions,
  ...events,
  ...keeping,
  ...languageEncounters,
  ...translations,
  ...languageWork,
  ...letters,
  ...eventHistory,
  ...exports,
  ...feeds,
  ...eventForm,
  ...eventRecord,
  ...series,
  ...trainings,
  ...eventList,
  ...calendar,
  ...people,
  ...places,
  ...reach,
  ...after,
  ...registrations,
  ...inquiryClocks,
  ...recordsRequests,
  ...packets,
  ...referrals,
  ...suppressions,
  ...campaigns,
  ...audience,
  ...campaignsJourneys,
  ...campaignsRules,
  ...campaignsSending,
  ...campaignsEditor,
  ...campaignsMjml,
  ...awardsSubawards,
  ...awardsSubawardsRecord,
  ...campaignsResults,
  ...awardsMoney,
  ...awardsPortfolio,
  ...awardsLedgerFile,
  ...imports,
  ...fileImports,
  ...awardsSheets,
  ...screener,
  ...mails,
  ...awardsChanges,
  ...awardsForm,
  ...awardsPerformance,
  ...awardsRegister,
  ...awardsThings,
  ...opportunities,
  ...programs,
  ...programsForm,
  ...programsExchange,
  ...partnersEverywhere,
  ...partnersNarrowed,
  ...partnersHistory,
  ...partnersWords,
  ...organizations,
  ...initiatives,
  ...awardsUsaspending,
  ...awardsHistory,
  ...awardsVerbs,
  ...awardsSchedule,
  ...awardsRadar,
  ...awardsReminders,
  ...law,
  ...answers,
  ...macros,
};
