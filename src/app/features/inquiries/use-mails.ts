import { useList } from '@refinedev/core';

export type MailFate = {
  status: 'waiting' | 'sent' | 'failed' | 'cancelled';
  reason: string | null;
  send_at: string;
  settled_at: string | null;
  bounced_at: string | null;
};
export type InquiryMail = {
  id: string;
  direction: 'in' | 'out';
  source: 'office' | 'mailbox' | 'file';
  from_address: string | null;
  from_name: string | null;
  to_addresses: string[];
  cc_addresses: string[];
  subject: string;
  body: string;
  sent_at: string;
  interaction_id: string | null;
  attachment_id: string | null;
  delivery: MailFate | null;
};

/** What was written by mail about an inquiry, oldest first, and what became of the office's own. */
export function useMails(inquiry: string) {
  const { query } = useList<InquiryMail>({
    resource: 'mails',
    meta: {
      select:
        'id,direction,source,from_address,from_name,to_addresses,cc_addresses,subject,body,sent_at,interaction_id,attachment_id,delivery:deliveries!mails_delivery_id_fkey(status,reason,send_at,settled_at,bounced_at)',
    },
    filters: [{ field: 'inquiry_id', operator: 'eq', value: inquiry }],
    sorters: [{ field: 'sent_at', order: 'asc' }],
    pagination: { mode: 'off' },
    errorNotification: false,
    queryOptions: { meta: { live: ['deliveries'] } },
  });
  return query.data?.data ?? [];
}
