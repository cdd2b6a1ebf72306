import { useCustom } from '@refinedev/core';
import type { InquiryRelated } from '../../../domain/inquiries/related.ts';

/** What belongs to an inquiry, whom it concerns, and who was told of its end; null until it is there. */
export function useRelated(id: string): InquiryRelated | null {
  const { query } = useCustom<InquiryRelated>({
    url: 'inquiry_related',
    method: 'post',
    config: { payload: { p_id: id } },
    errorNotification: false,
    queryOptions: { meta: { live: ['inquiries', 'inquiry_people', 'inquiry_links', 'residents', 'deliveries'] } },
  });
  const found = query.data?.data;
  return found && 'parts' in found ? found : null;
}
