/** What is pressing, as home_facts answers it. Counts above 10,000 mean "more than 10,000". */
export type HomeFacts = {
  today: string;
  /** Null for who takes no inquiries. */
  mine: { overdue: number; due_today: number; open: number; tasks: number } | null;
  team: { overdue: number; due_today: number; unassigned: number; open: number };
  /** `needing`: events that lack something, for who plans them; null for everybody else. */
  events: { mine_today: number; needing: number | null; month: HomeOutreach; before: HomeOutreach };
  /** Letters to many. `to_approve` and `to_schedule` are null for who does not lead. */
  campaigns: HomeCampaigns;
  /** Reports of awards: all for who writes awards, their own for everybody else. */
  awards: HomeAwards;
  /** Referrals, agreements, the directory, calls to come: all for who plans for the office, their own for everybody else. */
  partners: HomePartners;
  /** Clocks that ran out and were brought to the reader; answers to check, for who writes them. */
  desk: { to_acknowledge: number; answers: number };
  unread: number;
  /** Last month's report, for who leads; null for everybody else, and for an office that is younger. */
  report: { month: string; edition: number | null } | null;
  /** What an administrator sees to; null for everybody else. */
  office: { invited: number; members: number; jobs_failing: number; backup_on: string | null; has_contact: boolean } | null;
};

export type HomeCampaigns = {
  to_approve: number | null;
  returned: number;
  to_schedule: number | null;
  paused: { id: string; name: string; reason: string | null }[];
  next: { id: string; name: string; status: 'scheduled' | 'sending'; at: string }[];
};

/** Referrals over due, with a question, refused and gone nowhere else; `next`: the first five of them. */
export type HomePartners = {
  late: number;
  asked: number;
  declined: number;
  /** Of partners that have one which runs out within 60 days. */
  agreements: number;
  /** Entries of the directory whose day of review has come. */
  programs: number;
  follow_ups: number;
  /** Versions that wait for the reader of this page to read them. */
  translations: number;
  next: HomeReferral[];
};
export type HomeReferral = {
  id: string;
  number: number;
  status: 'sent' | 'asked' | 'accepted' | 'declined';
  organization: string;
  is_asked: boolean;
  staff_name: string | null;
  due_at: string | null;
  is_late: boolean;
};

/** How many are late, how many are to be filed within a week, and the first five of what is near, the worst first. */
export type HomeAwards = { late: number; soon: number; next: HomeAwardReport[] };
export type HomeAwardReport = {
  id: string;
  /** Null for what the city as a whole owes. */
  award_id: string | null;
  award_title: string | null;
  kind: string;
  is_final: boolean;
  due_on: string;
  file_by: string;
  state: 'late' | 'due' | 'open' | 'upcoming';
  days_to_due: number;
  consequence: 'asap_lock' | 'suspension' | 'administrative_closeout' | null;
  consequence_on: string | null;
  owner_name: string | null;
};

/** Events that were held, and how many people came. */
export type HomeOutreach = { held: number; people: number };

export type HomePart = {
  key:
    | 'mine_overdue'
    | 'mine_due'
    | 'overdue'
    | 'due_today'
    | 'events_today'
    | 'tasks'
    | 'unassigned'
    | 'events_needing'
    | 'awards_late'
    | 'awards_soon'
    | 'referrals_late'
    | 'referrals_asked'
    | 'referrals_declined'
    | 'call_backs'
    | 'translations'
    | 'to_acknowledge'
    | 'answers'
    | 'agreements'
    | 'programs_stale'
    | 'campaigns_paused'
    | 'campaigns_to_approve'
    | 'campaigns_returned'
    | 'report_missing'
    | 'jobs_failing';
  count: number;
  tone: 'late' | 'soon' | 'plain';
  /** The page of the office that shows what is counted. */
  path: string;
};

const byDue = 'open=yes&sort=due_on';

/**
 * The parts of the sentence, the most pressing first; none when there is nothing to do. Who takes inquiries hears of their own
 * first, who leads of the whole office, who reads of the office alone.
 */
