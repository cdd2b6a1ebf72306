import { lazy, useEffect } from 'react';
import { Route, Routes } from 'react-router';
import { clockRoutes } from './routes-clocks.tsx';
import { lawRoutes } from './routes-law.tsx';
import { NotFound } from './shell/not-found.tsx';
import { Shell } from './shell/shell.tsx';

const Home = lazy(async () => ({ default: (await import('./features/home/show.tsx')).Home }));
const InquiryList = lazy(async () => ({ default: (await import('./features/inquiries/list.tsx')).InquiryList }));
const InquiryShow = lazy(async () => ({ default: (await import('./features/inquiries/show.tsx')).InquiryShow }));
const InquiryCreate = lazy(async () => ({ default: (await import('./features/inquiries/create.tsx')).InquiryCreate }));
const InquiryImport = lazy(async () => ({ default: (await import('./features/inquiries/import.tsx')).InquiryImport }));
const InquiryEdit = lazy(async () => ({ default: (await import('./features/inquiries/edit.tsx')).InquiryEdit }));
const EventListTable = lazy(async () => ({ default: (await import('./features/events/list/table.tsx')).EventListTable }));
const CalendarPage = lazy(async () => ({ default: (await import('./features/events/calendar/calendar.tsx')).CalendarPage }));
const OutreachReach = lazy(async () => ({ default: (await import('./features/outreach/reach.tsx')).OutreachReach }));
const ResidentList = lazy(async () => ({ default: (await import('./features/residents/list.tsx')).ResidentList }));
const ResidentShow = lazy(async () => ({ default: (await import('./features/residents/show.tsx')).ResidentShow }));
const ResidentCreate = lazy(async () => ({ default: (await import('./features/residents/create.tsx')).ResidentCreate }));
const ResidentImport = lazy(async () => ({ default: (await import('./features/residents/import.tsx')).ResidentImport }));
const ResidentDuplicates = lazy(async () => ({ default: (await import('./features/residents/duplicates.tsx')).ResidentDuplicates }));
const ResidentMerge = lazy(async () => ({ default: (await import('./features/residents/merge.tsx')).ResidentMerge }));
const ResidentEdit = lazy(async () => ({ default: (await import('./features/residents/edit.tsx')).ResidentEdit }));
const MapPage = lazy(async () => ({ default: (await import('./features/places/page.tsx')).MapPage }));
const MapSettings = lazy(async () => ({ default: (await import('./features/places/settings.tsx')).MapSettings }));
const ReportList = lazy(async () => ({ default: (await import('./features/reports/list.tsx')).ReportList }));
const ReportShow = lazy(async () => ({ default: (await import('./features/reports/show.tsx')).ReportShow }));
const NotificationList = lazy(async () => ({ default: (await import('./features/notifications/list.tsx')).NotificationList }));
const OfficeHistory = lazy(async () => ({ default: (await import('./features/history/list.tsx')).OfficeHistory }));
const StaffList = lazy(async () => ({ default: (await import('./features/staff/list.tsx')).StaffList }));
const AccountShow = lazy(async () => ({ default: (await import('./features/account/show.tsx')).AccountShow }));
const TopicList = lazy(async () => ({ default: (await import('./features/topics/list.tsx')).TopicList }));
const SettingsOverview = lazy(async () => ({ default: (await import('./features/settings/overview.tsx')).SettingsOverview }));
const OfficeSettings = lazy(async () => ({ default: (await import('./features/settings/office.tsx')).OfficeSettings }));
const MailSettings = lazy(async () => ({ default: (await import('./features/settings/mail.tsx')).MailSettings }));
const PaceSettings = lazy(async () => ({ default: (await import('./features/settings/pace.tsx')).PaceSettings }));
const TransferSettings = lazy(async () => ({ default: (await import('./features/settings/transfer.tsx')).TransferSettings }));
const RunningSettings = lazy(async () => ({ default: (await import('./features/settings/running.tsx')).RunningSettings }));
const DispositionSettings = lazy(async () => ({ default: (await import('./features/settings/dispositions.tsx')).DispositionSettings }));
const ExportSettings = lazy(async () => ({ default: (await import('./features/settings/exports.tsx')).ExportSettings }));
const RetentionSettings = lazy(async () => ({ default: (await import('./features/settings/retention.tsx')).RetentionSettings }));
const TopicSettings = lazy(async () => ({ default: (await import('./features/settings/topics.tsx')).TopicSettings }));
const DepartmentSettings = lazy(async () => ({ default: (await import('./features/settings/departments.tsx')).DepartmentSettings }));
const DistrictSettings = lazy(async () => ({ default: (await import('./features/settings/districts.tsx')).DistrictSettings }));
const LanguageSettings = lazy(async () => ({ default: (await import('./features/settings/languages.tsx')).LanguageSettings }));
const HoursSettings = lazy(async () => ({ default: (await import('./features/settings/hours.tsx')).HoursSettings }));
const HolidaySettings = lazy(async () => ({ default: (await import('./features/settings/holidays.tsx')).HolidaySettings }));
const CurriculumList = lazy(async () => ({ default: (await import('./features/curricula/list.tsx')).CurriculumList }));
const CurriculumEdit = lazy(async () => ({ default: (await import('./features/curricula/edit.tsx')).CurriculumEdit }));
const EventShow = lazy(async () => ({ default: (await import('./features/events/show.tsx')).EventShow }));
const EventCreate = lazy(async () => ({ default: (await import('./features/events/create.tsx')).EventCreate }));
const EventEdit = lazy(async () => ({ default: (await import('./features/events/edit.tsx')).EventEdit }));
const EventTemplates = lazy(async () => ({ default: (await import('./features/events/templates.tsx')).EventTemplates }));
const CampaignList = lazy(async () => ({ default: (await import('./features/campaigns/list/list.tsx')).CampaignList }));
const CampaignCreate = lazy(async () => ({ default: (await import('./features/campaigns/create.tsx')).CampaignCreate }));
const CampaignLayouts = lazy(async () => ({ default: (await import('./features/campaigns/layouts/list.tsx')).CampaignLayouts }));
const CampaignShow = lazy(async () => ({ default: (await import('./features/campaigns/show.tsx')).CampaignShow }));
const JourneyList = lazy(async () => ({ default: (await import('./features/campaigns/journeys/list.tsx')).JourneyList }));
const AwardList = lazy(async () => ({ default: (await import('./features/awards/list/list.tsx')).AwardList }));
const AwardCreate = lazy(async () => ({ default: (await import('./features/awards/create.tsx')).AwardCreate }));
const AwardEdit = lazy(async () => ({ default: (await import('./features/awards/edit.tsx')).AwardEdit }));
const AwardShow = lazy(async () => ({ default: (await import('./features/awards/show.tsx')).AwardShow }));
const AwardRadar = lazy(async () => ({ default: (await import('./features/awards/radar/page.tsx')).AwardRadar }));
const AwardRules = lazy(async () => ({ default: (await import('./features/awards/rules/page.tsx')).AwardRules }));
const AwardPortfolio = lazy(async () => ({ default: (await import('./features/awards/portfolio/page.tsx')).AwardPortfolio }));
const DepartmentAwards = lazy(async () => ({ default: (await import('./features/awards/departments/page.tsx')).DepartmentAwards }));
const GrantSettings = lazy(async () => ({ default: (await import('./features/settings/grants.tsx')).GrantSettings }));
const ComponentSettings = lazy(async () => ({ default: (await import('./features/settings/grant-components.tsx')).ComponentSettings }));
const ListingSettings = lazy(async () => ({ default: (await import('./features/settings/assistance-listings.tsx')).ListingSettings }));
const SubawardList = lazy(async () => ({ default: (await import('./features/awards/subawards/list.tsx')).SubawardList }));
const SubawardShow = lazy(async () => ({ default: (await import('./features/awards/subawards/show.tsx')).SubawardShow }));
const SubawardSheet = lazy(async () => ({ default: (await import('./features/awards/subawards/sheet.tsx')).SubawardSheet }));
const SpendingPage = lazy(async () => ({ default: (await import('./features/awards/usaspending/page.tsx')).SpendingPage }));
const ProgramList = lazy(async () => ({ default: (await import('./features/programs/list/list.tsx')).ProgramList }));
const ProgramCreate = lazy(async () => ({ default: (await import('./features/programs/create.tsx')).ProgramCreate }));
const ProgramExchange = lazy(async () => ({ default: (await import('./features/programs/exchange/page.tsx')).ProgramExchange }));
const ProgramShow = lazy(async () => ({ default: (await import('./features/programs/show.tsx')).ProgramShow }));
const ProgramEdit = lazy(async () => ({ default: (await import('./features/programs/edit.tsx')).ProgramEdit }));
const ServiceRequestList = lazy(async () => ({ default: (await import('./features/service-requests/list.tsx')).ServiceRequestList }));
const ServiceRequestFeed = lazy(async () => ({ default: (await import('./features/service-requests/feed/page.tsx')).ServiceRequestFeed }));
const ServiceRequestShow = lazy(async () => ({ default: (await import('./features/service-requests/show.tsx')).ServiceRequestShow }));
const OpportunityList = lazy(async () => ({ default: (await import('./features/opportunities/list/list.tsx')).OpportunityList }));
const OpportunityCreate = lazy(async () => ({ default: (await import('./features/opportunities/create.tsx')).OpportunityCreate }));
const OpportunityFound = lazy(async () => ({ default: (await import('./features/opportunities/found/page.tsx')).OpportunityFound }));
const OpportunityShow = lazy(async () => ({ default: (await import('./features/opportunities/show.tsx')).OpportunityShow }));
const OpportunityEdit = lazy(async () => ({ default: (await import('./features/opportunities/edit.tsx')).OpportunityEdit }));
const ReferralList = lazy(async () => ({ default: (await import('./features/referrals/list/list.tsx')).ReferralList }));
const ReferralScorecard = lazy(async () => ({ default: (await import('./features/referrals/scorecard.tsx')).ReferralScorecard }));
const ReferralShow = lazy(async () => ({ default: (await import('./features/referrals/show.tsx')).ReferralShow }));
const EncounterList = lazy(async () => ({ default: (await import('./features/language-encounters/list/list.tsx')).EncounterList }));
const LanguageLedger = lazy(async () => ({ default: (await import('./features/language-encounters/ledger/page.tsx')).LanguageLedger }));
const InvoicePage = lazy(async () => ({ default: (await import('./features/language-encounters/invoices/page.tsx')).InvoicePage }));
const InvoiceTake = lazy(async () => ({ default: (await import('./features/language-encounters/invoices/take.tsx')).InvoiceTake }));
const TranslationList = lazy(async () => ({
  default: (await import('./features/language-encounters/translations/list.tsx')).TranslationList,
}));
const TranslationShow = lazy(async () => ({
  default: (await import('./features/language-encounters/translations/show.tsx')).TranslationShow,
}));
const StaffLanguages = lazy(async () => ({ default: (await import('./features/language-encounters/staff/page.tsx')).StaffLanguages }));
const ReferralTimes = lazy(async () => ({ default: (await import('./features/settings/referral-times.tsx')).ReferralTimes }));
const QualifiedSettings = lazy(async () => ({ default: (await import('./features/settings/qualified.tsx')).QualifiedSettings }));
const EncounterShow = lazy(async () => ({ default: (await import('./features/language-encounters/show.tsx')).EncounterShow }));
const MeetingList = lazy(async () => ({ default: (await import('./features/meetings/list.tsx')).MeetingList }));
const MeetingForm = lazy(async () => ({ default: (await import('./features/meetings/form.tsx')).MeetingForm }));
const MeetingShow = lazy(async () => ({ default: (await import('./features/meetings/show.tsx')).MeetingShow }));
const OrganizationList = lazy(async () => ({ default: (await import('./features/organizations/list/list.tsx')).OrganizationList }));
const OrganizationCreate = lazy(async () => ({ default: (await import('./features/organizations/create.tsx')).OrganizationCreate }));
const OrganizationEdit = lazy(async () => ({ default: (await import('./features/organizations/edit.tsx')).OrganizationEdit }));
const OrganizationShow = lazy(async () => ({ default: (await import('./features/organizations/show.tsx')).OrganizationShow }));
const ScreenerPage = lazy(async () => ({ default: (await import('./features/screener/page.tsx')).ScreenerPage }));
const ScreenerSheet = lazy(async () => ({ default: (await import('./features/screener/sheet.tsx')).ScreenerSheet }));
const ApplicationList = lazy(async () => ({ default: (await import('./features/applications/list.tsx')).ApplicationList }));
const ApplicationShow = lazy(async () => ({ default: (await import('./features/applications/show.tsx')).ApplicationShow }));
const NeedSettings = lazy(async () => ({ default: (await import('./features/settings/needs.tsx')).NeedSettings }));
const ReplySettings = lazy(async () => ({ default: (await import('./features/settings/replies.tsx')).ReplySettings }));
const IncomeLimitSettings = lazy(async () => ({ default: (await import('./features/settings/income-limits.tsx')).IncomeLimitSettings }));
const MailingLists = lazy(async () => ({ default: (await import('./features/subscriptions/lists.tsx')).MailingLists }));
const SubscriberList = lazy(async () => ({ default: (await import('./features/subscriptions/subscribers.tsx')).SubscriberList }));
const SubscriberShow = lazy(async () => ({ default: (await import('./features/subscriptions/subscriber.tsx')).SubscriberShow }));
const SuppressionList = lazy(async () => ({ default: (await import('./features/subscriptions/suppressions.tsx')).SuppressionList }));
const TaskList = lazy(async () => ({ default: (await import('./features/tasks/list.tsx')).TaskList }));
const ChecklistList = lazy(async () => ({ default: (await import('./features/checklists/list.tsx')).ChecklistList }));
const ChecklistEdit = lazy(async () => ({ default: (await import('./features/checklists/edit.tsx')).ChecklistEdit }));

