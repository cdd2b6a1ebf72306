import { nextStatuses, type SubawardAction, type SubawardFacts, type SubawardStatus } from '../../../../domain/awards/subaward.ts';
import { readCents, writeCents } from '../../../../domain/shared/money.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { ActDialog } from './act-dialog.tsx';
import { useSubawardActs } from './use-subawards.ts';

type DialogProps = { subaward: SubawardFacts; onClose: () => void };

/** Issues it, adds to it, takes back: one amount with its day. */
export function AmountDialog({ subaward, action, onClose }: DialogProps & { action: SubawardAction | null }) {
  const { t, format } = useWords();
  const acts = useSubawardActs();
  const isFirst = subaward.actions.length === 0 || subaward.actions[0]?.id === action?.id;
  return (
    <ActDialog
      title={t(action ? 'subaward.correct_amount' : isFirst ? 'subaward.first_amount' : 'subaward.amount')}
      submit={t('subaward.amount_save')}
      intro={
        <p>{t('subaward.amount_intro', { total: format.money(subaward.total_cents), from: format.money(subaward.ffata_from_cents) })}</p>
      }
      fields={[
        ...(isFirst
          ? []
          : [
              {
                name: 'way',
                label: t('subaward.way'),
                kind: 'choice' as const,
                options: [
                  { value: 'add', label: t('subaward.way_add') },
                  { value: 'take', label: t('subaward.way_take') },
                ],
              },
            ]),
        { name: 'amount_cents', label: t('subaward.amount_federal'), kind: 'money', needed: t('subaward.wrong.amount') },
        {
          name: 'action_on',
          label: t('subaward.action_on'),
          kind: 'date',
          needed: t('subaward.wrong.day'),
          hint: t('subaward.action_on_hint'),
        },
        { name: 'note', label: t('subaward.note'), kind: 'text', longest: 500 },
      ]}
      values={{
        way: (action?.amount_cents ?? 0) < 0 ? 'take' : 'add',
        amount_cents: action ? writeCents(Math.abs(action.amount_cents)) : '',
        action_on: action?.action_on ?? subaward.today,
        note: action?.note ?? '',
      }}
      acts={acts}
      onSave={async ({ way, amount_cents = '', action_on, note }) =>
        (await acts.run(
          'act_on_subaward',
          {
            p_subaward: subaward.id,
            p_action: { action_on, amount_cents: (readCents(amount_cents) ?? 0) * (way === 'take' ? -1 : 1), note },
            ...(action ? { p_id: action.id, p_version: action.version } : {}),
          },
          t('subaward.amount_saved'),
        )) !== null
      }
      onClose={onClose}
    />
  );
}

/** What SAM.gov showed, and when somebody looked. */
export function CheckDialog({ subaward, onClose }: DialogProps) {
  const { t } = useWords();
  const acts = useSubawardActs();
  return (
    <ActDialog
      title={t('subaward.check')}
      submit={t('subaward.check_save')}
      intro={<p>{t('subaward.check_intro', { uei: subaward.recipient_uei ?? t('subaward.no_uei') })}</p>}
      fields={[
        {
          name: 'result',
          label: t('subaward.check_result'),
          kind: 'choice',
          needed: t('subaward.wrong.result'),
          options: (['clear', 'excluded'] as const).map((value) => ({ value, label: t(`subaward.result.${value}`) })),
        },
        { name: 'checked_on', label: t('subaward.checked_on'), kind: 'date', needed: t('subaward.wrong.day') },
        { name: 'note', label: t('subaward.note'), kind: 'text', longest: 1000 },
      ]}
      values={{ result: '', checked_on: subaward.today, note: '' }}
      acts={acts}
      onSave={async (values) =>
        (await acts.run('check_exclusion', { p_subaward: subaward.id, p_check: values }, t('subaward.check_saved'))) !== null
      }
      onClose={onClose}
    />
  );
}

