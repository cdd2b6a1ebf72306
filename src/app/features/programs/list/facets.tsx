import { useState } from 'react';
import type { ProgramFacets, ProgramListFilter, ProgramQuery } from '../../../../domain/programs/list-query.ts';
import { fundingLevels } from '../../../../domain/programs/program.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useProgramWords } from '../../../shared/programs/use-program-words.ts';

type Choice = { value: string; label: string; count: number | null };
type FacetsProps = { query: ProgramQuery; facets: ProgramFacets | null; onChange: (patch: Partial<ProgramQuery>) => void };

/** What can be chosen, each choice with how many there are under all others. */
export function Facets({ query, facets, onChange }: FacetsProps) {
  const { t, format } = useWords();
  const words = useProgramWords();
  const group = (name: ProgramListFilter, choices: Choice[]) => (
    <FacetGroup
      key={name}
      legend={t(`program_list.facet.${name}`)}
      choices={choices}
      chosen={query[name]}
      onChange={(chosen) => onChange({ [name]: chosen })}
    />
  );
  return (
    <div className="facets">
      <fieldset className="facet">
        <legend className="field-label">{t('program_list.facet.now')}</legend>
        {(['isOpen', 'isFree'] as const).map((name) => (
          <label key={name} className="check facet-choice">
            <input type="checkbox" checked={query[name]} onChange={({ target }) => onChange({ [name]: target.checked })} />
            <span>{t(`program_list.${name}`)}</span>
            <span className="facet-count">{facets ? format.number(name === 'isOpen' ? facets.open : facets.free) : ''}</span>
          </label>
        ))}
      </fieldset>
      {group(
        'need',
        (facets?.need ?? []).map((one) => ({ value: one.code, label: words.need(one), count: one.count })),
      )}
      {group(
        'district',
        (facets?.district ?? []).map((one) => ({ value: one.code, label: one.name, count: one.count })),
      )}
      {group(
        'language',
        (facets?.language ?? []).map((one) => ({ value: one.code, label: one.name, count: one.count })),
      )}
      {group(
        'organization',
        (facets?.organization ?? []).map((one) => ({ value: one.id, label: one.name, count: one.count })),
      )}
      {group(
        'status',
        (facets?.status ?? []).map((one) => ({ value: one.code, label: t(`program.status.${one.code}`), count: one.count })),
      )}
      {group(
        'level',
        fundingLevels.map((level) => ({ value: level, label: t(`program.level.${level}`), count: null })),
      )}
    </div>
  );
}

type FacetGroupProps = { legend: string; choices: Choice[]; chosen: string[]; onChange: (chosen: string[]) => void };
/** So many are shown at once; the rest on demand, and whatever is chosen always. */
const shownAtOnce = 8;

function FacetGroup({ legend, choices, chosen, onChange }: FacetGroupProps) {
  const { t, format } = useWords();
  const [isWhole, setWhole] = useState(false);
  // What is chosen stays to be taken away, also where nothing is left of it.
  const gone = chosen.filter((value) => !choices.some((one) => one.value === value)).map((value) => ({ value, label: value, count: 0 }));
  const all = [...choices, ...gone.filter(({ label }) => label.length < 36)];
  const shown = isWhole ? all : all.filter((one, index) => index < shownAtOnce || chosen.includes(one.value));
  if (all.length === 0) return null;
  return (
    <fieldset className="facet">
      <legend className="field-label">{legend}</legend>
      {shown.map(({ value, label, count }) => (
        <label key={value} className="check facet-choice">
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={({ target }) => onChange(target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))}
          />
          <span>{label}</span>
          <span className="facet-count">{count === null ? '' : format.number(count)}</span>
        </label>
      ))}
      {all.length > shown.length && (
        <button type="button" className="link" onClick={() => setWhole(true)}>
          {t('program_list.more', { count: all.length - shown.length })}
        </button>
      )}
    </fieldset>
  );
}
