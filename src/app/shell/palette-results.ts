import type { AwardStatus } from '../../domain/awards/award.ts';
import type { CampaignStatus } from '../../domain/campaigns/campaign.ts';
import type { InquiryStatus } from '../../domain/inquiries/words.ts';
import type { AnswerState } from '../../domain/legislation/answer-card.ts';
import type { OpportunityStatus } from '../../domain/opportunities/opportunity.ts';
import { formatPhone } from '../../domain/shared/phone.ts';
import { useWords } from '../providers/i18n.tsx';
import { usePartnerResults } from './palette-partners.ts';

/** One row of search_office: what every noun answers, and what it adds. */
export type Found = { noun: string; rank: number; id: string; title: string } & Record<string, string | number | boolean | null>;

export type PaletteItem = {
  key: string;
  main: string;
  second: string;
  /** Where it leads; an act instead, where it leads nowhere. */
  to?: string;
  act?: () => void;
};
export type PaletteGroup = { key: string; title: string; items: PaletteItem[] };

/** How the rows of each noun are said. */
export type Tell = Record<string, { title: string; item: (row: Found) => Omit<PaletteItem, 'key' | 'main'> }>;

/** Nouns in the order in which they stand when none of them was named more exactly. */
const order = [
  'residents',
  'inquiries',
  'referrals',
  'events',
  'registrations',
  'programs',
  'organizations',
  'campaigns',
  'mailing_lists',
  'awards',
  'opportunities',
  'legislation',
  'answer_cards',
  'records_requests',
  'initiatives',
  'meetings',
  'service_requests',
  'language_encounters',
];

/** Says what was found, noun by noun; the noun that was named by its number comes first. */
export function useResultGroups(): (found: Found[]) => PaletteGroup[] {
  const { t, format } = useWords();
  const partners = usePartnerResults();
  const tell: Tell = {
    ...partners,
    residents: {
      title: t('nav.residents'),
      item: (row) => ({
        to: `/residents/${row.id}`,
        second: [row.phone ? formatPhone(String(row.phone)) : null, row.email, row.district_name].filter(Boolean).join(' · '),
      }),
    },
    inquiries: {
      title: t('nav.inquiries'),
      item: (row) => ({
        to: `/inquiries/${row.id}`,
        second: [row.number, row.resident_name ?? t('inquiry.anonymous'), t(`status.${row.status as InquiryStatus}`)]
          .filter(Boolean)
          .join(' · '),
      }),
    },
    events: {
      title: t('palette.events'),
      item: (row) => ({
        to: `/events/${row.id}`,
        second: [format.instant(String(row.starts_at)), row.place, row.status === 'cancelled' ? t('event.status.cancelled') : null]
          .filter(Boolean)
          .join(' · '),
      }),
    },
    registrations: {
      title: t('palette.registrations'),
      item: (row) => ({
        to: `/events/${row.event_id}`,
        second: [
          row.event_title,
          format.instant(String(row.starts_at)),
          t(`event.registration.${row.status as 'confirmed' | 'waitlisted' | 'offered' | 'cancelled'}`),
        ].join(' · '),
      }),
    },
    campaigns: {
      title: t('palette.group_campaigns'),
      item: (row) => ({
        to: `/campaigns/${row.id}`,
        second: [t(`campaign.status.${row.status as CampaignStatus}`), row.at && format.instant(String(row.at)), row.list]
          .filter(Boolean)
          .join(' · '),
      }),
    },
    mailing_lists: { title: t('palette.group_mailing_lists'), item: (row) => ({ to: '/mailing-lists', second: String(row.code) }) },
    awards: {
      title: t('nav.awards'),
      item: (row) => ({
        to: `/awards/${row.id}`,
        second: [
          row.number,
          t(`award.status.${row.status as AwardStatus}`),
          row.ends_on && t('award_list.ends', { day: format.dateWithYear(String(row.ends_on)) }),
          row.department,
        ]
          .filter(Boolean)
          .join(' · '),
      }),
    },
    opportunities: {
      title: t('opportunity_list.title'),
      item: (row) => ({
        to: `/opportunities/${row.id}`,
        second: [
          row.number,
          t(`opportunity.status.${row.status as OpportunityStatus}`),
          row.deadline_on && t('found.closes', { day: format.dateWithYear(String(row.deadline_on)) }),
        ]
          .filter(Boolean)
          .join(' · '),
      }),
    },
    legislation: {
      title: t('nav.legislation'),
      item: (row) => ({ to: `/legislation/${row.id}`, second: String(row.file_number) }),
    },
    records_requests: {
      title: t('records.title'),
      item: (row) => ({
        to: `/inquiries/${row.inquiry_id}`,
        second: [
          row.number,
          row.custodian,
          row.ended_as
            ? t(`records.ended_${row.ended_as as 'completed' | 'denied' | 'withdrawn' | 'lapsed'}`, {
                date: format.dateWithYear(String(row.ended_on)),
              })
            : row.due_on && t('calendar.records_due', { day: format.dateWithYear(String(row.due_on)) }),
        ]
          .filter(Boolean)
          .join(' · '),
      }),
    },
    answer_cards: {
      title: t('palette.answers'),
      item: (row) => ({ to: `/answers/${row.id}`, second: t(`answers.state.${row.state as AnswerState}`) }),
    },
  };
  return (found) => {
    const nouns = [...new Set(found.map((row) => row.noun))].filter((noun) => tell[noun]);
    const best = (noun: string) => Math.min(...found.filter((row) => row.noun === noun).map((row) => row.rank));
    const exact = (noun: string) => (best(noun) === 0 ? 0 : 1);
    nouns.sort((a, b) => exact(a) - exact(b) || order.indexOf(a) - order.indexOf(b));
    return nouns.map((noun) => ({
      key: noun,
      title: tell[noun]?.title ?? noun,
      items: found
        .filter((row) => row.noun === noun)
        .map((row) => ({ key: `${noun}-${row.id}`, main: row.title, second: '', ...tell[noun]?.item(row) })),
    }));
  };
}
