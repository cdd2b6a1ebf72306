import { useInvalidate, useList } from '@refinedev/core';
import { useEffect, useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import type { SourceProblem } from '../../../../domain/campaigns/mjml-source.ts';
import { nameAct } from '../../../providers/acts.ts';
import { askServerJson } from '../../../providers/ask-server.ts';
import { useOffice } from '../../../providers/office.tsx';

export type Layout = {
  id: string;
  name: string;
  mjml: string;
  is_default: boolean;
  is_active: boolean;
  version: number;
  updated_at: string;
};

/** How letters can look: the usual one first. */
export function useLayouts() {
  const { query } = useList<Layout>({
    resource: 'email_layouts',
    meta: { select: 'id,name,mjml,is_default,is_active,version,updated_at' },
    sorters: [
      { field: 'is_default', order: 'desc' },
      { field: 'is_active', order: 'desc' },
      { field: 'name', order: 'asc' },
    ],
    pagination: { mode: 'off' },
    errorNotification: false,
  });
  return { layouts: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}

type LayoutPatch = Partial<Pick<Layout, 'name' | 'mjml' | 'is_default' | 'is_active'>>;

/** Saves a layout through the server, which first makes a letter of it. */
export function useLayoutActs() {
  const { connection } = useOffice();
  const invalidate = useInvalidate();
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);
  async function save(
    patch: LayoutPatch,
    of: Pick<Layout, 'id' | 'version'> | null,
    onDone: (act: string) => void,
  ): Promise<string | null> {
    const act = nameAct();
    setWorking(true);
    setError(null);
    try {
      const { id } = await askServerJson<{ id: string }>(connection, '/campaigns/layouts', {
        ...patch,
        ...(of ? { id: of.id, version: of.version } : {}),
        act,
      });
      onDone(act);
      await invalidate({ resource: 'email_layouts', invalidates: ['resourceAll'] });
      return id;
    } catch (refused) {
      setError(refused);
      if (toRefusal(refused).kind === 'conflict') await invalidate({ resource: 'email_layouts', invalidates: ['resourceAll'] });
      return null;
    } finally {
      setWorking(false);
    }
  }
  return { error, isWorking, clear: () => setError(null), save };
}

export type LayoutPicture = { html: string; problems: SourceProblem[] };

/** A letter in the layout as it is being written, drawn anew when writing rests. The last picture that could be drawn stays. */
export function useLayoutPicture(mjml: string, language: string) {
  const { connection } = useOffice();
  const [picture, setPicture] = useState<LayoutPicture | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    let isOver = false;
    const timer = setTimeout(async () => {
      try {
        const next = await askServerJson<LayoutPicture>(connection, '/campaigns/layouts/preview', { mjml, language });
        if (isOver) return;
        setPicture((before) => ({ html: next.html || (before?.html ?? ''), problems: next.problems }));
        setError(null);
      } catch (refused) {
        if (!isOver) setError(refused);
      }
    }, 350);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [connection, mjml, language]);
  return { picture, error };
}
