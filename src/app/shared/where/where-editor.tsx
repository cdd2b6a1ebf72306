import '../../styles/where.css';
import { Button, Select } from 'antd';
import { useRef, useState } from 'react';
import { valueKinds, whereLimits } from '../../../domain/residents/where.ts';
import {
  type ConditionDraft,
  countParts,
  type Draft,
  emptyCondition,
  emptyGroup,
  type GroupDraft,
  joins,
  toWhere,
  withPart,
} from '../../../domain/residents/where-draft.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useWhereNames, type WhereNames } from './use-where-names.ts';
import { ValuesPicker } from './values-picker.tsx';

const kinds = [...valueKinds, 'needs_interpreter'] as const;
/** A group in the outermost one, no deeper: each may stand in a "not", as its conditions may, and the database reads six levels. */
const deepest = 2;

type EditorProps = { draft: GroupDraft; onChange: (draft: GroupDraft) => void };

/** Puts conditions together, by keyboard as well: each is a line, groups are indented. */
export function WhereEditor({ draft, onChange }: EditorProps) {
  const names = useWhereNames(toWhere(draft), true);
  const [fresh, setFresh] = useState<number | null>(null);
  const isFull = countParts(draft) >= whereLimits.nodes / 2;
  const shared = {
    names,
    fresh,
    isFull,
    onPart: (key: number, change: (part: Draft) => Draft | null) =>
      onChange(key === draft.key ? (change(draft) as GroupDraft) : withPart(draft, key, change)),
    onFresh: setFresh,
  };
  return <Group {...shared} group={draft} depth={0} />;
}

type Shared = {
  names: WhereNames;
  /** The part that was just added, where typing goes on. */
  fresh: number | null;
  isFull: boolean;
  onPart: (key: number, change: (part: Draft) => Draft | null) => void;
  onFresh: (key: number | null) => void;
};

function Group({ group, depth, ...shared }: Shared & { group: GroupDraft; depth: number }) {
  const { t } = useWords();
  const box = useRef<HTMLFieldSetElement>(null);
  const add = (part: Draft) => {
    shared.onFresh(part.key);
    shared.onPart(group.key, (now) => ({ ...(now as GroupDraft), parts: [...(now as GroupDraft).parts, part] }));
  };
  // The keyboard goes on where the next thing is added.
  const onRemoved = () => box.current?.querySelector<HTMLElement>('.where-add input')?.focus();
  const offered = joins.filter((join) => join !== 'not_all' || group.join === 'not_all');
  return (
    <fieldset className="where-group" ref={box}>
      <legend className="visually-hidden">{t(depth === 0 ? 'where.conditions' : 'where.group')}</legend>
      {(group.parts.length > 1 || depth > 0 || group.join !== 'all') && (
        <div className="where-join">
          <Select
            aria-label={t('where.join')}
            showSearch={false}
            popupMatchSelectWidth={false}
            value={group.join}
            options={offered.map((value) => ({ value, label: t(`where.join.${value}`) }))}
            onChange={(join) => shared.onPart(group.key, (now) => ({ ...(now as GroupDraft), join }))}
          />
          {depth > 0 && (
            <button type="button" className="link" onClick={() => shared.onPart(group.key, () => null)}>
              {t('where.take_away_what', { what: t('where.group') })}
            </button>
          )}
        </div>
      )}
      <ul className="where-parts">
        {group.parts.map((part) => (
          <li key={part.key}>
            {part.kind === 'group' ? (
              <Group {...shared} group={part} depth={depth + 1} />
            ) : (
              <Condition {...shared} part={part} onRemoved={onRemoved} />
            )}
          </li>
        ))}
      </ul>
      {depth > 0 && group.parts.length === 0 && <p className="secondary">{t('where.empty_group')}</p>}
      <div className="where-foot">
        <Select
          className="where-add"
          aria-label={t('where.add')}
          placeholder={t('where.add')}
          disabled={shared.isFull}
          popupMatchSelectWidth={false}
          optionFilterProp="label"
          showSearch
          value={null}
          options={kinds.map((value) => ({ value, label: t(`where.kind.${value}`) }))}
          onSelect={(kind: ConditionDraft['kind'] | null) => kind && add(emptyCondition(kind))}
        />
        {depth < deepest - 1 && (
          <Button disabled={shared.isFull} onClick={() => add(emptyGroup('any'))}>
            {t('where.add_group')}
          </Button>
        )}
      </div>
      {depth === 0 && shared.isFull && <p className="secondary">{t('where.too_many')}</p>}
    </fieldset>
  );
}

function Condition({ part, names, fresh, onPart, onFresh, onRemoved }: Shared & { part: ConditionDraft; onRemoved: () => void }) {
  const { t } = useWords();
  const kind = t(`where.kind.${part.kind}`);
  const [is, isNot] =
    part.kind === 'needs_interpreter'
      ? (['where.needs', 'where.needs_not'] as const)
      : ['list', 'attended', 'registered', 'program', 'inquiry_topic'].includes(part.kind)
        ? (['where.did', 'where.did_not'] as const)
        : (['where.is', 'where.is_not'] as const);
  const change = (patch: Partial<ConditionDraft>) => onPart(part.key, (now) => ({ ...(now as ConditionDraft), ...patch }));
  return (
    <div className="where-line">
      <span className="where-kind">{kind}</span>
      <Select
        aria-label={t('where.matching', { kind })}
        showSearch={false}
        popupMatchSelectWidth={false}
        value={part.isNot ? 'not' : 'is'}
        options={[
          { value: 'is', label: t(is) },
          { value: 'not', label: t(isNot) },
        ]}
        autoFocus={part.kind === 'needs_interpreter' && fresh === part.key}
        onChange={(value) => change({ isNot: value === 'not' })}
      />
      {part.kind === 'needs_interpreter' ? (
        <span />
      ) : (
        <ValuesPicker part={part} names={names} autoFocus={fresh === part.key} onChange={(values) => change({ values })} />
      )}
      <button
        type="button"
        className="link where-remove"
        aria-label={t('where.take_away_what', { what: kind })}
        onClick={() => {
          onFresh(null);
          onPart(part.key, () => null);
          onRemoved();
        }}
      >
        {t('where.take_away')}
      </button>
    </div>
  );
}
