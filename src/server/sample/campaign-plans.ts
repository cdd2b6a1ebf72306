import { addDays, addMonths, monthOf } from '../../domain/shared/dates.ts';
import type { SampleResident } from './residents.ts';
import { bulletinOf, heatingLetter, noticeLetter, type Said, trainingsLetter } from './words-campaigns.ts';

export type CampaignPlan = {
  name: string;
  status: 'draft' | 'in_review' | 'scheduled' | 'sent';
  list: string;
  /** The query of the list of residents, with codes of districts. */
  audience: { language?: string[]; district?: string[] };
  meant: (one: SampleResident) => boolean;
  fallback_language: string;
  said: Record<string, Said>;
  written_by: string;
  created_local: string;
  submitted_local: string | null;
  approved_by: string | null;
  approved_local: string | null;
  scheduled_local: string | null;
  /** When the first letter went. */
  sent_on: string | null;
  started_local?: string | null;
  finished_local?: string | null;
  published_local: string | null;
  slug: string | null;
  section: number;
};

const monthNames = 'January February March April May June July August September October November December'.split(' ');
const everybody = () => true;

/** What the sample office wrote in the last months, is writing, and sends next. */
export function planCampaigns(today: string): CampaignPlan[] {
  const plans: CampaignPlan[] = [];
  for (let back = 6; back >= 0; back--) {
    const first = addMonths(`${monthOf(today).slice(0, 7)}-01`, -back);
    const month = Number(first.slice(5, 7)) - 1;
    const year = first.slice(0, 4);
    const day = weekdayFrom(addDays(first, 4));
    if (day < today)
      plans.push(
        sent(`Neighborhood bulletin, ${monthNames[month]} ${year}`, 'neighborhood-bulletin', bulletinOf(month), day, '10:00:00', {
          published_local: `${day} 15:40:00`,
          slug: `neighborhood-bulletin-${first.slice(0, 7)}`,
        }),
      );
    const class_ = weekdayFrom(addDays(first, 15));
    if (back % 2 === 1 && class_ < today)
      plans.push(sent(`Open data evening, ${monthNames[month]}`, 'trainings', trainingsLetter, class_, '16:30:00', { section: 8 }));
    const notice = weekdayFrom(addDays(first, 22));
    if ([2, 5].includes(back))
      plans.push(
        sent('Trash a day later: districts 3, 4 and 5', 'city-notices', noticeLetter, notice, '09:00:00', {
          section: 9,
          audience: { district: ['3', '4', '5'] },
          meant: (one) => ['3', '4', '5'].includes(one.district ?? ''),
        }),
      );
  }
  const next = weekdayFrom(addDays(today, 3));
  const coming = Number(next.slice(5, 7)) - 1;
  plans.push({
    ...sent(`Open data evening, ${monthNames[coming]}`, 'trainings', trainingsLetter, next, '16:30:00', { section: 8 }),
    status: 'scheduled',
    created_local: `${addDays(today, -4)} 11:12:00`,
    submitted_local: `${addDays(today, -3)} 15:02:00`,
    approved_local: `${addDays(today, -1)} 09:31:00`,
    sent_on: null,
  });
  const open = { submitted_local: null, approved_by: null, approved_local: null, scheduled_local: null, sent_on: null };
  plans.push({
    ...sent('Help with heating this winter', 'city-notices', heatingLetter, today, '10:00:00', { section: 4 }),
    ...open,
    status: 'draft',
    created_local: `${addDays(today, -2)} 13:47:00`,
  });
  const monthAhead = Number(addMonths(`${today.slice(0, 7)}-01`, 1).slice(5, 7)) - 1;
  plans.push({
    ...sent(`Neighborhood bulletin, ${monthNames[monthAhead]}`, 'neighborhood-bulletin', bulletinOf(monthAhead), today, '10:00:00', {}),
    ...open,
    status: 'in_review',
    created_local: `${addDays(today, -3)} 10:20:00`,
    submitted_local: `${addDays(today, -1)} 16:44:00`,
  });
  return plans;
}

function sent(
  name: string,
  list: string,
  said: Record<string, Said>,
  day: string,
  time: string,
  more: Partial<CampaignPlan>,
): CampaignPlan {
  return {
    name,
    status: 'sent',
    list,
    audience: {},
    meant: everybody,
    fallback_language: 'en',
    said,
    written_by: 'coordinator@rotunda.example',
    created_local: `${addDays(day, -9)} 10:05:00`,
    submitted_local: `${addDays(day, -4)} 15:20:00`,
    approved_by: 'manager@rotunda.example',
    approved_local: `${addDays(day, -2)} 11:40:00`,
    scheduled_local: `${day} ${time}`,
    sent_on: `${day} ${time}`,
    published_local: null,
    slug: null,
    section: 4,
    ...more,
  };
}

/** That day, or the Monday after it when it lies on a weekend. */
function weekdayFrom(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, weekday === 6 ? 2 : weekday === 0 ? 1 : 0);
}
