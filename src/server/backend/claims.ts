const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Whether a token says of itself what none of ours says. @supabase/lite 0.10 takes whatever role a signed token names, an
 * owner of the database too, and gives any text for a person to SQL. Nobody without the office's secret can sign one; whoever
 * has read that must still not become the owner. Nothing is verified here: that comes after.
 */
export function claimsTooMuch(request: Request): boolean {
  const token = /^Bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  const body = token?.split('.')[1];
  if (!body) return false;
  try {
    const claims: unknown = JSON.parse(Buffer.from(body, 'base64url').toString());
    if (typeof claims !== 'object' || claims === null) return true;
    const { role, sub } = claims as { role?: unknown; sub?: unknown };
    return role !== 'authenticated' || typeof sub !== 'string' || !UUID.test(sub);
  } catch {
    return true;
  }
}

export const refuseClaims = (): Response =>
  Response.json({ code: 'PGRST301', details: null, hint: null, message: 'This sign-in is not one of this office.' }, { status: 401 });
