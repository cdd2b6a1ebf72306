import { useCustomMutation } from '@refinedev/core';
import { useRef, useState } from 'react';
import { RefusalError, refuse, toRefusal } from '../../../data/refusals.ts';
import type { ImportMapping, ImportResource } from '../../../domain/imports/fields.ts';
import type { FileLook, ImportCounts, LineChoice, ReadAs } from '../../../domain/imports/file-import.ts';
import { nameAct } from '../../providers/acts.ts';
import { askServer } from '../../providers/ask-server.ts';
import { useOffice } from '../../providers/office.tsx';
import { quiet } from '../hooks/use-acts.ts';
import { useWork } from '../hooks/use-work.ts';
import { readNews } from './read-news.ts';
import { useImport } from './use-import.ts';

/** What is looked at first: the columns are in it, and the file may be large. */
const PIECE = 256 * 1024;

export type ImportFacts = ReadAs & { mapping: ImportMapping | null; preset: string | null };
const fresh: ImportFacts = { encoding: null, delimiter: null, mapping: null, preset: null };
/** How far it is: lines that were read, then the comparison, then the writing, of which nobody knows how far it is. */
export type ImportCourse = { step: 'reading'; read: number; share: number } | { step: 'comparing' } | { step: 'writing' };

/** A spreadsheet on its way in: looked at, compared line by line with what is here, and taken in as one act. */
export function useFileImport(resource: ImportResource, onTaken: (counts: ImportCounts, act: string) => Promise<unknown>) {
  const { connection } = useOffice();
  const { mutateAsync: call } = useCustomMutation();
  const { error, isWorking, run } = useWork();
  const [course, setCourse] = useState<ImportCourse | null>(null);
  const [compared, setCompared] = useState<{ id: string; counts: ImportCounts } | null>(null);
  const stop = useRef<AbortController | null>(null);
  const rpc = async <Answer>(url: string, values: Record<string, unknown>, act?: string) =>
    (await call({ url, method: 'post', values, ...(act && { meta: { act } }), ...quiet })).data as Answer;
  const sheet = useImport<ImportFacts, FileLook>({
    ask: async (file, { encoding, delimiter }) => {
      const query = new URLSearchParams({ ...(encoding && { encoding }), ...(delimiter && { delimiter }) });
      const init = { method: 'POST', body: file.slice(0, PIECE), headers: { 'Content-Type': 'application/octet-stream' } };
      return (await (await askServer(connection, `/imports/${resource}/look?${query}`, init)).json()) as FileLook;
    },
    onTaken: async () => {},
  });
  const { chosen } = sheet;
  const mapping = chosen?.facts.mapping ?? chosen?.answer.mapping ?? {};
  const preset = chosen?.facts.preset ?? chosen?.answer.preset ?? 'plain';

  async function read(signal: AbortSignal) {
    if (!chosen) return;
    const { file, answer, facts } = chosen;
    const { encoding, delimiter } = facts;
    setCourse({ step: 'reading', read: 0, share: 0 });
    const about = { resource, file_name: file.name, preset, columns: answer.columns, mapping, encoding, delimiter };
    const id = await rpc<string>('begin_file_import', { p_import: about });
    const init = { method: 'POST', body: file, headers: { 'Content-Type': 'application/octet-stream' }, signal };
    const { body } = await askServer(connection, `/imports/${id}/file`, init);
    for await (const news of readNews(body ?? new ReadableStream())) {
      if ('read' in news) setCourse({ step: 'reading', ...news });
      else if ('comparing' in news) setCourse({ step: 'comparing' });
      else if ('counts' in news) return setCompared({ id, counts: news.counts });
      else {
        const { message, reason = 'server' } = news.refused;
        throw new RefusalError({ kind: 'invalid', message, reason, field: 'file' });
      }
    }
    throw refuse('unreachable');
  }

  return {
    chosen,
    mapping,
    preset,
    compared,
    course,
    error: error ?? sheet.error,
    isWorking: isWorking || sheet.isWorking,
    choose: (file: File) => {
      setCompared(null);
      sheet.look(file, fresh);
    },
    /** Which kind of file it is. */
    know: (next: string) => {
      setCompared(null);
      if (chosen) sheet.show(chosen.file, { ...chosen.facts, preset: next }, chosen.answer);
    },
    /** Columns and their meaning: nothing has to be asked again. */
    map: (next: ImportMapping) => {
      setCompared(null);
      if (chosen) sheet.show(chosen.file, { ...chosen.facts, mapping: next }, chosen.answer);
    },
    readAs: (patch: Partial<ImportFacts>) => {
      setCompared(null);
      if (chosen) sheet.look(chosen.file, { ...chosen.facts, mapping: null, ...patch });
    },
    compare: () =>
      void run(async () => {
        stop.current = new AbortController();
        const { signal } = stop.current;
        try {
          await read(signal);
        } catch (refused) {
          if (!signal.aborted) throw refused;
        } finally {
          setCourse(null);
        }
      }),
    decide: (kind: 'changed' | 'duplicate', choice: LineChoice, lines: number[] | null) =>
      run(async () => {
        if (!compared) return;
        const values = { p_import: compared.id, p_kind: kind, p_choice: choice, p_lines: lines };
        setCompared({ id: compared.id, counts: await rpc<ImportCounts>('choose_file_import', values) });
      }),
    take: () =>
      void run(async () => {
        if (!compared) return;
        const act = nameAct();
        setCourse({ step: 'writing' });
        try {
          const counts = await rpc<ImportCounts>('apply_file_import', { p_import: compared.id }, act);
          await onTaken(counts, act);
        } catch (refused) {
          // Somebody changed something meanwhile: it is compared again before anything is written.
          if (toRefusal(refused).kind === 'conflict') setCompared(null);
          throw refused;
        } finally {
          setCourse(null);
        }
      }),
    /** Stops the reading, or lets go of what was compared. What is being written is not stopped: it can be undone. */
    stop: () => {
      stop.current?.abort();
      if (compared) void rpc('discard_file_import', { p_import: compared.id }).catch(() => undefined);
      setCompared(null);
      if (!course) sheet.close();
    },
  };
}
