import { useId } from 'react';
import type { Scope } from '../../../../domain/events/series-change.ts';
import { useWords } from '../../../providers/i18n.tsx';
import type { ScopeCount, SeriesScope } from './use-series.ts';

export const scopes = ['this', 'following', 'all'] as const;

type ScopeChoiceProps = {
  scope: SeriesScope;
  value: Scope;
  onChange: (value: Scope) => void;
  /** Only these are offered. */
  offered?: readonly Scope[];
  /** Whether times change: then events that people registered for stay where they are. */
  moves: boolean;
};

/** This event, this and those that follow, or all: each with how many events it touches and what stays as it is. */
export function ScopeChoice({ scope, value, onChange, offered = scopes, moves }: ScopeChoiceProps) {
  const { t, tn } = useWords();
  const id = useId();
  /** What is counted, the event in hand left out of those that are over: it is meant by itself. */
  const said = (which: Scope, { events, over, people }: ScopeCount) => {
    const others = which === 'this' ? 0 : Math.max(0, over - scope.this.over);
    return [
      which === 'this' ? '' : tn('series.touches', events - others),
      others > 0 ? tn('series.over_stay', others) : '',
      moves && which !== 'this' && people > 0 ? tn('series.people_stay', people) : '',
    ]
      .filter(Boolean)
      .join(' · ');
  };
  return (
    <fieldset className="scope-choice">
      <legend className="field-label">{t('series.scope')}</legend>
      {offered.map((which) => (
        <div key={which}>
          <input
            type="radio"
            id={`${id}-${which}`}
            name={id}
            checked={value === which}
            onChange={() => onChange(which)}
            aria-describedby={`${id}-${which}-said`}
          />
          <label htmlFor={`${id}-${which}`}>{t(`series.scope.${which}`)}</label>
          <p id={`${id}-${which}-said`} className="secondary">
            {said(which, scope[which])}
          </p>
        </div>
      ))}
    </fieldset>
  );
}
