/** When and where, as `private.event_where` says it: instants as ISO text in UTC. */
export type Where = {
  starts_at: string;
  ends_at: string;
  time_zone: string;
  place_name: string | null;
  address: string | null;
  room: string | null;
  online_url: string | null;
};

/** What a letter says, as `delivery_facts` answers it. */
export type LetterFacts = {
  kind: string;
  /** The reader's language; the letter is in the nearest that there are words for. */
  language: string;
  payload: { before?: Where; revived?: boolean; offered_until?: string };
  office: { name: string; city: string; address: string; email: string | null; phone: string | null };
  event: Where & {
    id: string;
    title: string;
    translations: Record<string, { title?: string; summary?: string } | undefined>;
    kind: string;
    status: string;
    cancelled_reason: string | null;
    accessibility: string;
    slug: string | null;
    uid: string;
    sequence: number;
    updated_at: string;
    summary: string;
    languages: { language: string; mode: 'spoken' | 'interpreted' | 'signed' | 'materials' }[];
  };
  /** Null only where somebody looks at a letter of an event that nobody has registered for. */
  registration: {
    id: string;
    name: string;
    seats: number;
    status: string;
    cancelled_how: string | null;
    offered_until: string | null;
  } | null;
  /** The office's own paragraph, by language. */
  words: Record<string, string | undefined> | null;
};
