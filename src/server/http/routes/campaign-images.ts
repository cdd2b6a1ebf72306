import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { imageAddress, imageTypeOf, judgeImage, LARGEST_IMAGE } from '../../campaigns/images.ts';
import type { Office } from '../../office.ts';
import { answered, callerOf, personOf, UUID } from '../caller.ts';
import { Refusal } from '../errors.ts';

type Kept = { id: string; path: string; name: string; media_type: string; width: number; height: number };
const tooLarge = () =>
  new Refusal(413, 'This picture is larger than 5 MB. Make it smaller, then choose it again.', 'file', 'image_too_large');

/** Pictures in letters: taken from whoever writes campaigns, shown to whoever has their address, because mail programs do not sign in. */
export function campaignImageRoutes(app: Hono, office: Office): void {
  app.post(
    '/campaigns/:id/images',
    bodyLimit({
      maxSize: LARGEST_IMAGE,
      onError: () => {
        throw tooLarge();
      },
    }),
    async (context) => {
      const caller = callerOf(context, office);
      const person = await personOf(caller);
      if (!['coordinator', 'manager', 'admin'].includes(person.role))
        throw new Refusal(403, 'Letters to many need the role "coordinator". Ask an administrator.');
      const given = Buffer.from(await context.req.arrayBuffer());
      if (given.length > LARGEST_IMAGE) throw tooLarge();
      const image = judgeImage(given, nameOf(context.req.header('x-file-name')));
      if (!image) throw new Refusal(422, 'This is no whole PNG, JPEG, GIF or WebP picture. Choose one of those.', 'file', 'image_kind');
      const { bytes, facts } = image;
      // Bytes first, then the row: a row never promises bytes that are not there.
      await office.files.put(facts.path, bytes, facts.media_type);
      let kept: Kept | null = null;
      try {
        const ticket = answered(
          await office.backend.service.rpc('prepare_attachment', { p_file: { ...facts, table: 'campaign_images' } }),
        ) as string;
        kept = answered(await caller.rpc('add_campaign_image', { p_ticket: ticket })) as unknown as Kept;
      } finally {
        if (kept?.path !== facts.path) await office.files.remove(facts.path);
      }
      const { id, name, width, height } = kept;
      return context.json({ id, name, width, height, url: `${office.address.url}${imageAddress(kept)}` });
    },
  );

  app.get('/i/:name', async (context) => {
    const [, id = '', ending = ''] = /^([0-9a-f-]{36})\.([a-z]+)$/.exec(context.req.param('name')) ?? [];
    const type = imageTypeOf(ending);
    if (!UUID.test(id) || !type) throw new Refusal(404, 'There is no such picture.');
    const { data, error } = await office.backend.service
      .from('campaign_images')
      .select('path, media_type, bytes')
      .eq('id', id)
      .maybeSingle();
    if (error) throw error;
    const found = data as { path: string; media_type: string; bytes: number } | null;
    const body = found?.media_type === type ? await office.files.stream(found.path) : null;
    if (!found || !body) throw new Refusal(404, 'There is no such picture.');
    return new Response(body, {
      headers: {
        'Content-Type': found.media_type,
        'Content-Length': String(found.bytes),
        // What an address shows never changes.
        'Cache-Control': 'public, max-age=31536000, immutable',
        'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'X-Robots-Tag': 'noindex',
      },
    });
  });
}

function nameOf(header: string | undefined): string {
  try {
    return decodeURIComponent(header ?? '') || 'picture';
  } catch {
    return 'picture';
  }
}
