import { useCustomMutation, useInvalidate, useList } from '@refinedev/core';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import { nameAct } from '../../providers/acts.ts';
import { readDraft, writeDraft } from '../../providers/drafts.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useReferences } from '../../providers/references.tsx';
import { PhoneText } from '../components/phone-text.tsx';
import { RefusedLine } from '../components/refused.tsx';
import { ChoiceField } from '../fields/choice-field.tsx';
import { TextField } from '../fields/text-field.tsx';
import { refusalText } from '../refusal-text.ts';
import type { FilingSource } from './file-with-311.tsx';

type Filing = { text: string; number: string; consent: 'not_needed' | 'spoken' | 'written'; language: string };
type Channel = { id: string; name: string; phone: string | null; website: string | null };
const asked = ['not_needed', 'spoken', 'written'] as const;

/** Three steps: what to tell 311, where to file it, and the number that it gave. What was typed stays until it is kept. */
export function FilingDialog({ inquiry, onClose }: { inquiry: FilingSource; onClose: () => void }) {
  const { t } = useWords();
  const { done } = useNotify();
  const { languages } = useReferences();
  const { mutateAsync: call, mutation } = useCustomMutation();
  const invalidate = useInvalidate();
  const queries = useQueryClient();
  const draft = `filing.${inquiry.id}`;
  const [values, setValues] = useState<Filing>(() => ({
    text: [inquiry.subject, inquiry.body, inquiry.location && t('filing.place', { place: inquiry.location })].filter(Boolean).join('\n\n'),
    number: '',
    consent: 'not_needed',
    language: inquiry.language,
    ...readDraft<Filing>(draft),
  }));
  const [isCopied, setCopied] = useState(false);
  const change = (patch: Partial<Filing>) => {
    const next = { ...values, ...patch };
    setValues(next);
    writeDraft(draft, next);
    if (patch.text !== undefined) setCopied(false);
  };
  const refusal = mutation.error ? toRefusal(mutation.error) : null;
  const isOfNumber = refusal?.field === 'service_request_number' || refusal?.field === 'service_request_taken';
  const isOfText = refusal?.field === 'referral_request';

  async function save() {
    const act = nameAct();
    const p_filing = {
      number: values.number,
      request: values.text,
      shared_fields: values.consent === 'not_needed' ? [] : ['name', 'phone', 'location', 'question'],
      consent: { how: values.consent, ...(values.consent === 'not_needed' ? {} : { language: values.language }) },
    };
    const quiet = { successNotification: false, errorNotification: false } as const;
    await call({ url: 'file_service_request', method: 'post', values: { p_inquiry: inquiry.id, p_filing }, meta: { act }, ...quiet });
    writeDraft(draft, null);
    onClose();
    done(t('filing.kept', { number: values.number.trim() }), { undo: act });
    const resources = ['referrals', 'referral_events', 'service_requests', 'inquiries', 'changes'];
    await Promise.all(resources.map((resource) => invalidate({ resource, invalidates: ['resourceAll'] })));
    await queries.invalidateQueries({
      predicate: ({ meta }) => Array.isArray(meta?.live) && meta.live.some((one) => resources.includes(String(one))),
    });
  }
  return (
    <Modal open title={t('filing.title')} footer={null} onCancel={onClose} destroyOnHidden width={640}>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save().catch(() => undefined);
        }}
      >
        <TextField
          label={t('filing.text')}
          hint={t('filing.text_hint')}
          value={values.text}
          maxLength={5000}
          rows={6}
          error={isOfText && refusal ? refusalText(refusal, t) : undefined}
          onChange={(text) => change({ text })}
        />
        <p>
          <Button
            onClick={() =>
              void navigator.clipboard.writeText(values.text).then(
                () => setCopied(true),
                () => undefined,
              )
            }
          >
            {t('filing.copy')}
          </Button>{' '}
          <span className="secondary" aria-live="polite">
            {isCopied ? t('filing.copied') : ''}
          </span>
        </p>
        <ChannelLine />
        <TextField
          label={t('filing.number')}
          hint={t('filing.number_hint')}
          value={values.number}
          maxLength={40}
          error={isOfNumber && refusal ? refusalText(refusal, t) : undefined}
          onChange={(number) => change({ number })}
        />
        {inquiry.hasResident && (
          <ChoiceField
            label={t('filing.consent')}
            value={values.consent}
            options={asked.map((how) => ({ value: how, label: t(`filing.consent_${how}`) }))}
            onChange={(how) => change({ consent: asked.find((one) => one === how) ?? 'not_needed' })}
          />
        )}
        {inquiry.hasResident && values.consent !== 'not_needed' && (
          <ChoiceField
            label={t('filing.consent_language')}
            value={values.language}
            options={languages.map(({ code, name }) => ({ value: code, label: name }))}
            onChange={(language) => change({ language: language ?? 'en' })}
          />
        )}
        {!isOfNumber && !isOfText && <RefusedLine error={mutation.error} />}
        <div className="dialog-foot">
          <Button
            onClick={() => {
              writeDraft(draft, null);
              onClose();
            }}
          >
            {t('action.cancel')}
          </Button>
          <Button type="primary" htmlType="submit" loading={mutation.isPending}>
            {t('filing.keep')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** Where it is filed: the website and the number of the partner that is marked as the city's 311. */
function ChannelLine() {
  const { t } = useWords();
  const { query } = useList<Channel>({
    resource: 'organizations',
    filters: [
      { field: 'is_311', operator: 'eq', value: true },
      { field: 'is_active', operator: 'eq', value: true },
    ],
    meta: { select: 'id, name, phone, website' },
    errorNotification: false,
  });
  const channel = query.data?.data[0];
  if (!query.data) return <p className="secondary">{'\u00A0'}</p>;
  if (!channel?.phone && !channel?.website) return <p className="notice notice-amber">{t('filing.no_channel')}</p>;
  return (
    <p>
      {t('filing.where')}{' '}
      {channel.website && (
        <a href={channel.website} target="_blank" rel="noreferrer">
          {t('filing.website')}
        </a>
      )}
      {channel.website && channel.phone && ` ${t('filing.or')} `}
      {channel.phone && <PhoneText number={channel.phone} />}
    </p>
  );
}
