import { useCustomMutation, useInvalidate } from '@refinedev/core';
import { useCallback, useState } from 'react';
import type { Resolution } from '../../../domain/inquiries/words.ts';
import { isMailAddress } from '../../../domain/shared/mail-address.ts';
import { nameAct } from '../../providers/acts.ts';
import { intakeDraft, readDraft, writeDraft } from '../../providers/drafts.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useOffice } from '../../providers/office.tsx';
import type { Caller } from '../../shared/fields/caller-field.tsx';
import { normalizePhone } from '../../shared/phone-text.ts';
import { emptyIntake, type IntakeValues, isWorthKeeping, toTaken } from './intake-values.ts';
import type { Told } from './public-sentence.tsx';

export type IntakeField =
  | 'subject'
  | 'topic_id'
  | 'relation'
  | 'caller'
  | 'name'
  | 'phone'
  | 'email'
  | 'for_caller'
  | 'for_name'
  | 'for_phone'
  | 'for_email';
export type IntakeErrors = Partial<Record<IntakeField, string>>;
export type Taken = { id: string; number: string; is_closed: boolean; act: string };
export type Closing = { code: Resolution; note: string; told: Told };

const quiet = { successNotification: false, errorNotification: false } as const;

/** Taking an inquiry: what was typed, kept as a draft; saving it with its new resident, and closing it at once. */
export function useIntake() {
  const { t } = useWords();
  const { me } = useOffice();
  const { mutateAsync: call } = useCustomMutation<Omit<Taken, 'act'>>();
  const invalidate = useInvalidate();
  const [values, setValues] = useState<IntakeValues>(() => ({ ...emptyIntake(me.id), ...readDraft<IntakeValues>(intakeDraft) }));
  const [errors, setErrors] = useState<IntakeErrors>({});
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);
  const [dropped, setDropped] = useState<IntakeValues | null>(null);

  const change = useCallback((patch: Partial<IntakeValues>) => {
    setValues((now) => {
      const next = { ...now, ...patch };
      writeDraft(intakeDraft, isWorthKeeping(next) ? next : null);
      if (isWorthKeeping(next)) setDropped(null);
      return next;
    });
  }, []);

  /** What is wrong with somebody, under names that begin with `prefix`; and the number to call, where there is one. */
  async function checkCaller(caller: Caller, prefix: '' | 'for_'): Promise<{ wrong: IntakeErrors; phone: string | null }> {
    if (caller.kind === 'unknown' && caller.text.trim())
      return { wrong: { [`${prefix}caller`]: t('intake.caller_unfinished') }, phone: null };
    if (caller.kind !== 'new') return { wrong: {}, phone: null };
    const phone = caller.phone.trim() ? await normalizePhone(caller.phone) : null;
    const wrong: IntakeErrors = {
      ...(caller.name.trim() ? {} : { [`${prefix}name`]: t('intake.name_missing') }),
      ...(caller.phone.trim() && !phone ? { [`${prefix}phone`]: t('intake.phone_wrong') } : {}),
      ...(caller.email.trim() && !isMailAddress(caller.email) ? { [`${prefix}email`]: t('residents.wrong_email') } : {}),
    };
    return { wrong, phone };
  }

  async function check(): Promise<{ wrong: IntakeErrors; phones: { caller: string | null; forWhom: string | null } }> {
    const by = await checkCaller(values.caller, '');
    const of = values.forWhom ? await checkCaller(values.forWhom, 'for_') : { wrong: {}, phone: null };
    const wrong: IntakeErrors = { ...by.wrong, ...of.wrong };
    if (values.forWhom && values.forWhom.kind !== 'known' && values.forWhom.kind !== 'new' && !wrong.for_caller)
      wrong.for_caller = t('intake.for_missing');
    if (!values.subject.trim()) wrong.subject = t('intake.subject_missing');
    if (!values.topic_id) wrong.topic_id = t('intake.topic_missing');
    return { wrong, phones: { caller: by.phone, forWhom: of.phone } };
  }

  /** Saves who, what and, with a resolution, the end of it as one act. Null when it was not saved: then `errors` or `error` say why. */
  async function save(closing: Closing | null): Promise<Taken | null> {
    setError(null);
    const { wrong, phones } = await check();
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return null;
    setWorking(true);
    const act = nameAct();
    const close = closing && {
      resolution_code: closing.code,
      note: closing.note || null,
      public: closing.told.sentence || null,
      translations: closing.told.translations,
    };
    try {
      const { data } = await call({
        url: 'take_inquiry',
        method: 'post',
        values: { p_inquiry: { ...toTaken(values, phones), close } },
        meta: { act },
        ...quiet,
      });
      writeDraft(intakeDraft, null);
      await invalidate({ resource: 'inquiries', invalidates: ['list'] });
      return { id: data.id, number: data.number, is_closed: data.is_closed, act };
    } catch (refused) {
      setError(refused);
      return null;
    } finally {
      setWorking(false);
    }
  }

  /** Begins anew. What was there can be brought back until something else is typed. */
  function clear() {
    writeDraft(intakeDraft, null);
    setDropped(values);
    setValues(emptyIntake(me.id));
    setErrors({});
    setError(null);
  }

  const bringBack = () => dropped && change(dropped);

  return { values, change, errors, error, isWorking, check, setErrors, save, clear, bringBack: dropped && bringBack };
}
