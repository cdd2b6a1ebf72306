import { type SubawardFacts, type SubawardFinding, type SubawardVisit, visitKinds } from '../../../../domain/awards/subaward.ts';
import { readCents, writeCents } from '../../../../domain/shared/money.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { ActDialog } from './act-dialog.tsx';
import { useSubawardActs } from './use-subawards.ts';

type DialogProps = { subaward: SubawardFacts; onClose: () => void };

/** A review, visit, call or audit of theirs: planned, or held. */
export function VisitDialog({ subaward, visit, onClose }: DialogProps & { visit: SubawardVisit | null }) {
  const { t } = useWords();
  const acts = useSubawardActs();
  return (
    <ActDialog
      title={t(visit ? 'subaward.visit_edit' : 'subaward.visit_add')}
      submit={t('subaward.visit_save')}
      fields={(values) => [
        {
          name: 'kind',
          label: t('subaward.visit_kind'),
          kind: 'choice',
          needed: t('subaward.wrong.visit_kind'),
          options: visitKinds.map((value) => ({ value, label: t(`subaward.visit.${value}`) })),
        },
        { name: 'planned_on', label: t('subaward.planned_on'), kind: 'date' },
        { name: 'held_on', label: t('subaward.held_on'), kind: 'date', hint: t('subaward.held_on_hint') },
        ...(values.kind === 'single_audit'
          ? [{ name: 'audit_accepted_on', label: t('subaward.accepted_on'), kind: 'date' as const, hint: t('subaward.accepted_on_hint') }]
          : []),
        { name: 'notes', label: t('subaward.notes'), kind: 'area', longest: 10000 },
      ]}
      values={{
        kind: visit?.kind ?? 'desk_review',
        planned_on: visit?.planned_on ?? '',
        held_on: visit ? (visit.held_on ?? '') : subaward.today,
        audit_accepted_on: visit?.audit_accepted_on ?? '',
        notes: visit?.notes ?? '',
      }}
      acts={acts}
      onSave={async ({ kind, planned_on, held_on, audit_accepted_on, notes }) =>
        (await acts.run(
          'save_visit',
          {
            p_subaward: subaward.id,
            p_visit: {
              kind,
              planned_on: planned_on || null,
              held_on: held_on || null,
              audit_accepted_on: kind === 'single_audit' ? audit_accepted_on || null : null,
              notes,
            },
            ...(visit ? { p_id: visit.id, p_version: visit.version } : {}),
          },
          t('subaward.visit_saved'),
        )) !== null
      }
      onClose={onClose}
    />
  );
}

/** What was found, and what is done about it by when. */
export function FindingDialog({ subaward, finding, onClose }: DialogProps & { finding: SubawardFinding | null }) {
  const { t, format } = useWords();
  const acts = useSubawardActs();
  const held = subaward.visits.filter(({ held_on }) => held_on !== null);
  return (
    <ActDialog
      title={t(finding ? 'subaward.finding_edit' : 'subaward.finding_add')}
      submit={t('subaward.finding_save')}
      fields={[
        { name: 'text', label: t('subaward.finding_text'), kind: 'area', needed: t('subaward.wrong.finding') },
        {
          name: 'visit_id',
          label: t('subaward.found_at'),
          kind: 'choice',
          options: [
            { value: '', label: t('subaward.found_at_none') },
            ...held.map(({ id, kind, held_on }) => ({
              value: id,
              label: `${t(`subaward.visit.${kind}`)}, ${format.dateWithYear(held_on ?? '')}`,
            })),
          ],
        },
        { name: 'questioned_cents', label: t('subaward.questioned'), kind: 'money' },
        { name: 'corrective_action', label: t('subaward.action'), kind: 'area' },
        { name: 'action_due_on', label: t('subaward.action_due'), kind: 'date' },
        { name: 'action_done_on', label: t('subaward.action_done'), kind: 'date' },
      ]}
      values={{
        text: finding?.text ?? '',
        visit_id: finding?.visit_id ?? '',
        questioned_cents: writeCents(finding?.questioned_cents || null),
        corrective_action: finding?.corrective_action ?? '',
        action_due_on: finding?.action_due_on ?? '',
        action_done_on: finding?.action_done_on ?? '',
      }}
      acts={acts}
      onSave={async (values) =>
        (await acts.run(
          'save_finding',
          {
            p_subaward: subaward.id,
            p_finding: {
              text: values.text,
              visit_id: values.visit_id || null,
              questioned_cents: readCents(values.questioned_cents ?? '') ?? 0,
              corrective_action: values.corrective_action,
              action_due_on: values.action_due_on || null,
              action_done_on: values.action_done_on || null,
            },
            ...(finding ? { p_id: finding.id, p_version: finding.version } : {}),
          },
          t('subaward.finding_saved'),
        )) !== null
      }
      onClose={onClose}
    />
  );
}

/** The city's management decision on a finding. */
export function DecisionDialog({ subaward, finding, onClose }: DialogProps & { finding: SubawardFinding }) {
  const { t, format } = useWords();
  const acts = useSubawardActs();
  return (
    <ActDialog
      title={t('subaward.decide')}
      submit={t('subaward.decide_save')}
      intro={
        <>
          <p>{finding.text}</p>
          {finding.decision_due_on && (
            <p className="secondary">{t('subaward.decision_due', { day: format.dateWithYear(finding.decision_due_on) })}</p>
          )}
        </>
      }
      fields={[
        {
          name: 'decision',
          label: t('subaward.decision'),
          kind: 'choice',
          needed: t('subaward.wrong.decision'),
          options: (['sustained', 'not_sustained'] as const).map((value) => ({ value, label: t(`subaward.decision.${value}`) })),
        },
        {
          name: 'decision_note',
          label: t('subaward.decision_note'),
          kind: 'area',
          needed: t('subaward.wrong.decision_note'),
          hint: t('subaward.decision_note_hint'),
        },
        { name: 'decision_on', label: t('subaward.decision_on'), kind: 'date', needed: t('subaward.wrong.day') },
      ]}
      values={{
        decision: finding.decision ?? '',
        decision_note: finding.decision_note ?? '',
        decision_on: finding.decision_on ?? subaward.today,
      }}
      acts={acts}
      onSave={async ({ decision, decision_note, decision_on }) =>
        (await acts.run(
          'decide_finding',
          { p_id: finding.id, p_decision: decision, p_on: decision_on, p_note: decision_note, p_version: finding.version },
          t('subaward.decided'),
        )) !== null
      }
      onClose={onClose}
    />
  );
}
