import '../../../styles/settings.css';
import '../../../styles/award-schedule.css';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import type { ReportRule } from '../../../../domain/awards/report.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { Refused } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { Tag } from '../../../shared/components/tag.tsx';
import { useRuleWords } from './use-rule-words.ts';
import { useReportRules } from './use-rules.ts';

const RuleDialog = lazy(async () => ({ default: (await import('./dialog.tsx')).RuleDialog }));

export type OpenRule = { rule: ReportRule | null; isVersion: boolean };

/** The rules by which awards owe reports: what each says, where it stands, from when until when it holds. */
export function AwardRules() {
  const { t } = useWords();
  const mayEdit = useAllowed('award_report_rules', 'edit');
  const { rules, error, retry } = useReportRules();
  const [open, setOpen] = useState<OpenRule | null>(null);
  return (
    <div className="page-list settings-page">
      <p className="record-back-always">
        <Link to="/settings">{t('settings.title')}</Link>
      </p>
      <div className="page-head">
        <PageTitle title={t('rules.title')} />
        {mayEdit && <Button onClick={() => setOpen({ rule: null, isVersion: false })}>{t('rules.add')}</Button>}
      </div>
      <p className="page-lead">{t('rules.lead')}</p>
      {!mayEdit && <p className="settings-reason">{t('rules.read_only')}</p>}
      {error && !rules && <Refused error={error} onRetry={retry} />}
      {!rules && !error && <RowSkeleton rows={6} />}
      {rules && (
        <ul className="rule-lines">
          {rules.map((rule) => (
            <RuleLine key={rule.id} rule={rule} mayEdit={mayEdit} onOpen={(isVersion) => setOpen({ rule, isVersion })} />
          ))}
        </ul>
      )}
      <Suspense>{open && <RuleDialog open={open} onClose={() => setOpen(null)} />}</Suspense>
    </div>
  );
}

function RuleLine({ rule, mayEdit, onOpen }: { rule: ReportRule; mayEdit: boolean; onOpen: (isVersion: boolean) => void }) {
  const { t } = useWords();
  const words = useRuleWords();
  const { name } = rule;
  return (
    <li className="rule-line">
      <div>
        <p>
          <b>{name}</b> {!rule.is_active && <Tag tone="plain">{t('rules.inactive')}</Tag>}
        </p>
        <p className="rule-says">{words.says(rule)}</p>
        <p className="secondary rule-says">{rule.source}</p>
      </div>
      <div className="secondary rule-side">
        <p>{words.validity(rule)}</p>
        <p>{words.holdsFor(rule) || t('rules.for_all')}</p>
        {mayEdit && (
          <p className="rule-verbs">
            <button type="button" className="link" aria-label={t('rules.version_of', { name })} onClick={() => onOpen(true)}>
              {t('rules.version')}
            </button>
            <button type="button" className="link" aria-label={t('rules.correct_of', { name })} onClick={() => onOpen(false)}>
              {t('rules.correct')}
            </button>
          </p>
        )}
      </div>
    </li>
  );
}
