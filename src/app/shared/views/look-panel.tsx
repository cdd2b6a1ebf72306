import { type Density, densities } from '../../../domain/shared/saved-view.ts';
import { useWords } from '../../providers/i18n.tsx';
import type { Look } from './use-look.ts';

type LookPanelProps = {
  look: Look;
  offered: { value: string; label: string }[];
  onChange: (patch: Partial<Look>) => void;
  /** The view that keeps it, when it is not the person. */
  keptBy: string | null;
  isKept: boolean;
};

/** Which facts a row shows, and how close the rows stand. */
export function LookPanel({ look, offered, onChange, keptBy, isKept }: LookPanelProps) {
  const { t } = useWords();
  const toggle = (value: string, on: boolean) =>
    onChange({ columns: offered.map((one) => one.value).filter((one) => (one === value ? on : look.columns.includes(one))) });
  return (
    <div className="look-panel">
      <fieldset className="look-choice">
        <legend className="field-label">{t('look.facts')}</legend>
        {offered.map(({ value, label }) => (
          <label key={value} className="check">
            <input type="checkbox" checked={look.columns.includes(value)} onChange={(event) => toggle(value, event.target.checked)} />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
      <fieldset className="look-choice">
        <legend className="field-label">{t('look.density')}</legend>
        {densities.map((value: Density) => (
          <label key={value} className="check">
            <input type="radio" name="density" checked={look.density === value} onChange={() => onChange({ density: value })} />
            <span>{t(`look.${value}`)}</span>
          </label>
        ))}
      </fieldset>
      <p className={isKept ? 'secondary' : 'field-error'} role="status">
        {isKept ? (keptBy ? t('look.kept_by_view', { name: keptBy }) : t('look.kept_by_me')) : t('look.not_kept')}
      </p>
    </div>
  );
}
