import '../../../styles/event-form.css';
import '../../../styles/awards.css';
import { readCents, sumCents } from '../../../../domain/shared/money.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { FormSection } from '../../../shared/fields/form-section.tsx';
import { useComponents, useListings } from '../../../shared/grants/use-grant-references.ts';
import { FormBasics } from './basics.tsx';
import type { AwardSection } from './checks.ts';
import { FormCity } from './city.tsx';
import { FormDetails } from './details.tsx';
import { FormMoney } from './money.tsx';
import { FormMore } from './more.tsx';
import type { AwardPartProps } from './part.ts';
import { FormRoles } from './roles.tsx';
import { FormSchedule } from './schedule.tsx';
import { FormShares } from './shares.tsx';
import type { AwardValues } from './values.ts';

type AwardFormProps = Pick<AwardPartProps, 'values' | 'onChange' | 'errors' | 'id' | 'isAccepted' | 'ownUei'> & {
  /** The parts in which something is wrong: they open. */
  wanted: ReadonlySet<AwardSection>;
};

const parts = [
  ['city', FormCity],
  ['roles', FormRoles],
  ['shares', FormShares],
  ['details', FormDetails],
  ['more', FormMore],
] as const;

/** An award: which, when and how much first; everything else in parts that open. */
export function AwardForm({ wanted, ...given }: AwardFormProps) {
  const { t } = useWords();
  const components = useComponents() ?? [];
  const listings = useListings() ?? [];
  const summaries = useSummaries(given.values);
  const props: AwardPartProps = { ...given, components, listings };
  return (
    <div className="event-form award-form">
      <FormBasics {...props} />
      <FormMoney {...props} />
      <div className="form-sections">
        {parts.map(([name, Part]) => (
          <FormSection key={name} name={name} title={t(`award.form.part_${name}`)} summary={summaries[name]} isWanted={wanted.has(name)}>
            <Part {...props} />
          </FormSection>
        ))}
        <FormSection name="schedule" title={t('schedule.preview_title')} summary={t('schedule.preview_summary')} isWanted={false}>
          <FormSchedule {...props} />
        </FormSection>
      </div>
    </div>
  );
}

/** What stands in each part while it is closed. */
function useSummaries(values: AwardValues): Record<AwardSection, string> {
  const { t, tn, format } = useWords();
  const { staff, organizations } = useReferences();
  const named = (rows: { id: string; name: string }[], id: string | null) => rows.find((row) => row.id === id)?.name;
  const shared = sumCents(values.shares.map(({ amount }) => readCents(amount)));
  return {
    city:
      [named(organizations, values.department_id), named(staff, values.lead_id), values.fund_code.trim()].filter(Boolean).join(' · ') ||
      t('value.none'),
    roles: values.roles.length > 0 ? tn('award.form.roles_count', values.roles.length) : t('value.none'),
    shares: shared === null ? t('value.none') : format.money(shared),
    details: t(
      values.component_id || values.instrument || values.uniform_guidance_version ? 'award.form.details_set' : 'award.form.details_read',
    ),
    more: values.sections.map((section) => `§ ${section}`).join(', '),
  };
}
