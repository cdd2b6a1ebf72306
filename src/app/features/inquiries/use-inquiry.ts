import { useList, useOne } from '@refinedev/core';
import { type Inquiry, type Interaction, inquiryColumns } from '../../../domain/inquiries/inquiry.ts';
import type { ClosingAnswer } from '../../../domain/inquiries/timeline.ts';
import { useHistory } from '../../shared/history/use-history.ts';
import { useRelated } from './use-related.ts';

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

/** One inquiry with its story, in which stands what was said about those that repeat it. */
export function useInquiry(id: string) {
  const { query } = useOne<InquiryRecord>({
    resource: 'inquiries',
    id,
    meta: { select: recordSelect },
    errorNotification: false,
    queryOptions: { meta: { live: ['inquiry_answers'] } },
  });
  const repeating = useRelated(id)?.duplicates.map((one) => one.id) ?? [];
  const interactions = useList<Interaction>({
    resource: 'interactions',
    meta: { select: 'id,inquiry_id,kind,body,is_public,occurred_at,created_by' },
    filters: [
      repeating.length > 0
        ? { field: 'inquiry_id', operator: 'in', value: [id, ...repeating] }
        : { field: 'inquiry_id', operator: 'eq', value: id },
    ],
    sorters: [{ field: 'occurred_at', order: 'asc' }],
    pagination: { mode: 'off' },
    errorNotification: false,
  }).query;
  const history = useHistory('inquiries', id);
  return {
    inquiry: query.data?.data ?? null,
    interactions: interactions.data?.data ?? null,
    history,
    error: query.error ?? interactions.error ?? history.error,
    retry: () => {
      void query.refetch();
      void interactions.refetch();
      history.retry();
    },
  };
}
