import { after } from './en/after.ts';
import { answers } from './en/answers.ts';
import { audience } from './en/audience.ts';
import { awardsChanges } from './en/awards-changes.ts';
import { awardsForm } from './en/awards-form.ts';
import { awardsHistory } from './en/awards-history.ts';
import { awardsLedgerFile } from './en/awards-ledger-file.ts';
import { awardsMoney } from './en/awards-money.ts';
import { awardsPerformance } from './en/awards-performance.ts';
import { awardsPortfolio } from './en/awards-portfolio.ts';
import { awardsRadar } from './en/awards-radar.ts';
import { awardsRegister } from './en/awards-register.ts';
import { awardsReminders } from './en/awards-reminders.ts';
import { awardsSchedule } from './en/awards-schedule.ts';
import { awardsSheets } from './en/awards-sheets.ts';
import { awardsSubawards } from './en/awards-subawards.ts';
import { awardsSubawardsRecord } from './en/awards-subawards-record.ts';
import { awardsThings } from './en/awards-things.ts';
import { awardsUsaspending } from './en/awards-usaspending.ts';
import { awardsVerbs } from './en/awards-verbs.ts';
import { calendar } from './en/calendar.ts';
import { campaigns } from './en/campaigns.ts';
import { campaignsEditor } from './en/campaigns-editor.ts';
import { campaignsJourneys } from './en/campaigns-journeys.ts';
import { campaignsMjml } from './en/campaigns-mjml.ts';
import { campaignsResults } from './en/campaigns-results.ts';
import { campaignsRules } from './en/campaigns-rules.ts';
import { campaignsSending } from './en/campaigns-sending.ts';
import { columns } from './en/columns.ts';
import { eventForm } from './en/event-form.ts';
import { eventHistory } from './en/event-history.ts';
import { eventList } from './en/event-list.ts';
import { eventRecord } from './en/event-record.ts';
import { events } from './en/events.ts';
import { exports } from './en/exports.ts';
import { feeds } from './en/feeds.ts';
import { fileImports } from './en/file-imports.ts';
import { finding } from './en/finding.ts';
import { history } from './en/history.ts';
import { imports } from './en/imports.ts';
import { initiatives } from './en/initiatives.ts';
import { inquiries } from './en/inquiries.ts';
import { inquiriesDesk } from './en/inquiries-desk.ts';
import { inquiryClocks } from './en/inquiry-clocks.ts';
import { keeping } from './en/keeping.ts';
import { languageEncounters } from './en/language-encounters.ts';
import { languageWork } from './en/language-work.ts';
import { law } from './en/law.ts';
import { letters } from './en/letters.ts';
import { macros } from './en/macros.ts';
import { mails } from './en/mails.ts';
import { opportunities } from './en/opportunities.ts';
import { organizations } from './en/organizations.ts';
import { packets } from './en/packets.ts';
import { partnersEverywhere } from './en/partners-everywhere.ts';
import { partnersHistory } from './en/partners-history.ts';
import { partnersNarrowed } from './en/partners-narrowed.ts';
import { partnersWords } from './en/partners-words.ts';
import { people } from './en/people.ts';
import { places } from './en/places.ts';
import { programs } from './en/programs.ts';
import { programsExchange } from './en/programs-exchange.ts';
import { programsForm } from './en/programs-form.ts';
import { reach } from './en/reach.ts';
import { recordsRequests } from './en/records-requests.ts';
import { referrals } from './en/referrals.ts';
import { registrations } from './en/registrations.ts';
import { screener } from './en/screener.ts';
import { series } from './en/series.ts';
import { serviceRequests } from './en/service-requests.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { staff } from './en/staff.ts';
import { story } from './en/story.ts';
import { subscriptions } from './en/subscriptions.ts';
import { suppressions } from './en/suppressions.ts';
import { things } from './en/things.ts';
import { trainings } from './en/trainings.ts';
import { translations } from './en/translations.ts';
import { work } from './en/work.ts';

/** Every message of the screens behind sign-in, in English. Other languages have the same keys. */
export const en = {
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
  ...awardsMoney,
  ...awardsPortfolio,
  ...awardsLedgerFile,
  ...imports,
  ...fileImports,
  ...awardsSheets,
  ...screener,
  ...mails,
  ...law,
  ...answers,
  ...macros,
};
