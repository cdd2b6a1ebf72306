import { useInvalidate } from '@refinedev/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { askServerJson } from '../../providers/ask-server.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useOffice } from '../../providers/office.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { ChoiceField } from '../../shared/fields/choice-field.tsx';
import { TextField } from '../../shared/fields/text-field.tsx';
import { ChosenFile } from '../../shared/imports/chosen-file.tsx';
import { FileChoice, json } from '../../shared/imports/file-choice.tsx';
import { FirstLines } from '../../shared/imports/first-lines.tsx';
import { useImport } from '../../shared/imports/use-import.ts';
import type { AreaKind } from '../../shared/places/use-shapes.ts';

type Why = 'district' | 'code' | 'name' | 'twice' | 'no_polygon' | 'open_ring' | 'not_degrees';
type Columns = { code: string; name: string; people: string | null };
type Answer = { added: number; changed: number; same: number; assigned: number; wrong: { line: number; why: Why; value: string }[] };
type Look = { properties: { name: string; example: string }[]; columns: Columns | null; answer: Answer | null };
type Facts = { text: string; kind: AreaKind; columns: Columns | null };

/** Takes a file of shapes in: what is in it, which property says what, and what it would change are shown first. */
export function ShapesFile() {
  const { t, format } = useWords();
  const { done } = useNotify();
  const { connection } = useOffice();
  const invalidate = useInvalidate();
  const queries = useQueryClient();
  const [kind, setKind] = useState<AreaKind>('districts');
  const [source, setSource] = useState('');
  const shapes = useImport<Facts, Look>({
    ask: (_, facts, act) =>
      askServerJson(connection, '/places/shapes', act ? { ...facts, source, dry_run: false, act } : { ...facts, dry_run: true }),
    isTaken: ({ answer }) => answer !== null && answer.wrong.length === 0,
    onTaken: async ({ answer }, act) => {
      done(t('settings.map_taken', { assigned: format.number(answer?.assigned ?? 0) }), { undo: act });
      await Promise.all([
        queries.invalidateQueries({ predicate: ({ meta }) => Array.isArray(meta?.live) && meta.live.includes('area_shapes') }),
        invalidate({ resource: 'changes', invalidates: ['resourceAll'] }),
      ]);
    },
  });
  const { chosen, isWorking } = shapes;
  const facts = chosen && { ...chosen.facts, columns: chosen.answer.columns };
  return (
    <div className="map-file">
      <ChoiceField
        label={t('settings.map_kind')}
        value={kind}
        options={(['districts', 'neighborhoods'] as const).map((value) => ({ value, label: t(`map.areas.${value}`) }))}
        onChange={(value) => {
          const next = value === 'neighborhoods' ? 'neighborhoods' : 'districts';
          setKind(next);
          if (chosen && facts) shapes.look(chosen.file, { ...facts, kind: next });
        }}
      />
      <FileChoice
        label={t('settings.map_choose')}
        accept={`application/geo+json,.geojson,${json}`}
        isWorking={isWorking && !chosen}
        onFile={(file) => void file.text().then((text) => shapes.look(file, { text, kind, columns: null }))}
      />
      <RefusedLine error={shapes.error} />
      {chosen && facts && (
        <ChosenFile
          title={chosen.file.name}
          level={3}
          isWorking={isWorking}
          onCancel={shapes.close}
          next={
            chosen.answer.answer?.wrong.length === 0 ? { label: t('settings.map_take'), go: () => shapes.take(chosen.file, facts) } : null
          }
        >
          <div className="map-file" aria-live="polite">
            <Properties look={chosen.answer} kind={kind} onColumns={(columns) => shapes.look(chosen.file, { ...facts, columns })} />
            <TextField label={t('settings.map_source')} value={source} maxLength={300} onChange={setSource} />
            {chosen.answer.answer && <Outcome answer={chosen.answer.answer} />}
          </div>
        </ChosenFile>
      )}
    </div>
  );
}

type PropertiesProps = { look: Look; kind: AreaKind; onColumns: (columns: Columns) => void };

/** Which property of the shapes says what. */
function Properties({ look: { properties, columns }, kind, onColumns }: PropertiesProps) {
  const { t } = useWords();
  const options = properties.map(({ name, example }) => ({ value: name, label: example ? `${name} (${example})` : name }));
  const change = (changed: Partial<Columns>) => {
    const code = changed.code ?? columns?.code ?? '';
    if (code) onColumns({ code, name: changed.name ?? columns?.name ?? code, people: changed.people ?? columns?.people ?? null });
  };
  return (
    <>
      <ChoiceField
        label={t('settings.map_code')}
        value={columns?.code ?? null}
        options={options}
        error={columns ? undefined : t('settings.map_pick_code')}
        onChange={(code) => code && change({ code })}
      />
      {kind === 'neighborhoods' && (
        <>
          <ChoiceField
            label={t('settings.map_name')}
            value={columns?.name ?? null}
            options={options}
            onChange={(name) => name && change({ name })}
          />
          <ChoiceField
            label={t('settings.map_people')}
            value={columns?.people ?? null}
            emptyLabel={t('settings.map_no_people')}
            options={options}
            onChange={(people) => change({ people: people ?? '' })}
          />
        </>
      )}
    </>
  );
}

function Outcome({ answer: { added, changed, same, wrong } }: { answer: Answer }) {
  const { t, format } = useWords();
  if (wrong.length === 0)
    return <p>{t('settings.map_would', { added: format.number(added), changed: format.number(changed), same: format.number(same) })}</p>;
  return (
    <>
      <p className="field-error">{t('settings.map_wrong')}</p>
      <FirstLines
        lines={wrong.map(({ line, why, value }) => ({
          key: String(line),
          text: `${t('settings.map_line', { line })} ${t(`settings.map_wrong_${why}`, { value })}`,
        }))}
      />
    </>
  );
}
