import { useCustom } from '@refinedev/core';
import { useEffect, useState } from 'react';
import type { ResidentDraft, SimilarResident } from '../../../domain/residents/likeness.ts';
import { useSettled } from '../hooks/use-settled.ts';
import { normalizePhone } from '../phone-text.ts';

type Asked = Omit<ResidentDraft, 'phones' | 'emails'> & { phones: { number: string }[]; emails: { address: string }[] };

/** Who may be this person already; asked when typing rests, and not before there is something to compare. */
export function useSimilar(draft: ResidentDraft, limit = 5): SimilarResident[] {
  const settled = useSettled(JSON.stringify(draft), 300);
  const [asked, setAsked] = useState<Asked | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const { phones, emails, ...rest } = JSON.parse(settled) as ResidentDraft;
    void Promise.all(phones.filter((text) => text.replace(/\D/g, '').length >= 7).map(normalizePhone)).then((numbers) => {
      const known = numbers.flatMap((number) => (number ? [{ number }] : []));
      const addresses = emails.filter((text) => /\S@\S/.test(text)).map((address) => ({ address }));
      const isEnough = rest.name.trim().length >= 4 || known.length > 0 || addresses.length > 0;
      if (isCurrent) setAsked(isEnough ? { ...rest, phones: known, emails: addresses } : null);
    });
    return () => {
      isCurrent = false;
    };
  }, [settled]);
  const { query } = useCustom<SimilarResident[]>({
    url: 'find_duplicate_residents',
    method: 'post',
    config: { payload: { p_draft: asked, p_limit: limit } },
    errorNotification: false,
    queryOptions: { enabled: asked !== null, meta: { live: ['residents'] }, placeholderData: (previous: unknown) => previous as never },
  });
  const rows = query.data?.data;
  return asked && Array.isArray(rows) ? rows : [];
}
