import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Office } from '../../office.ts';
import { lookAtShapes, readShapes, type ShapeColumns, ShapesRefused } from '../../places/read-shapes.ts';
import { answered, callerOf, personOf, UUID } from '../caller.ts';
import { Refusal } from '../errors.ts';
import { readJson } from '../read-json.ts';

const LARGEST_FILE = 24 * 1024 * 1024;

/**
 * Takes a GeoJSON file of districts or neighborhoods in, or says what is in it and what taking it would do. Who may, and which shape is
 * wrong, the database decides.
 */
export function placeRoutes(app: Hono, office: Office): void {
  app.post(
    '/places/shapes',
    bodyLimit({
      maxSize: LARGEST_FILE,
      onError: () => {
        throw new Refusal(413, 'The file is larger than 24 MB. Simplify its shapes, then choose it again.', 'text', 'shapes_large');
      },
    }),
    async (context) => {
      const caller = callerOf(context, office);
      const { role } = await personOf(caller);
      if (role !== 'admin') throw new Refusal(403, 'Administrators take shapes in.');
      const { text, kind, columns, source, dry_run, act } = await readJson(context);
      if (typeof text !== 'string') throw new Refusal(422, 'Choose a file first.', 'text');
      if (kind !== 'districts' && kind !== 'neighborhoods') throw new Refusal(422, 'Shapes are of districts or of neighborhoods.', 'kind');
      try {
        const file = lookAtShapes(text);
        const chosen = columnsOf(columns) ?? file.guess;
        if (!chosen) return context.json({ ...file, columns: null, answer: null });
        const request = caller.rpc('save_shapes', {
          p_kind: kind,
          p_shapes: readShapes(text, chosen) as never,
          p_source: typeof source === 'string' ? source : '',
          p_dry_run: dry_run !== false,
        });
        const answer = answered(
          await (typeof act === 'string' && UUID.test(act) ? request.setHeader('X-Change-Set', act) : request),
        ) as object;
        return context.json({ ...file, columns: chosen, answer });
      } catch (error) {
        if (error instanceof ShapesRefused) throw new Refusal(422, error.message, 'text', error.reason);
        throw error;
      }
    },
  );
}

function columnsOf(value: unknown): ShapeColumns | null {
  const { code, name, people } = (value ?? {}) as Record<string, unknown>;
  if (typeof code !== 'string' || typeof name !== 'string') return null;
  return { code, name, people: typeof people === 'string' && people !== '' ? people : null };
}
