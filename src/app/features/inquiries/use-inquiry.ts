import { useList, useOne } from '@refinedev/core';
import { type Change, type Inquiry, type Interaction, inquiryColumns } from '../../../domain/inquiries/inquiry.ts';

/** The resident of a record, as far as the facts need them. */
export type RecordResident = {
  id: string;
  name: string;
  preferred_name: string | null;
  needs_interpreter: boolean;
  phones: { number: string }[];
};

export type InquiryRecord = Inquiry & { resident: RecordResident | null };

const recordSelect = `${inquiryColumns},resident:residents!inquiries_resident_id_fkey(id,name,preferred_name,needs_interpreter,phones:resident_phones(number))`;

/** One inquiry with its story. */
export function useInquiry(id: string) {
  const { query } = useOne<InquiryRecord>({ resource: 'inquiries', id, meta: { select: recordSelect }, errorNotification: false });
  const interactions = useList<Interaction>({
    resource: 'interactions',
    meta: { select: 'id,inquiry_id,kind,body,is_public,occurred_at,created_by' },
    filters: [{ field: 'inquiry_id', operator: 'eq', value: id }],
    sorters: [{ field: 'occurred_at', order: 'asc' }],
    pagination: { mode: 'off' },
    errorNotification: false,
  }).query;
  const changes = useList<Change>({
    resource: 'changes',
    meta: { select: 'id,changed_at,staff_id,action,reason,before,after' },
    filters: [
      { field: 'table_name', operator: 'eq', value: 'inquiries' },
      { field: 'record_id', operator: 'eq', value: id },
    ],
    sorters: [{ field: 'id', order: 'asc' }],
    pagination: { mode: 'off' },
    errorNotification: false,
  }).query;
  return {
    inquiry: query.data?.data ?? null,
    interactions: interactions.data?.data ?? null,
    changes: changes.data?.data ?? null,
    error: query.error ?? interactions.error ?? changes.error,
    retry: () => {
      void query.refetch();
      void interactions.refetch();
      void changes.refetch();
    },
  };
}
