import { useOne } from '@refinedev/core';
import { type Inquiry, inquiryColumns } from '../../../domain/inquiries/inquiry.ts';
import type { ClosingAnswer } from '../../../domain/inquiries/timeline.ts';

/** The resident of a record, as far as the facts need them. */
export type RecordResident = {
  id: string;
  name: string;
  preferred_name: string | null;
  needs_interpreter: boolean;
  phones: { number: string }[];
};

export type InquiryRecord = Inquiry & {
  latitude: number | null;
  longitude: number | null;
  resident: RecordResident | null;
  answers: ClosingAnswer[];
  parent_id: string | null;
  duplicate_of_id: string | null;
  reopened_at: string | null;
  public_sentence: string | null;
  needs_interpreter: boolean;
};

const recordSelect = `${inquiryColumns},latitude,longitude,parent_id,duplicate_of_id,reopened_at,public_sentence,needs_interpreter,resident:residents!inquiries_resident_id_fkey(id,name,preferred_name,needs_interpreter,phones:resident_phones(number)),answers:inquiry_answers(id,answer,words,closed_at,updated_at)`;

/** One inquiry; its story is asked for beside it, see `useTimeline`. */
export function useInquiry(id: string) {
  const { query } = useOne<InquiryRecord>({
    resource: 'inquiries',
    id,
    meta: { select: recordSelect },
    errorNotification: false,
    queryOptions: { meta: { live: ['inquiry_answers'] } },
  });
  return { inquiry: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}
