/** Names by which a JavaScript object reaches what all objects share. No column of ours is called so. */
const SHARED = /^(__proto__|constructor|prototype)$/;

/**
 * @supabase/lite 0.10 keeps the filters of a request in a plain object by the names in its address: `?__proto__=neq.1` would
 * write into every object of the process. Such an address is answered here and never gets there; null when it is harmless.
 */
export function refuseSharedNames(request: Request): Response | null {
  const { search, searchParams } = new URL(request.url);
  const isHarmful = [...searchParams].some(
    ([name, value]) => name.split(/[^A-Za-z0-9_]+/).some((part) => SHARED.test(part)) || value.includes('__proto__'),
  );
  if (!isHarmful && !search.includes('__proto__')) return null;
  return Response.json({ code: 'PGRST100', message: 'There is no such column. Check the address.' }, { status: 400 });
}
