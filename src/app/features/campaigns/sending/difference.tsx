import type { ReactNode } from 'react';
import {
  type BlockChange,
  type CampaignDifference,
  compareBlocks,
  compareWords,
  type DifferenceRow,
  textOf,
  wordsOfBlock,
} from '../../../../domain/campaigns/difference.ts';
import type { MessageKey } from '../../../i18n/translate.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { useAudienceWords } from './audience-words.ts';
import { useFieldName } from './field-name.ts';

/** What was changed: each field with both sides; texts word by word, letters block by block. */
export function Difference({ difference }: { difference: CampaignDifference }) {
  const nameOf = useFieldName();
  return (
    <dl className="wording-difference">
      {difference.rows.map((row) => (
        <div key={`${row.language}.${row.field}`}>
          <dt>{nameOf(row.language, row.field)}</dt>
          <dd>
            <Change row={row} names={difference.names} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

const byId = new Set(['list_id', 'topic_id', 'layout_id']);

function Change({ row, names }: { row: DifferenceRow; names: Record<string, string> }) {
  const { t } = useWords();
  const { languages } = useReferences();
  if (row.field === 'audience') return <AudienceWords row={row} />;
  if (row.field === 'layout') return <p>{t('sending.layout_changed')}</p>;
  if (row.field === 'message') return <p>{t(row.before === null ? 'sending.message_added' : 'sending.message_removed')}</p>;
  if (row.field === 'blocks') return <Blocks before={row.before} after={row.after} />;
  if (typeof row.before === 'string' && typeof row.after === 'string' && !byId.has(row.field) && row.field !== 'fallback_language')
    return <Words before={row.before} after={row.after} />;
  const say = (value: unknown): string => {
    if (value === null || value === undefined || value === '') return t('sending.empty');
    if (typeof value === 'boolean') return t(value ? 'sending.yes' : 'sending.no');
    if (row.field === 'fallback_language') return languages.find(({ code }) => code === value)?.name ?? String(value);
    if (byId.has(row.field)) return names[String(value)] ?? String(value);
    // A name with the beginning of what is in the file.
    if (row.field === 'attachments' && Array.isArray(value))
      return value.map((file) => String(file).replace(/ [0-9a-f]{8}$/, '')).join(', ') || t('sending.empty');
    return textOf(value);
  };
  return (
    <p>
      <del>
        <Side which="before" />
        {say(row.before)}
      </del>{' '}
      <ins>
        <Side which="after" />
        {say(row.after)}
      </ins>
    </p>
  );
}

/** Who gets it, as a sentence on each side. */
function AudienceWords({ row }: { row: DifferenceRow }) {
  return <Words before={useAudienceWords(row.before)} after={useAudienceWords(row.after)} />;
}

/** Colour and line say which side it is; this says it to whoever listens. */
function Side({ which }: { which: 'before' | 'after' }) {
  const { t } = useWords();
  return <span className="visually-hidden">{t(`sending.${which}`)}: </span>;
}

function Words({ before, after }: { before: string; after: string }) {
  return (
    <p className="lines">
      {compareWords(before, after).map((piece, index) => {
        // Pieces have no name of their own; their place is one.
        const key = `${index}-${piece.kind}`;
        if (piece.kind === 'same') return <span key={key}>{piece.text}</span>;
        return piece.kind === 'gone' ? (
          <del key={key}>
            <Side which="before" />
            {piece.text}
          </del>
        ) : (
          <ins key={key}>
            <Side which="after" />
            {piece.text}
          </ins>
        );
      })}
    </p>
  );
}

function Blocks({ before, after }: { before: unknown; after: unknown }) {
  return (
    <ul className="block-changes">
      {compareBlocks(before, after).map((change) => (
        <li key={`${change.kind}-${change.block.id}`}>
          <BlockLine change={change} />
        </li>
      ))}
    </ul>
  );
}

const knownKinds = ['heading', 'text', 'image', 'button', 'events', 'programs', 'divider'];
const knownFields = ['text', 'label', 'url', 'href', 'alt', 'level', 'width', 'days', 'limit', 'district', 'names', 'kind', 'place'];

function BlockLine({ change: { kind, block, fields } }: { change: BlockChange }) {
  const { t } = useWords();
  const name = knownKinds.includes(block.kind ?? '') ? t(`sending.block_kind.${block.kind}` as MessageKey) : (block.kind ?? '');
  const head: ReactNode = (
    <b>
      {name}, {t(`sending.block.${kind}`).toLocaleLowerCase()}
    </b>
  );
  if (kind === 'added' || kind === 'removed') {
    const words = wordsOfBlock(block);
    return (
      <>
        {head}
        {words && <p className="lines">{kind === 'added' ? <ins>{words}</ins> : <del>{words}</del>}</p>}
      </>
    );
  }
  return (
    <>
      {head}
      {kind === 'moved' && <p className="secondary">{wordsOfBlock(block).slice(0, 120)}</p>}
      {fields.map(({ field, before, after }) => (
        <div key={field}>
          {knownFields.includes(field) && field !== 'text' && (
            <span className="secondary">{t(`sending.block_field.${field}` as MessageKey)}</span>
          )}
          <Words before={before} after={after} />
        </div>
      ))}
    </>
  );
}
