import type { JourneyKind } from './journeys.ts';

/** Where a campaign stands, as the database says it. */
export const campaignStatuses = ['draft', 'in_review', 'approved', 'scheduled', 'sending', 'paused', 'sent', 'cancelled'] as const;
export type CampaignStatus = (typeof campaignStatuses)[number];

/** What it says in one language. `text_part` is null while the text is made from the HTML. */
export type CampaignMessageRow = {
  id: string;
  language: string;
  subject: string;
  subject_b: string | null;
  preheader: string;
  format: 'blocks' | 'mjml';
  blocks: unknown[];
  mjml: string;
  text_part: string | null;
  version: number;
  updated_at: string;
};

/** A campaign with what it says and the list it goes to. What was approved is not among it: it is large, and has a question of its own. */
export type CampaignRecord = {
  id: string;
  name: string;
  kind: 'bulletin' | 'journey';
  /** Of a letter of a journey: which, and when it goes; null for one that was taken out of it, and for bulletins. */
  step: { id: string; days: number; journey: { kind: JourneyKind; is_on: boolean } } | null;
  status: CampaignStatus;
  list_id: string;
  list: { id: string; name: string; code: string; needs_consent: boolean };
  audience: Record<string, unknown>;
  view_id: string | null;
  topic_id: string | null;
  skips_open_inquiries: boolean;
  fallback_language: string;
  layout_id: string | null;
  from_name: string | null;
  reply_to: string | null;
  scheduled_at: string | null;
  rate_per_second: number | null;
  in_business_hours: boolean;
  ab_share: number | null;
  ab_winner: 'a' | 'b' | null;
  counts_clicks: boolean;
  written_by: string | null;
  /** Who wrote in it since it was last approved. */
  writers: string[];
  submitted_by: string | null;
  submitted_at: string | null;
  approved_by: string | null;
  approved_at: string | null;
  review_note: string | null;
  /** What was changed when its submission or approval fell: 'audience', 'en.subject'. */
  fallen_for: string[] | null;
  frozen_at: string | null;
  started_at: string | null;
  finished_at: string | null;
  pause_reason: string | null;
  published_at: string | null;
  slug: string | null;
  primary_section: number;
  sections: number[];
  version: number;
  created_at: string;
  updated_at: string;
  messages: CampaignMessageRow[];
};

export const campaignRecordSelect = [
  'id,name,kind,status,list_id,audience,view_id,topic_id,skips_open_inquiries,fallback_language,layout_id,from_name,reply_to',
  'scheduled_at,rate_per_second,in_business_hours,ab_share,ab_winner,counts_clicks',
  'written_by,writers,submitted_by,submitted_at,approved_by,approved_at,review_note,fallen_for',
  'frozen_at,started_at,finished_at,pause_reason,published_at,slug,primary_section,sections,version,created_at,updated_at',
  'step:journey_steps(id,days,journey:journeys(kind,is_on))',
  'list:mailing_lists!campaigns_list_id_fkey(id,name,code,needs_consent)',
  'messages:campaign_messages!campaign_messages_campaign_id_fkey(id,language,subject,subject_b,preheader,format,blocks,mjml,text_part,version,updated_at)',
].join(',');

/** Whether what it says may still be written: afterwards letters have gone out, or will not. */
export const isWritable = ({ status }: Pick<CampaignRecord, 'status'>): boolean =>
  status === 'draft' || status === 'in_review' || status === 'approved';

/** Its versions, the fallback first, the others by their codes: the same order wherever they stand. */
export const sortMessages = <Row extends { language: string }>(rows: readonly Row[], fallback: string): Row[] =>
  [...rows].sort((a, b) => Number(b.language === fallback) - Number(a.language === fallback) || a.language.localeCompare(b.language));
