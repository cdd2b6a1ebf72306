import type { DataClient } from '../../data/client.ts';
import type { Mailer } from './send.ts';

type Signature = { mail_from_name: string | null; mail_reply_to: string | null };

/** Letters signed as the office's settings say at that moment, unless the letter itself says otherwise. */
export function signLetters(mailer: Mailer, service: DataClient): Mailer {
  return {
    ...mailer,
    send: async (letter) => {
      const { data } = await service.from('settings').select('mail_from_name, mail_reply_to').maybeSingle();
      const signature = data as Signature | null;
      await mailer.send({ fromName: signature?.mail_from_name ?? null, replyTo: signature?.mail_reply_to ?? null, ...letter });
    },
  };
}
