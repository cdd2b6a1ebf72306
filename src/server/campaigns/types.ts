import type { Message } from '../../domain/campaigns/blocks.ts';
import type { JourneyKind } from '../../domain/campaigns/journeys.ts';
import type { MjmlProblem, SourceProblem } from '../../domain/campaigns/mjml-source.ts';

/** Whose letter it is: what merge fields of the office say. */
export type LetterOffice = {
  name: string;
  city: string;
  address: string;
  phone: string | null;
  email: string | null;
  website: string | null;
  time_zone: string;
  /** `files/logo-….png`; served under /office/logo. */
  logo_path: string | null;
};

/** A public event that is still to come. */
export type ComingEvent = {
  id: string;
  slug: string;
  title: string;
  translations: Record<string, { title?: string; summary?: string } | undefined>;
  starts_at: string;
  ends_at: string;
  time_zone: string;
  place_name: string | null;
  address: string | null;
  room: string | null;
  is_online: boolean;
  district_id: string | null;
};

/** Everything that a campaign's letters are made of, as `campaign_content` answers it; the address is the server's. */
export type CampaignContent = {
  id: string;
  kind: 'bulletin' | 'journey';
  from_name: string | null;
  reply_to: string | null;
  /** Which journey it is a letter of; null for none. */
  journey: JourneyKind | null;
  fallback_language: string;
  counts_clicks: boolean;
  /** Where the letter is on the website; null while it is not. */
  slug: string | null;
  list: {
    id: string;
    code: string;
    name: string;
    translations: Record<string, { name?: string; description?: string } | undefined>;
    needs_consent: boolean;
  };
  /** Null: the program's own. */
  layout: { id: string; name: string; mjml: string } | null;
  office: LetterOffice;
  messages: Message[];
  /** Events that blocks may show, by time; `now` is the moment from which days count. */
  events: ComingEvent[];
  now: string;
  attachments: { id: string; name: string; bytes: number; media_type: string; path: string }[];
  /** Where a counted link leads through, by language and address: rows of campaign_links. */
  counted: { id: string; language: string; url: string }[];
  /** How people reach the office, without a slash at its end. */
  address: string;
};

/** Who a letter is to. What is not known is null. */
export type Person = {
  name: string | null;
  preferred_name: string | null;
  /** The code of their language. */
  language: string | null;
  district: string | null;
  neighborhood: string | null;
};

/** What a letter of a journey is about, as it was when it was planned. */
export type About = {
  event?: { title: string; translations: Translated; starts_at: string; time_zone: string; place: string | null; slug: string | null };
  inquiry?: { id: string; number: number; subject: string };
  deadline?: { title: string; translations: Translated; due_on: string; url: string | null };
};
type Translated = Record<string, { title?: string } | undefined>;

/** The reader's own links, whole addresses. `archive` is null while the letter is not on the website. */
export type LetterLinks = { unsubscribe: string; preferences: string; archive: string | null; answer?: string };

export type RenderedLetter = { subject: string; html: string; text: string; language: string };

/** Why a message cannot be made into letters, with the line as its writer counts it. Screens say it in words; here it is said in short. */
export class CompileError extends Error {
  readonly problems: (SourceProblem & { language: string; in: 'message' | 'layout' })[];
  constructor(problems: CompileError['problems']) {
    super(problems.map((one) => `Line ${one.line}: ${shortly(one)}`).join('\n'));
    this.name = 'CompileError';
    this.problems = problems;
  }
}

/** A problem in short, for logs and for whoever asks without a screen: "unknown (tag: mj-foo)". */
export function shortly({ code, values = {} }: MjmlProblem): string {
  const details = Object.entries(values).map(([name, value]) => `${name}: ${value}`);
  return details.length > 0 ? `${code} (${details.join(', ')})` : code;
}
