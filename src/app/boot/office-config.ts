/** What the server says about itself before anybody has signed in (GET /config.json). */
export type OfficeConfig = {
  /** Base of the REST and sign-in services; empty means the same origin. */
  supabase_url: string;
  publishable_key: string;
  office_name: string;
  city_name: string;
  /** Where the files keep the logo, when the office has one. */
  logo_path: string | null;
  /** IANA name, such as America/Chicago: days and months are cut at its midnight. */
  time_zone: string;
  /** True for a sample office, so that nobody takes invented people for real ones. */
  is_sample: boolean;
  /** True while the office has no administrator. */
  needs_setup: boolean;
  /** Whether letters leave: codes, new passwords and invitations by e-mail. */
  sends_mail: boolean;
  /** Whether this backend keeps second factors. */
  second_factor: boolean;
  /** The city's own sign-in, where it is set. */
  single_sign_on: { kind: 'saml' | 'oidc'; name: string; label: string } | null;
  version: string;
};

/** Asks the server who it is. Rejects when it cannot be reached or answers something else. */
export async function loadOfficeConfig(transport: typeof fetch = fetch): Promise<OfficeConfig> {
  const response = await transport('/config.json', { headers: { Accept: 'application/json' } });
  if (!response.ok) throw new Error(`The server answered ${response.status} to /config.json.`);
  return (await response.json()) as OfficeConfig;
}
