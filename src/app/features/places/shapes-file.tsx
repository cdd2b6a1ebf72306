import { useInvalidate } from '@refinedev/core';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { nameAct } from '../../providers/acts.ts';
import { askServerJson } from '../../providers/ask-server.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useOffice } from '../../providers/office.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { ChoiceField } from '../../shared/fields/choice-field.tsx';
import { TextField } from '../../shared/fields/text-field.tsx';
import type { AreaKind } from '../../shared/places/use-shapes.ts';

type Why = 'district' | 'code' | 'name' | 'twice' | 'no_polygon' | 'open_ring' | 'not_degrees';
type Columns = { code: string; name: string; people: string | null };
type Answer = { added: number; changed: number; same: number; assigned: number; wrong: { line: number; why: Why; value: string }[] };
type Look = { properties: { name: string; example: string }[]; columns: Columns | null; answer: Answer | null };
type Chosen = { name: string; text: string; look: Look };
const shownLines = 12;

/** Takes a file of shapes in: what is in it, which property says what, and what it would change are shown first. */
export function ShapesFile() {
  const { t, format } = useWords();
  const { done } = useNotify();
  const { connection } = useOffice();
  const invalidate = useInvalidate();
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [kind, setKind] = useState<AreaKind>('districts');
  const [source, setSource] = useState('');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);

  async function run(work: () => Promise<void>) {
    setWorking(true);
    setError(null);
    try {
      await work();
    } catch (refused) {
      setError(refused);
    } finally {
      setWorking(false);
    }
  }
  const look = (name: string, text: string, of: AreaKind, columns: Columns | null) =>
    run(async () => {
      const found = await askServerJson<Look>(connection, '/places/shapes', { text, kind: of, columns, dry_run: true });
      setChosen({ name, text, look: found });
    });
  const take = ({ name, text, look: { columns } }: Chosen) =>
    run(async () => {
      const act = nameAct();
      const asked = { text, kind, columns, source, dry_run: false, act };
      const found = await askServerJson<Look>(connection, '/places/shapes', asked);
      if (!found.answer || found.answer.wrong.length > 0) return setChosen({ name, text, look: found });
      setChosen(null);
      done(t('settings.map_taken', { assigned: format.number(found.answer.assigned) }), { undo: act });
      await Promise.all([
        queries.invalidateQueries({ predicate: ({ meta }) => Array.isArray(meta?.live) && meta.live.includes('area_shapes') }),
        invalidate({ resource: 'changes', invalidates: ['resourceAll'] }),
      ]);
    });
  return (
    <div className="map-file">
      <ChoiceField
        label={t('settings.map_kind')}
        value={kind}
        options={(['districts', 'neighborhoods'] as const).map((value) => ({ value, label: t(`map.areas.${value}`) }))}
        onChange={(value) => {
          const next = value === 'neighborhoods' ? 'neighborhoods' : 'districts';
          setKind(next);
          if (chosen) void look(chosen.name, chosen.text, next, chosen.look.columns);
        }}
      />
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('settings.map_choose')}
        accept="application/geo+json,.geojson,application/json,.json"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          setChosen(null);
          if (file) void file.text().then((text) => look(file.name, text, kind, null));
        }}
      />
      <Button loading={isWorking && !chosen} onClick={() => input.current?.click()}>
        {t('settings.map_choose')}
      </Button>
      <RefusedLine error={error} />
      {chosen && (
        <ChosenFile
          chosen={chosen}
          kind={kind}
          source={source}
          isWorking={isWorking}
          onSource={setSource}
          onColumns={(columns) => void look(chosen.name, chosen.text, kind, columns)}
          onCancel={() => setChosen(null)}
          onTake={() => void take(chosen)}
        />
      )}
    </div>
  );
}

type ChosenFileProps = {
  chosen: Chosen;
  kind: AreaKind;
  source: string;
  isWorking: boolean;
  onSource: (source: string) => void;
  onColumns: (columns: Columns) => void;
  onCancel: () => void;
  onTake: () => void;
};

function ChosenFile({ chosen, kind, source, isWorking, onSource, onColumns, onCancel, onTake }: ChosenFileProps) {
  const { t, format } = useWords();
  const { properties, columns, answer } = chosen.look;
  const options = properties.map(({ name, example }) => ({ value: name, label: example ? `${name} (${example})` : name }));
  const change = (changed: Partial<Columns>) => {
    const code = changed.code ?? columns?.code ?? '';
    if (code) onColumns({ code, name: changed.name ?? columns?.name ?? code, people: changed.people ?? columns?.people ?? null });
  };
  return (
    <div className="map-file" aria-live="polite">
      <h3>{chosen.name}</h3>
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
      <TextField label={t('settings.map_source')} value={source} maxLength={300} onChange={onSource} />
      {answer && answer.wrong.length === 0 && (
        <p>
          {t('settings.map_would', {
            added: format.number(answer.added),
            changed: format.number(answer.changed),
            same: format.number(answer.same),
          })}
        </p>
      )}
      {answer && answer.wrong.length > 0 && (
        <>
          <p className="field-error">{t('settings.map_wrong')}</p>
          <ul className="reach-wrong">
            {answer.wrong.slice(0, shownLines).map(({ line, why, value }) => (
              <li key={line}>
                {t('settings.map_line', { line: String(line) })} {t(`settings.map_wrong_${why}`, { value })}
              </li>
            ))}
          </ul>
          {answer.wrong.length > shownLines && <p>{t('reach.wrong_more', { count: format.number(answer.wrong.length - shownLines) })}</p>}
        </>
      )}
      <div className="form-foot">
        <Button onClick={onCancel}>{t('action.cancel')}</Button>
        {answer && answer.wrong.length === 0 && (
          <Button type="primary" loading={isWorking} onClick={onTake}>
            {t('settings.map_take')}
          </Button>
        )}
      </div>
    </div>
  );
}