export function tellHome({ mine, team, events, campaigns, awards, partners, desk, report, office }: HomeFacts, leads: boolean): HomePart[] {
  const parts: HomePart[] = [];
  const add = (key: HomePart['key'], count: number, tone: HomePart['tone'], path: string) => {
    if (count > 0) parts.push({ key, count, tone, path });
  };
  add('to_acknowledge', desk.to_acknowledge, 'late', '/inquiries?clock=to_acknowledge&sort=due_on');
  if (mine && !leads) {
    add('mine_overdue', mine.overdue, 'late', `/inquiries?assigned=me&${byDue}&due_before=today`);
    add('mine_due', mine.due_today, 'soon', `/inquiries?assigned=me&${byDue}&due_before=tomorrow`);
  } else {
    add('overdue', team.overdue, 'late', `/inquiries?${byDue}&due_before=today`);
    add('due_today', team.due_today, 'soon', `/inquiries?${byDue}&due_before=tomorrow`);
  }
  add('referrals_late', partners.late, 'late', '/referrals?tab=late');
  add('referrals_asked', partners.asked, 'soon', '/referrals?tab=asked');
  add('referrals_declined', partners.declined, 'soon', '/referrals?tab=refused');
  add('awards_late', awards.late, 'late', '/awards/radar');
  add('awards_soon', awards.soon, 'soon', '/awards/radar');
  add('call_backs', partners.follow_ups, 'soon', '/language-encounters?tab=follow_up');
  add('translations', partners.translations, 'soon', '/language-encounters/translations?tab=to_read');
  if (mine) add('events_today', events.mine_today, 'plain', '/events/list?tab=mine');
  if (mine) add('tasks', mine.tasks, 'soon', '/tasks');
  add('unassigned', team.unassigned, 'plain', `/inquiries?assigned=none&${byDue}`);
  add('events_needing', events.needing ?? 0, 'soon', '/events/list?tab=attention');
  add('answers', desk.answers, 'plain', '/answers?tab=review');
  add('agreements', partners.agreements, 'plain', '/organizations?tab=ending');
  add('programs_stale', partners.programs, 'plain', '/programs?tab=stale');
  add('campaigns_paused', campaigns.paused.length, 'late', '/campaigns?status=paused');
  add('campaigns_to_approve', campaigns.to_approve ?? 0, 'soon', '/campaigns?tab=to_approve');
  add('campaigns_returned', campaigns.returned, 'soon', '/campaigns?tab=mine');
  if (report && report.edition === null) add('report_missing', 1, 'soon', '/reports');
  if (office) add('jobs_failing', office.jobs_failing, 'late', '/settings');
  return parts;
}

/** What an administrator should see to, in the order of weight. */
export type OfficeNote = {
  key: 'alone' | 'invited' | 'no_contact' | 'backup_old' | 'backup';
  count: number;
  date: string | null;
  path: string | null;
};

/** `daysSince` counts calendar days from a date to today. */
export function listOfficeNotes({ office, today }: HomeFacts, daysSince: (from: string, to: string) => number): OfficeNote[] {
  if (!office) return [];
  const notes: OfficeNote[] = [];
  if (office.members === 1) notes.push({ key: 'alone', count: 1, date: null, path: '/settings/staff' });
  if (office.invited > 0) notes.push({ key: 'invited', count: office.invited, date: null, path: '/settings/staff' });
  if (!office.has_contact) notes.push({ key: 'no_contact', count: 1, date: null, path: '/settings' });
  // Only the embedded office keeps backups by itself; elsewhere there is nothing to say here.
  if (office.backup_on) {
    const isOld = daysSince(office.backup_on, today) > 2;
    notes.push({ key: isOld ? 'backup_old' : 'backup', count: 1, date: office.backup_on, path: null });
  }
  return notes;
}

/** What a new office has set up already, as first_steps answers it. */
export type FirstSteps = { identity: boolean; districts: boolean; holidays: boolean; people: boolean; work: boolean };
export type FirstStep = { key: keyof FirstSteps | 'mail'; isDone: boolean; path: string };

const stepPaths: Record<FirstStep['key'], string> = {
  identity: '/settings/office',
  districts: '/settings/districts',
  holidays: '/settings/holidays',
  mail: '/settings/mail',
  people: '/settings/staff',
  work: '/inquiries/create',
};

/**
 * The way of a new office to its first inquiry, in the order of walking; empty once it has arrived. An office may choose to send
 * no e-mail (`sendsMail` null: not known yet), so that step alone does not keep the list.
 */
export function listFirstSteps(steps: FirstSteps, sendsMail: boolean | null): FirstStep[] {
  if (Object.values(steps).every(Boolean)) return [];
  const done = { ...steps, mail: sendsMail };
  return (Object.keys(stepPaths) as FirstStep['key'][])
    .filter((key) => done[key] !== null)
    .map((key) => ({ key, isDone: done[key] === true, path: stepPaths[key] }));
}
