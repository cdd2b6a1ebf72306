import { closedDeed } from './notification.ts';

/** The facts of one person's morning mail: see digest_facts. `_on` is a day of the office's calendar. */
export type DigestFacts = {
  name: string;
  email: string;
  locale: 'en' | 'es';
  day: string;
  office: string;
  overdue: DigestInquiries;
  due_today: DigestInquiries;
  /** Brought to the reader because a clock ran out, and nobody said that they are on it. */
  to_acknowledge?: DigestInquiries;
  /** Null for who takes no inquiries. */
  unassigned: DigestInquiries | null;
  /** Null for who does not lead. */
  team_overdue: DigestInquiries | null;
  tasks: { count: number; rows: { title: string; due_on: string; path: string }[] };
  /** The reader's own of today and tomorrow. `at`: when it begins, in words. */
  events: { title: string; at: string; place: string | null; path: string }[];
  /** Letters to many: what waits for the reader's approval, what stopped, what goes out today. `at`: when, in words. */
  campaigns: { to_approve: DigestCampaign[]; paused: DigestCampaign[]; today: (DigestCampaign & { at: string })[] };
  /** Reports of awards: the reader's own that are late or to be filed within a week; for those who lead, what is late with others. */
  award_reports: { own: DigestReports & { pressing: number }; office: DigestReports };
  /** How many referrals are over due, agreements run out within 60 days, entries of the directory are to be looked at, translations wait to be read. */
  partners: { referrals: number; agreements: number; programs: number; translations: number };
  /** How many answers wait to be checked, for who writes them. */
  answers?: number;
  notifications: DigestNotification[];
  report: { month: string; edition: number | null; id: string | null } | null;
};
export type DigestCampaign = { name: string; path: string };
export type DigestInquiries = { count: number; rows: { number: string; subject: string; due_on: string | null; path: string }[] };
/** `name`: what the report is called; `due_on`: its day in words; `days` until then, negative when it has passed. */
export type DigestReport = { report: string; name: string; award: string | null; due_on: string; days: number; path: string };
export type DigestReports = { count: number; rows: DigestReport[] };
export type DigestNotification = {
  kind: 'mentioned' | 'assigned' | 'changed' | 'reminded';
  actor: string | null;
  count: number;
  record_table?: string;
  facts: { number?: string; subject?: string; deed?: string; report?: string; list?: string };
  /** What a reminder is about. */
  reminder?: { name: string; due_on: string };
  path: string;
};

/** The words of the letter, a set for each language. Places in braces are filled. */
export type DigestWords = Record<
  | 'subject_one'
  | 'referral_late'
  | 'referral_news'
  | 'referral_closed'
  | 'subject_other'
  | 'subject_news'
  | 'greeting'
  | 'overdue'
  | 'due_today'
  | 'to_acknowledge'
  | 'clock_news'
  | 'export_news'
  | 'unassigned'
  | 'team_overdue'
  | 'tasks'
  | 'events'
  | 'campaigns_paused'
  | 'award_reports_own'
  | 'award_reports_office'
  | 'award_reports_news'
  | 'was_due'
  | 'partners'
  | 'answers'
  | 'answers_check'
  | 'partners_referrals'
  | 'partners_agreements'
  | 'partners_programs'
  | 'partners_translations'
  | 'translation'
  | 'campaigns_to_approve'
  | 'campaigns_today'
  | 'rostered'
  | 'moved'
  | 'cancelled'
  | 'planned'
  | 'several_events'
  | 'news'
  | 'mentioned'
  | 'assigned'
  | 'changed'
  | 'refused'
  | 'somebody'
  | 'several'
  | 'due'
  | 'no_due'
  | 'more'
  | 'report'
  | 'report_ready'
  | 'report_missing'
  | 'foot'
  | 'open',
  string
>;

/** A line of the letter: a text, and the page of the office that it is about. */
export type DigestLine = { text: string; path: string };
export type DigestSection = { title: string; lines: DigestLine[] };
export type Digest = { subject: string; greeting: string; sections: DigestSection[]; foot: string; open: string };

