import {
  type Delivery,
  deliveries,
  type ReferralChoices,
  type ReferralFacts,
  type SharedField,
} from '../../../domain/referrals/referral.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useReferences } from '../../providers/references.tsx';
import { ChoiceField } from '../fields/choice-field.tsx';
import { ProgramField } from '../fields/program-field.tsx';
import { TextField } from '../fields/text-field.tsx';
import { type Receiver, ReceiverField } from './receiver-field.tsx';
import { useSharedWords } from './shared-words.ts';
import { type WorkGroup, WorkGroupField } from './work-group-field.tsx';

export type ReferValues = {
  receiver: Receiver | null;
  /** Who of theirs gets it, where they say so. */
  work_group: WorkGroup | null;
  /** One of theirs that it is about. */
  program: { id: string; name: string } | null;
  delivery: Delivery | null;
  email: string;
  number: string;
  request: string;
  topic_id: string | null;
  shared: SharedField[];
};
export type ReferField = 'receiver' | 'work_group' | 'request' | 'topic' | 'email' | 'number' | 'delivery';

/** Nothing that says who it is is chosen before somebody chooses it. */
export function emptyRefer(draft?: ReferralFacts, previous?: ReferralFacts): ReferValues {
  const one = draft?.referral ?? previous?.referral;
  const responsible = previous?.responsible ?? null;
  return {
    receiver: draft
      ? {
          id: draft.organization.id,
          name: draft.organization.name,
          email: draft.referral.receiver_email,
          is_311: draft.organization.is_311,
        }
      : responsible && { ...responsible, email: null, is_311: false },
    work_group: draft?.work_group ?? null,
    program: draft?.program ?? null,
    delivery: draft?.referral.delivery ?? null,
    email: draft?.referral.receiver_email ?? '',
    number: draft?.referral.service_request_number ?? '',
    request: one?.request ?? '',
    topic_id: one?.topic_id ?? null,
    shared: one?.shared_fields ?? ['language', 'interpreter'],
  };
}

export const referFieldOfHint: Record<string, ReferField> = {
  referral_organization: 'receiver',
  referral_work_group: 'work_group',
  referral_request: 'request',
  referral_topic: 'topic',
  receiver_email: 'email',
  service_request_number: 'number',
  service_request_taken: 'number',
  referral_delivery: 'delivery',
};

/** What is typed, as save_referral takes it; what is left open follows from the organization. */
export const toReferral = (values: ReferValues): Record<string, unknown> => ({
  organization_id: values.receiver?.id,
  work_group_id: values.work_group?.id ?? null,
  program_id: values.program?.id ?? null,
  request: values.request.trim(),
  topic_id: values.topic_id,
  shared_fields: values.shared,
  ...(values.delivery ? { delivery: values.delivery } : {}),
  ...(wayOf(values) === 'mail' && values.email.trim() ? { receiver_email: values.email.trim() } : {}),
  ...(wayOf(values) === 'service_request' ? { service_request_number: values.number.trim() || null } : {}),
});

/** How they are told: as chosen, else as the organization is reached. */
export const wayOf = ({ delivery, receiver, email }: ReferValues): Delivery =>
  delivery ?? (receiver?.is_311 ? 'service_request' : receiver && !receiver.email && !email ? 'in_person' : 'mail');

/** A work group has an address of its own; one that was typed stays. */
function addressFor({ email, receiver, work_group }: ReferValues, next: WorkGroup | null): string {
  const proposed = work_group?.email ?? receiver?.email ?? '';
  return email.trim() === '' || email.trim() === proposed ? (next?.email ?? receiver?.email ?? '') : email;
}

type ReferFormProps = {
  values: ReferValues;
  choices: ReferralChoices;
  onChange: (patch: Partial<ReferValues>) => void;
  errors: Partial<Record<ReferField, string>>;
};

export function ReferForm({ values, choices, onChange, errors }: ReferFormProps) {
  const { t } = useWords();
  const { topics } = useReferences();
  const way = wayOf(values);
  return (
    <>
      <ReceiverField
        label={t('referral.receiver')}
        value={values.receiver}
        onChange={(receiver) => onChange({ receiver, work_group: null, program: null, delivery: null, email: receiver?.email ?? '' })}
        error={errors.receiver}
      />
      {values.receiver && (
        <WorkGroupField
          organization={values.receiver.id}
          value={values.work_group}
          onChange={(work_group) => onChange({ work_group, email: addressFor(values, work_group) })}
          error={errors.work_group}
        />
      )}
      {values.receiver && (
        <ProgramField
          label={t('referral.program')}
          value={values.program?.id ?? null}
          name={values.program?.name}
          emptyLabel={t('referral.program_none')}
          filter={{ organization: [values.receiver.id] }}
          onChange={(_id, program) => onChange({ program: program && { id: program.id, name: program.name } })}
        />
      )}
      <TextField
        label={t('referral.request')}
        rows={3}
        maxLength={5000}
        value={values.request}
        onChange={(request) => onChange({ request })}
        error={errors.request}
      />
      <div className="form-grid">
        <ChoiceField
          label={t('referral.way')}
          value={way}
          options={deliveries.map((one) => ({ value: one, label: t(`told.referral.delivery.${one}`) }))}
          onChange={(delivery) => onChange({ delivery: delivery as Delivery | null })}
          error={errors.delivery}
        />
        {way === 'mail' && (
          <TextField
            label={t('referral.email')}
            maxLength={254}
            value={values.email}
            onChange={(email) => onChange({ email })}
            error={errors.email}
          />
        )}
        {way === 'service_request' && (
          <TextField
            label={t('referral.number_311')}
            hint={t('referral.number_311_hint')}
            maxLength={40}
            value={values.number}
            onChange={(number) => onChange({ number })}
            error={errors.number}
          />
        )}
        <ChoiceField
          label={t('field.topic_id')}
          value={values.topic_id ?? choices.topic_id}
          options={topics.filter(({ is_active }) => is_active).map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(topic_id) => onChange({ topic_id })}
          error={errors.topic}
        />
      </div>
      <SharedChoice choices={choices} shared={values.shared} onChange={(shared) => onChange({ shared })} />
    </>
  );
}

/** Field by field, with what stands there now: nothing is told that nobody chose. */
function SharedChoice({
  choices,
  shared,
  onChange,
}: {
  choices: ReferralChoices;
  shared: SharedField[];
  onChange: (shared: SharedField[]) => void;
}) {
  const { t } = useWords();
  const words = useSharedWords();
  return (
    <fieldset className="share-choice">
      <legend>{t('referral.told')}</legend>
      <p className="secondary">{t('referral.told_hint')}</p>
      {choices.fields.map(({ field, value }) => (
        <label key={field} className="share-line">
          <input
            type="checkbox"
            checked={shared.includes(field)}
            onChange={({ target }) => onChange(target.checked ? [...shared, field] : shared.filter((one) => one !== field))}
          />
          <span>
            <b>{t(`referral.field.${field}`)}</b> <span className="secondary">{words.value(field, value)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
