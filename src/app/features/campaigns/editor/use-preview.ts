import { useEffect, useRef, useState } from 'react';
import { type Refusal, toRefusal } from '../../../../data/refusals.ts';
import type { Message } from '../../../../domain/campaigns/blocks.ts';
import type { Check } from '../../../../domain/campaigns/checks.ts';
import { askServerJson } from '../../../providers/ask-server.ts';
import { useOffice } from '../../../providers/office.tsx';

export type Preview = { subject: string; html: string; text: string; checks: Check[]; bytes: number };
export type PreviewAsk = { language: string; variant: 'a' | 'b'; resident_id?: string };

const restMs = 350;

/**
 * The letter as it would arrive, asked anew when writing rests, or when what is `around` it changed. The last answer stays until the
 * next is there.
 */
export function usePreview(campaignId: string, ask: PreviewAsk, message: Message | null, enabled: boolean, around: string) {
  const { connection } = useOffice();
  const [preview, setPreview] = useState<Preview | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isAsking, setAsking] = useState(false);
  const asked = JSON.stringify({ around, body: { ...ask, ...(message ? { message } : {}) } });
  const isFirst = useRef(true);
  useEffect(() => {
    if (!enabled) return;
    let isOver = false;
    setAsking(true);
    const timer = setTimeout(
      async () => {
        try {
          const next = await askServerJson<Preview>(connection, `/campaigns/${campaignId}/preview`, JSON.parse(asked).body);
          if (isOver) return;
          isFirst.current = false;
          setPreview(next);
          setRefusal(null);
        } catch (error) {
          if (!isOver) setRefusal(toRefusal(error));
        } finally {
          if (!isOver) setAsking(false);
        }
      },
      isFirst.current ? 0 : restMs,
    );
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [connection, campaignId, asked, enabled]);
  return { preview, refusal, isAsking };
}