/** Writes the letter; null when there is nothing to say. Only what asks for something makes a letter: not the report alone. */
export function writeDigest(facts: DigestFacts, words: DigestWords): Digest | null {
  const say = (template: string, values: Record<string, string | number> = {}) =>
    template.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
  const inquiries = (title: string, found: DigestInquiries | null, path: string): DigestSection[] => {
    if (!found || found.count === 0) return [];
    const lines = found.rows.map((row) => ({
      text: `${row.number} ${row.subject} (${row.due_on ? say(words.due, { date: row.due_on }) : words.no_due})`,
      path: row.path,
    }));
    const left = found.count - found.rows.length;
    return [
      {
        title: say(title, { count: countWords(found.count) }),
        lines: left > 0 ? [...lines, { text: say(words.more, { count: countWords(left) }), path }] : lines,
      },
    ];
  };
  const reports = (title: string, { count, rows }: DigestReports, path: string): DigestSection[] => {
    if (count === 0) return [];
    const lines = rows.map(({ name, award, due_on, days, path: to }) => ({
      text: `${[name, award].filter(Boolean).join(' · ')} (${say(days < 0 ? words.was_due : words.due, { date: due_on })})`,
      path: to,
    }));
    const left = count - rows.length;
    return [
      { title: say(title, { count }), lines: left > 0 ? [...lines, { text: say(words.more, { count: countWords(left) }), path }] : lines },
    ];
  };
  const { own, office } = facts.award_reports;
  // What has a line of its own above is not told again.
  const told = new Set([...own.rows, ...office.rows].map(({ report }) => report));
  const news = facts.notifications
    .filter((one) => !one.facts.report || !told.has(one.facts.report))
    .map((one) => ({ text: newsOf(one), path: one.record_table === 'exports' ? '/settings/exports' : one.path }));
  function newsOf(one: DigestNotification): string {
    if (one.path.startsWith('/referrals/'))
      return say(words[one.kind === 'reminded' ? 'referral_late' : one.facts.deed === closedDeed ? 'referral_closed' : 'referral_news'], {
        number: one.facts.number ?? '',
        name: one.facts.subject ?? '',
      });
    if (one.path.startsWith('/language-encounters/translations/'))
      return `${say(words.translation, { who: one.actor ?? words.somebody })} ${one.facts.subject ?? ''}`;
    if (one.record_table === 'exports') return say(words.export_news, { list: one.facts.list ?? '' });
    if (one.kind === 'reminded' && one.record_table === 'inquiries')
      return say(words.clock_news, { number: one.facts.number ?? '', name: one.facts.subject ?? '' });
    if (one.kind === 'reminded' && !one.reminder) return say(words.award_reports_news, { count: one.count });
    if (one.reminder)
      return `${[one.reminder.name, one.facts.subject].filter(Boolean).join(' · ')} (${say(words.due, { date: one.reminder.due_on })})`;
    return `${say(words[deedOf(one)], { who: one.actor ?? words.somebody })} ${
      one.count === 1 && one.facts.subject
        ? [one.facts.number, one.facts.subject].filter(Boolean).join(' ')
        : say(one.record_table === 'events' ? words.several_events : words.several, { count: one.count })
    }`;
  }
  const events = facts.events.map(({ title, at, place, path }) => ({ text: [at, title, place].filter(Boolean).join(' · '), path }));
  const tasks = facts.tasks.rows.map((row) => ({ text: `${row.title} (${say(words.due, { date: row.due_on })})`, path: row.path }));
  const campaigns = (title: string, rows: (DigestCampaign & { at?: string })[]): DigestSection[] =>
    rows.length === 0 ? [] : [{ title, lines: rows.map(({ name, at, path }) => ({ text: [at, name].filter(Boolean).join(' · '), path })) }];
  const left = facts.tasks.count - tasks.length;
  const partners = (
    [
      ['referrals', '/referrals?tab=late'],
      ['translations', '/language-encounters/translations?tab=to_read'],
      ['agreements', '/organizations?tab=ending'],
      ['programs', '/programs?tab=stale'],
    ] as const
  ).flatMap(([name, path]) => {
    const count = facts.partners[name];
    return count > 0 ? [{ text: say(words[`partners_${name}`], { count: countWords(count) }), path }] : [];
  });
  const sections: DigestSection[] = [
    ...inquiries(words.to_acknowledge, facts.to_acknowledge ?? null, '/inquiries?clock=to_acknowledge&sort=due_on'),
    ...inquiries(words.overdue, facts.overdue, '/inquiries?assigned=me&open=yes&due_before=today&sort=due_on'),
    ...inquiries(words.due_today, facts.due_today, '/inquiries?assigned=me&open=yes&due_before=tomorrow&sort=due_on'),
    ...reports(words.award_reports_own, own, '/awards/radar?owner=me'),
    ...campaigns(words.campaigns_paused, facts.campaigns.paused),
    ...campaigns(words.campaigns_to_approve, facts.campaigns.to_approve),
    ...campaigns(words.campaigns_today, facts.campaigns.today),
    ...(events.length > 0 ? [{ title: words.events, lines: events }] : []),
    ...(tasks.length > 0
      ? [
          {
            title: say(words.tasks, { count: countWords(facts.tasks.count) }),
            lines: left > 0 ? [...tasks, { text: say(words.more, { count: countWords(left) }), path: '/' }] : tasks,
          },
        ]
      : []),
    ...(news.length > 0 ? [{ title: words.news, lines: news }] : []),
    ...inquiries(words.unassigned, facts.unassigned, '/inquiries?assigned=none&open=yes&sort=due_on'),
    ...reports(words.award_reports_office, office, '/awards/radar'),
    ...inquiries(words.team_overdue, facts.team_overdue, '/inquiries?open=yes&due_before=today&sort=due_on'),
  ];
  // What has weeks makes no letter of its own each morning: an agreement that runs out, an entry to look at again.
  if (sections.length === 0 && facts.partners.referrals + facts.partners.translations === 0) return null;
  if (partners.length > 0) sections.push({ title: words.partners, lines: partners });
  if (facts.answers)
    sections.push({
      title: words.answers,
      lines: [{ text: say(words.answers_check, { count: countWords(facts.answers) }), path: '/answers?tab=review' }],
    });
  if (facts.report) {
    const { month, edition, id } = facts.report;
    const text = edition === null ? words.report_missing : say(words.report_ready, { edition });
    sections.push({ title: say(words.report, { month }), lines: [{ text, path: id ? `/reports/${id}` : '/reports' }] });
  }
  const pressing = facts.overdue.count + facts.due_today.count + facts.tasks.count + own.pressing;
  const subject =
    pressing === 0 ? words.subject_news : say(pressing === 1 ? words.subject_one : words.subject_other, { count: countWords(pressing) });
  return {
    subject,
    greeting: say(words.greeting, { name: facts.name }),
    sections,
    foot: words.foot,
    open: say(words.open, { office: facts.office }),
  };
}

/** What is said of a notification: an event has deeds of its own. */
function deedOf({
  kind,
  record_table,
  facts,
}: DigestNotification): 'mentioned' | 'assigned' | 'changed' | 'refused' | 'rostered' | 'moved' | 'cancelled' | 'planned' {
  if (record_table === 'campaigns' && facts.deed === 'policy') return 'refused';
  if (kind === 'reminded') return 'changed';
  if (record_table !== 'events') return kind;
  if (kind === 'assigned') return 'rostered';
  return facts.deed === 'cancelled' || facts.deed === 'planned' ? facts.deed : 'moved';
}

/** A count that stopped at 10,000. */
function countWords(count: number): string {
  return count > 10_000 ? '10000+' : String(count);
}