/** An address that another program of ours answers. */
function Reload() {
  useEffect(() => location.reload(), []);
  return null;
}

/** Every address. A record of an inquiry lies inside its list, so that the two can stand side by side. */
export function AppRoutes() {
  return (
    <Routes>
      <Route element={<Shell />}>
        <Route index element={<Home />} />
        <Route path="inquiries">
          <Route path="create" element={<InquiryCreate />} />
          <Route path="import" element={<InquiryImport />} />
          <Route path=":id/edit" element={<InquiryEdit />} />
          <Route element={<InquiryList />}>
            <Route index element={null} />
            <Route path=":id" element={<InquiryShow />} />
          </Route>
        </Route>
        {/* A program of its own, see main.tsx: whoever comes by a link of this one loads it. */}
        <Route path="events/:id/door" element={<Reload />} />
        <Route path="events/list" element={<EventListTable />} />
        <Route path="events/reach" element={<OutreachReach />} />
        <Route path="map" element={<MapPage />} />
        <Route path="meetings">
          <Route index element={<MeetingList />} />
          <Route path="create" element={<MeetingForm />} />
          <Route path=":id" element={<MeetingShow />} />
          <Route path=":id/edit" element={<MeetingForm />} />
        </Route>
        <Route path="organizations">
          <Route index element={<OrganizationList />} />
          <Route path="create" element={<OrganizationCreate />} />
          <Route path=":id" element={<OrganizationShow />} />
          <Route path=":id/edit" element={<OrganizationEdit />} />
        </Route>
        <Route path="residents">
          <Route index element={<ResidentList />} />
          <Route path="create" element={<ResidentCreate />} />
          <Route path="import" element={<ResidentImport />} />
          <Route path="duplicates" element={<ResidentDuplicates />} />
          <Route path="merge" element={<ResidentMerge />} />
          <Route path=":id" element={<ResidentShow />} />
          <Route path=":id/edit" element={<ResidentEdit />} />
        </Route>
        <Route path="events">
          <Route path="templates" element={<EventTemplates />} />
          <Route path="curricula">
            <Route index element={<CurriculumList />} />
            <Route path="create" element={<CurriculumEdit />} />
            <Route path=":id" element={<CurriculumEdit />} />
          </Route>
          <Route element={<CalendarPage />}>
            <Route index element={null} />
            <Route path="create" element={<EventCreate />} />
            <Route path=":id" element={<EventShow />} />
            <Route path=":id/edit" element={<EventEdit />} />
          </Route>
        </Route>
        <Route path="campaigns">
          <Route index element={<CampaignList />} />
          <Route path="create" element={<CampaignCreate />} />
          <Route path="journeys" element={<JourneyList />} />
          <Route path="layouts" element={<CampaignLayouts />} />
          <Route path=":id" element={<CampaignShow />} />
        </Route>
        <Route path="awards">
          <Route index element={<AwardList />} />
          <Route path="create" element={<AwardCreate />} />
          <Route path=":id" element={<AwardShow />} />
          <Route path=":id/edit" element={<AwardEdit />} />
        </Route>
        <Route path="awards/radar" element={<AwardRadar />} />
        <Route path="awards/portfolio" element={<AwardPortfolio />} />
        <Route path="awards/departments/:id" element={<DepartmentAwards />} />
        <Route path="awards/subawards" element={<SubawardList />} />
        <Route path="awards/usaspending" element={<SpendingPage />} />
        <Route path="awards/:id/subawards/:subaward" element={<SubawardShow />} />
        <Route path="awards/:id/subawards/:subaward/sheet" element={<SubawardSheet />} />
        <Route path="programs">
          <Route index element={<ProgramList />} />
          <Route path="create" element={<ProgramCreate />} />
          <Route path="exchange" element={<ProgramExchange />} />
          <Route path=":id" element={<ProgramShow />} />
          <Route path=":id/edit" element={<ProgramEdit />} />
        </Route>
        <Route path="opportunities">
          <Route index element={<OpportunityList />} />
          <Route path="create" element={<OpportunityCreate />} />
          <Route path="found" element={<OpportunityFound />} />
          <Route path=":id" element={<OpportunityShow />} />
          <Route path=":id/edit" element={<OpportunityEdit />} />
        </Route>
        <Route path="referrals">
          <Route index element={<ReferralList />} />
          <Route path="scorecard" element={<ReferralScorecard />} />
          <Route path=":id" element={<ReferralShow />} />
        </Route>
        <Route path="language-encounters">
          <Route index element={<EncounterList />} />
          <Route path="ledger" element={<LanguageLedger />} />
          <Route path="invoices" element={<InvoicePage />} />
          <Route path="invoices/new" element={<InvoiceTake />} />
          <Route path="translations" element={<TranslationList />} />
          <Route path="translations/:id" element={<TranslationShow />} />
          <Route path="staff" element={<StaffLanguages />} />
          <Route path=":id" element={<EncounterShow />} />
        </Route>
        <Route path="programs/screener" element={<ScreenerPage />} />
        <Route path="programs/screener/sheet" element={<ScreenerSheet />} />
        <Route path="applications">
          <Route index element={<ApplicationList />} />
          <Route path=":id" element={<ApplicationShow />} />
        </Route>
        <Route path="service-requests">
          <Route index element={<ServiceRequestList />} />
          <Route path="feed" element={<ServiceRequestFeed />} />
          <Route path=":number" element={<ServiceRequestShow />} />
        </Route>
        <Route path="mailing-lists">
          <Route index element={<MailingLists />} />
          <Route path="subscribers" element={<SubscriberList />} />
          <Route path="subscribers/:id" element={<SubscriberShow />} />
          <Route path="suppressions" element={<SuppressionList />} />
        </Route>
        <Route path="reports">
          <Route index element={<ReportList />} />
          <Route path=":id" element={<ReportShow />} />
        </Route>
        {lawRoutes}
        {clockRoutes}
        <Route path="notifications" element={<NotificationList />} />
        <Route path="topics" element={<TopicList />} />
        <Route path="tasks" element={<TaskList />} />
        <Route path="settings">
          <Route index element={<SettingsOverview />} />
          <Route path="office" element={<OfficeSettings />} />
          <Route path="mail" element={<MailSettings />} />
          <Route path="pace" element={<PaceSettings />} />
          <Route path="transfer" element={<TransferSettings />} />
          <Route path="running" element={<RunningSettings />} />
          <Route path="retention" element={<RetentionSettings />} />
          <Route path="exports" element={<ExportSettings />} />
          <Route path="dispositions" element={<DispositionSettings />} />
          <Route path="topics" element={<TopicSettings />} />
          <Route path="departments" element={<DepartmentSettings />} />
          <Route path="districts" element={<DistrictSettings />} />
          <Route path="map" element={<MapSettings />} />
          <Route path="languages" element={<LanguageSettings />} />
          <Route path="qualified" element={<QualifiedSettings />} />
          <Route path="referral-times" element={<ReferralTimes />} />
          <Route path="staff" element={<StaffList />} />
          <Route path="hours" element={<HoursSettings />} />
          <Route path="holidays" element={<HolidaySettings />} />
          <Route path="history" element={<OfficeHistory />} />
          <Route path="needs" element={<NeedSettings />} />
          <Route path="replies" element={<ReplySettings />} />
          <Route path="income-limits" element={<IncomeLimitSettings />} />
          <Route path="grants" element={<GrantSettings />} />
          <Route path="grant-components" element={<ComponentSettings />} />
          <Route path="assistance-listings" element={<ListingSettings />} />
          <Route path="award-rules" element={<AwardRules />} />
          <Route path="checklists" element={<ChecklistList />} />
          <Route path="checklists/create" element={<ChecklistEdit />} />
          <Route path="checklists/:id" element={<ChecklistEdit />} />
        </Route>
        <Route path="account" element={<AccountShow />} />
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  );
}
