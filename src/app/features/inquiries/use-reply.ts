import { useCustom, useCustomMutation, useInvalidate } from '@refinedev/core';
import { useRef, useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import type { InquiryStatus } from '../../../domain/inquiries/words.ts';
import { nameAct } from '../../providers/acts.ts';
import { readDraft } from '../../providers/drafts.ts';
import { useKeptDraft } from '../../shared/drafts/use-kept-draft.ts';
import { sayDoing } from '../../shared/presence/doing.ts';
import type { InquiryRecord } from './use-inquiry.ts';

/** An answer as it is being written. The key makes it one letter, however often it is sent. */
export type ReplyValues = {
  key: string;
  to: string;
  /** Addresses that get a copy, as they are typed: parted by commas. */
  cc?: string;
  language: string;
  template_id: string | null;
  subject: string;
  body: string;
  files: string[];
  status: InquiryStatus | null;
};
/** What the database says of it: filled in, where it goes, what is missing. */
export type ReplyFilled = {
  subject: string;
  body: string;
  to: string | null;
  language: string;
  values: Record<string, string>;
  missing: string[];
  refused: string | null;
};
export type FittingTemplate = { id: string; name: string; language: string; topic_id: string | null; status: string | null };

const quiet = { successNotification: false, errorNotification: false } as const;
const draftOf = (id: string) => `reply.${id}`;

/** The answer as the database takes it. */
export const toReply = ({ cc = '', ...values }: ReplyValues) => ({ ...values, cc: cc.split(/[,;\s]+/).filter(Boolean) });

/** The answer that was begun; null when there is none. */
export const readReply = (id: string): ReplyValues | null => readDraft<ReplyValues>(draftOf(id));

/** Writes an answer to an inquiry: kept as it is typed, filled by the database, sent once. */
export function useReply(inquiry: InquiryRecord, mayWrite: boolean) {
  const { mutateAsync: call } = useCustomMutation();
  const invalidate = useInvalidate();
  const [values, setValues] = useState<ReplyValues | null>(() => readReply(inquiry.id));
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);
  const templates = useCustom<FittingTemplate[]>({
    url: 'fitting_templates',
    method: 'post',
    config: { payload: { p_id: inquiry.id } },
    errorNotification: false,
    queryOptions: { enabled: values !== null, meta: { live: ['reply_templates'] } },
  }).query.data?.data;

  const keep = useKeptDraft<ReplyValues>(
    { table: 'inquiries', id: inquiry.id, kind: 'reply', name: draftOf(inquiry.id) },
    mayWrite,
    setValues,
  );
  const latest = useRef(values);
  latest.current = values;
  const change = (patch: Partial<ReplyValues>) => {
    if (!latest.current) return;
    const next = { ...latest.current, ...patch };
    latest.current = next;
    setValues(next);
    keep(next);
    sayDoing(inquiry.id, 'reply');
  };
  const ask = async (p_reply: Record<string, unknown>) => {
    const { data } = await call({ url: 'reply_preview', method: 'post', values: { p_id: inquiry.id, p_reply }, ...quiet });
    return data as unknown as ReplyFilled;
  };
  async function work<Answer>(deed: () => Promise<Answer>): Promise<Answer | null> {
    setWorking(true);
    setError(null);
    try {
      return await deed();
    } catch (refused) {
      setError(refused);
      if (toRefusal(refused).kind === 'conflict') await invalidate({ resource: 'inquiries', id: inquiry.id, invalidates: ['detail'] });
      return null;
    } finally {
      setWorking(false);
    }
  }

  return {
    values,
    error,
    isWorking,
    templates: Array.isArray(templates) ? templates : [],
    change,
    ask,
    begin: () =>
      work(async () => {
        const { to, language, subject } = await ask({});
        const begun = { key: crypto.randomUUID(), to: to ?? '', language, template_id: null, subject, body: '', files: [], status: null };
        keep(begun);
        setValues(begun);
      }),
    drop: () => {
      keep(null);
      sayDoing(inquiry.id, 'here');
      setValues(null);
      setError(null);
    },
    /** A template's words, filled in, below what is written already. */
    use: (template: string | null) =>
      work(async () => {
        if (!template || !values) return change({ template_id: null });
        const filled = await ask({ template_id: template, to: values.to });
        const body = values.body.trim() === '' ? filled.body : `${values.body.trimEnd()}\n\n${filled.body}`;
        change({ template_id: template, language: filled.language, subject: filled.subject, body });
      }),
    /** Answers the name by which it can be taken back; null when it was refused. */
    send: () =>
      work(async () => {
        const act = nameAct();
        await call({
          url: 'reply_to_inquiry',
          method: 'post',
          values: { p_id: inquiry.id, p_version: inquiry.version, p_reply: values && toReply(values) },
          meta: { act },
          ...quiet,
        });
        keep(null);
        sayDoing(inquiry.id, 'here');
        setValues(null);
        void invalidate({ resource: 'inquiries', id: inquiry.id, invalidates: ['detail', 'list'] });
        for (const resource of ['interactions', 'mails', 'changes']) void invalidate({ resource, invalidates: ['list'] });
        return act;
      }),
  };
}
