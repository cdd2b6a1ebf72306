import { emptyInquiryQuery, type InquiryQuery } from './query.ts';

export const inquiryTabs = ['my_open', 'due', 'unassigned', 'waiting', 'all_open', 'all'] as const;
export type InquiryTab = (typeof inquiryTabs)[number];

const byDue = { sort: 'due_on', descending: false } as const;

/** The list behind each tab. A tab is nothing but an address: what it shows can be kept, sent and refined. */
export const tabQueries: Record<InquiryTab, InquiryQuery> = {
  my_open: { ...emptyInquiryQuery, ...byDue, isOpen: true, lists: { assigned: ['me'] } },
  due: { ...emptyInquiryQuery, ...byDue, isOpen: true, dueBefore: 'tomorrow' },
  unassigned: { ...emptyInquiryQuery, ...byDue, isOpen: true, lists: { assigned: ['none'] } },
  // Their clocks stand: who has waited longest leads.
  waiting: { ...emptyInquiryQuery, sort: 'updated_at', descending: false, lists: { status: ['waiting_resident'] } },
  all_open: { ...emptyInquiryQuery, ...byDue, isOpen: true },
  all: emptyInquiryQuery,
};

/** The tab whose filters these are, whatever the search, order and page; null when it is none of them. */
export function findTab(query: InquiryQuery): InquiryTab | null {
  return inquiryTabs.find((tab) => filtersKey(tabQueries[tab]) === filtersKey(query)) ?? null;
}

function filtersKey({ lists, isOpen, opened, closed, asked, answered, reopened, openOn, due, dueBefore }: InquiryQuery): string {
  const sorted = Object.entries(lists).sort(([a], [b]) => a.localeCompare(b));
  return JSON.stringify([sorted, isOpen, opened, closed, asked, answered, reopened, openOn, due, dueBefore]);
}
