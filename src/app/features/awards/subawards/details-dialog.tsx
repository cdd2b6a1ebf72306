import type { SubawardFacts } from '../../../../domain/awards/subaward.ts';
import { readRate, writeRate } from '../../../../domain/awards/subaward-judgement.ts';
import { readCents, writeCents } from '../../../../domain/shared/money.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { ActDialog, type ActField, type ActValues } from './act-dialog.tsx';
import { useSubawardActs } from './use-subawards.ts';

type DetailsDialogProps = {
  award: string;
  /** The one to change; null makes one. */
  subaward: SubawardFacts | null;
  onClose: () => void;
  onMade?: (id: string) => void;
};

const yesNo = (value: boolean | null | undefined) => (value === true ? 'yes' : value === false ? 'no' : '');

/** Who gets it, for what, when: what 2 CFR 200.332 asks for. A new one needs only the first two. */
export function DetailsDialog({ award, subaward, onClose, onMade }: DetailsDialogProps) {
  const { t } = useWords();
  const acts = useSubawardActs();
  const fields = useDetailFields(subaward);
  const first: ActValues = {
    organization_id: subaward?.organization_id ?? '',
    title: subaward?.title ?? '',
    subaward_number: subaward?.subaward_number ?? '',
    recipient_uei: subaward?.recipient_uei ?? '',
    recipient_name: subaward?.recipient_name ?? '',
    starts_on: subaward?.starts_on ?? '',
    ends_on: subaward?.ends_on ?? '',
    budget_starts_on: subaward?.budget_starts_on ?? '',
    budget_ends_on: subaward?.budget_ends_on ?? '',
    description: subaward?.description ?? '',
    indirect_rate_bp: writeRate(subaward?.indirect_rate_bp ?? null),
    match_cents: writeCents(subaward?.match_cents || null),
    committed_cents: writeCents(subaward?.committed_cents ?? null),
    contact_name: subaward?.contact_name ?? '',
    contact_email: subaward?.contact_email ?? '',
    is_research: yesNo(subaward?.is_research ?? false),
    expects_audit: yesNo(subaward?.expects_audit),
    authorized_on: subaward?.authorized_on ?? '',
    authorization_source: subaward?.authorization_source ?? '',
    terms: subaward?.terms ?? '',
  };
  async function save(values: ActValues) {
    const said = (name: string) => (values[name] ?? '').trim();
    const columns = {
      ...Object.fromEntries(
        [
          'organization_id',
          'title',
          'subaward_number',
          'recipient_uei',
          'recipient_name',
          'starts_on',
          'ends_on',
          'budget_starts_on',
          'budget_ends_on',
          'contact_name',
          'contact_email',
          'authorized_on',
          'authorization_source',
        ].map((name) => [name, said(name) || null]),
      ),
      description: said('description'),
      terms: said('terms'),
      indirect_rate_bp: readRate(said('indirect_rate_bp')) ?? null,
      match_cents: readCents(said('match_cents')) ?? 0,
      committed_cents: readCents(said('committed_cents')) ?? null,
      is_research: said('is_research') === 'yes',
      expects_audit: said('expects_audit') === '' ? null : said('expects_audit') === 'yes',
    };
    const saved = await acts.run<string>(
      'save_subaward',
      subaward ? { p_subaward: columns, p_id: subaward.id, p_version: subaward.version } : { p_subaward: { ...columns, award_id: award } },
      t(subaward ? 'subaward.saved' : 'subaward.added'),
    );
    if (saved && !subaward) onMade?.(saved.answer);
    return saved !== null;
  }
  return (
    <ActDialog
      wide
      title={t(subaward ? 'subaward.edit_title' : 'subaward.add_title')}
      submit={t(subaward ? 'subaward.save' : 'subaward.add_save')}
      fields={fields}
      values={first}
      acts={acts}
      onSave={save}
      onClose={onClose}
    />
  );
}

function useDetailFields(subaward: SubawardFacts | null): ActField[] {
  const { t } = useWords();
  const yesNoOptions = [
    { value: 'yes', label: t('subaward.yes') },
    { value: 'no', label: t('subaward.no') },
  ];
  const text = (name: Parameters<typeof label>[0], more: Partial<ActField> = {}): ActField => ({
    name,
    label: label(name),
    kind: 'text',
    ...more,
  });
  const label = (
    name:
      | 'title'
      | 'subaward_number'
      | 'recipient_uei'
      | 'recipient_name'
      | 'starts_on'
      | 'ends_on'
      | 'budget_starts_on'
      | 'budget_ends_on'
      | 'description'
      | 'indirect_rate_bp'
      | 'match_cents'
      | 'committed_cents'
      | 'contact_name'
      | 'contact_email'
      | 'is_research'
      | 'expects_audit'
      | 'authorized_on'
      | 'authorization_source'
      | 'terms',
  ) => t(`subaward.field.${name}`);
  const head: ActField[] = [
    {
      name: 'organization_id',
      label: t('subaward.field.organization_id'),
      kind: 'organization',
      chosenName: subaward?.organization_name,
      needed: t('subaward.wrong.organization'),
    },
    text('title', { needed: t('subaward.wrong.title') }),
    text('starts_on', { kind: 'date' }),
    text('ends_on', { kind: 'date', hint: t('subaward.hint.period') }),
  ];
  if (!subaward) return head;
  return [
    ...head,
    text('budget_starts_on', { kind: 'date' }),
    text('budget_ends_on', { kind: 'date' }),
    text('subaward_number', { longest: 60 }),
    text('recipient_uei', {
      longest: 12,
      hint: t('subaward.hint.recipient_uei'),
      check: (value) => (/^[A-HJ-NP-Z1-9][A-HJ-NP-Z0-9]{11}$/i.test(value) ? undefined : t('subaward.wrong.uei')),
    }),
    text('recipient_name', { hint: t('subaward.hint.recipient_name') }),
    text('description', { kind: 'area', longest: 4000, hint: t('subaward.hint.description') }),
    text('indirect_rate_bp', {
      longest: 8,
      hint: t('subaward.hint.indirect_rate_bp'),
      check: (value) => (readRate(value) === undefined ? t('subaward.wrong.rate') : undefined),
    }),
    text('committed_cents', { kind: 'money', hint: t('subaward.hint.committed_cents') }),
    text('match_cents', { kind: 'money' }),
    text('contact_name', { longest: 200 }),
    text('contact_email', { longest: 254 }),
    text('is_research', { kind: 'choice', options: yesNoOptions }),
    text('expects_audit', {
      kind: 'choice',
      options: [{ value: '', label: t('subaward.not_asked') }, ...yesNoOptions],
      hint: t('subaward.hint.expects_audit'),
    }),
    text('authorized_on', { kind: 'date', hint: t('subaward.hint.authorized_on') }),
    text('authorization_source', { hint: t('subaward.hint.authorization_source') }),
    text('terms', { kind: 'area', longest: 10000, hint: t('subaward.hint.terms') }),
  ];
}
