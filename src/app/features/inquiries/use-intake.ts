import { useCreate, useCustomMutation, useInvalidate } from '@refinedev/core';
import { useCallback, useState } from 'react';
import type { Resolution } from '../../../domain/inquiries/words.ts';
import { nameAct } from '../../providers/acts.ts';
import { readDraft, writeDraft } from '../../providers/drafts.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useOffice } from '../../providers/office.tsx';
import { normalizePhone } from '../../shared/phone-text.ts';
import { emptyIntake, type IntakeValues, intakeDraft, isWorthKeeping, toInquiryInsert } from './intake-values.ts';

export type IntakeErrors = Partial<Record<'subject' | 'topic_id' | 'name' | 'phone' | 'caller', string>>;
/** `isClosed` is false when closing was asked for and did not work: the inquiry is saved, and its record says the rest. */
export type Taken = { id: string; number: string; isClosed: boolean; act: string };

const quiet = { successNotification: false, errorNotification: false } as const;

/** Taking an inquiry: what was typed, kept as a draft; saving it with its new resident, and closing it at once. */
export function useIntake() {
  const { t } = useWords();
  const { me } = useOffice();
  const { mutateAsync: create } = useCreate<{ id: string; number: string; version: number }>();
  const { mutateAsync: call } = useCustomMutation<{ id: string }>();
  const invalidate = useInvalidate();
  const [values, setValues] = useState<IntakeValues>(() => ({ ...emptyIntake(me.id), ...readDraft<IntakeValues>(intakeDraft) }));
  const [errors, setErrors] = useState<IntakeErrors>({});
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);

  const change = useCallback((patch: Partial<IntakeValues>) => {
    setValues((now) => {
      const next = { ...now, ...patch };
      writeDraft(intakeDraft, isWorthKeeping(next) ? next : null);
      return next;
    });
  }, []);

  async function check(): Promise<{ wrong: IntakeErrors; phone: string | null }> {
    const wrong: IntakeErrors = {};
    let phone: string | null = null;
    const { caller } = values;
    if (caller.kind === 'unknown' && caller.text.trim()) wrong.caller = t('intake.caller_unfinished');
    if (caller.kind === 'new') {
      if (!caller.name.trim()) wrong.name = t('intake.name_missing');
      if (caller.phone.trim()) {
        phone = await normalizePhone(caller.phone);
        if (!phone) wrong.phone = t('intake.phone_wrong');
      }
    }
    if (!values.subject.trim()) wrong.subject = t('intake.subject_missing');
    if (!values.topic_id) wrong.topic_id = t('intake.topic_missing');
    return { wrong, phone };
  }

  async function findCaller(phone: string | null, act: string): Promise<string | null> {
    const { caller } = values;
    if (caller.kind === 'known') return caller.id;
    if (caller.kind !== 'new') return null;
    const resident = {
      name: caller.name.trim(),
      preferred_language: values.language,
      district_id: values.district_id,
      phones: phone ? [{ number: phone, label: null }] : [],
    };
    const { data } = await call({ url: 'save_resident', method: 'post', values: { p_resident: resident }, meta: { act }, ...quiet });
    const id = String(data);
    // Known from now on: when the next step fails, the next try must not make this resident again.
    change({ caller: { kind: 'known', id, name: resident.name, language: values.language, districtId: values.district_id } });
    return id;
  }

  /** Saves; with a resolution, closes it too. Null when it was not saved: then `errors` or `error` say why. */
  async function save(closing: { code: Resolution; note: string } | null): Promise<Taken | null> {
    setError(null);
    const { wrong, phone } = await check();
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return null;
    setWorking(true);
    // A new resident, the inquiry and its closing are one act, and undone as one.
    const act = nameAct();
    try {
      const residentId = await findCaller(phone, act);
      const { data } = await create({
        resource: 'inquiries',
        values: toInquiryInsert(values, residentId),
        meta: { select: 'id,number,version', act },
        ...quiet,
      });
      writeDraft(intakeDraft, null);
      const isClosed = closing ? await close(data, closing, act) : false;
      await invalidate({ resource: 'inquiries', invalidates: ['list'] });
      return { id: String(data.id), number: data.number, isClosed, act };
    } catch (refused) {
      setError(refused);
      return null;
    } finally {
      setWorking(false);
    }
  }

  async function close(
    row: { id?: unknown; version: number },
    { code, note }: { code: Resolution; note: string },
    act: string,
  ): Promise<boolean> {
    try {
      const values = { p_id: row.id, p_version: row.version, p_resolution_code: code, p_note: note || null };
      await call({ url: 'close_inquiry', method: 'post', values, meta: { act }, ...quiet });
      return true;
    } catch {
      return false;
    }
  }

  function clear() {
    writeDraft(intakeDraft, null);
    setValues(emptyIntake(me.id));
    setErrors({});
    setError(null);
  }

  return { values, change, errors, error, isWorking, check, setErrors, save, clear };
}