/** From a state to the next, with the day and, where the recipient is told one, the reason. */
export function StatusDialog({ subaward, to, onClose }: DialogProps & { to: Exclude<SubawardStatus, 'draft'> }) {
  const { t } = useWords();
  const acts = useSubawardActs();
  const needsReason = to === 'suspended' || to === 'terminated';
  return (
    <ActDialog
      title={t(`subaward.verb.${to}`)}
      submit={t(`subaward.verb.${to}`)}
      intro={<p>{t(`subaward.verb_intro.${to}`)}</p>}
      fields={[
        { name: 'on', label: t('subaward.from_day'), kind: 'date', needed: t('subaward.wrong.day') },
        {
          name: 'reason',
          label: t('subaward.reason'),
          kind: 'area',
          longest: 2000,
          ...(needsReason ? { needed: t('subaward.wrong.reason') } : {}),
        },
      ]}
      values={{ on: subaward.today, reason: '' }}
      acts={acts}
      onSave={async ({ on, reason }) =>
        nextStatuses[subaward.status].includes(to) &&
        (await acts.run(
          'set_subaward_status',
          { p_id: subaward.id, p_status: to, p_on: on, p_reason: reason || null, p_version: subaward.version },
          t(`subaward.done.${to}`),
        )) !== null
      }
      onClose={onClose}
    />
  );
}

/** The two FFATA tests of last year's revenue, and, only where both are met, whose pay is reported. */
export function PayDialog({ subaward, onClose }: DialogProps) {
  const { t } = useWords();
  const acts = useSubawardActs();
  const pay = subaward.executive_pay;
  const five = [0, 1, 2, 3, 4];
  return (
    <ActDialog
      title={t('subaward.pay')}
      submit={t('subaward.pay_save')}
      intro={<p>{t('subaward.pay_intro')}</p>}
      fields={(values) => [
        { name: 'gross_cents', label: t('subaward.gross'), kind: 'money', needed: t('subaward.wrong.amount') },
        { name: 'federal_cents', label: t('subaward.federal'), kind: 'money', needed: t('subaward.wrong.amount') },
        {
          name: 'is_public',
          label: t('subaward.is_public'),
          kind: 'choice',
          hint: t('subaward.is_public_hint'),
          options: [
            { value: 'no', label: t('subaward.no') },
            { value: 'yes', label: t('subaward.yes') },
          ],
        },
        ...(isReported(values)
          ? five.flatMap((n) => [
              { name: `name_${n}`, label: t('subaward.executive', { n: n + 1 }), kind: 'text' as const, longest: 200 },
              { name: `cents_${n}`, label: t('subaward.executive_pay', { n: n + 1 }), kind: 'money' as const },
            ])
          : []),
      ]}
      values={{
        gross_cents: writeCents(pay?.gross_cents ?? null),
        federal_cents: writeCents(pay?.federal_cents ?? null),
        is_public: pay?.is_public ? 'yes' : 'no',
        ...Object.fromEntries(
          (pay?.executives ?? []).flatMap(({ name, cents }, n) => [
            [`name_${n}`, name],
            [`cents_${n}`, writeCents(cents)],
          ]),
        ),
      }}
      acts={acts}
      onSave={async (values) => {
        const executives = five.flatMap((n) =>
          values[`name_${n}`]?.trim() ? [{ name: values[`name_${n}`]?.trim(), cents: readCents(values[`cents_${n}`] ?? '') ?? 0 }] : [],
        );
        const executive_pay = {
          gross_cents: readCents(values.gross_cents ?? ''),
          federal_cents: readCents(values.federal_cents ?? ''),
          is_public: values.is_public === 'yes',
          ...(isReported(values) ? { executives } : {}),
        };
        return (
          (await acts.run(
            'save_subaward',
            { p_subaward: { executive_pay }, p_id: subaward.id, p_version: subaward.version },
            t('subaward.pay_saved'),
          )) !== null
        );
      }}
      onClose={onClose}
    />
  );
}

/** Both tests met and not public: only a hint of when to ask for names; the database decides. */
function isReported({ gross_cents = '', federal_cents = '', is_public }: Record<string, string>): boolean {
  const gross = readCents(gross_cents);
  const federal = readCents(federal_cents);
  return !!gross && !!federal && federal * 100 >= gross * 80 && federal >= 2_500_000_000 && is_public !== 'yes';
}
