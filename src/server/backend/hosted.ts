import { createDataClient } from '../../data/client.ts';
import { type BackendChoice, ConfigError } from '../config.ts';
import type { Backend } from './index.ts';

/** Hosted Supabase: nothing of ours runs but clients. Migrations come through the Supabase CLI. */
export async function openHosted(choice: Extract<BackendChoice, { kind: 'hosted' }>): Promise<Backend> {
  const service = createDataClient({ url: choice.supabaseUrl, key: choice.secretKey });
  const { error } = await service.from('settings').select('id').single();
  if (error) {
    throw new ConfigError(
      `Supabase at ${choice.supabaseUrl} does not answer with an office (${error.message}). Apply the migrations first: npx supabase db push --include-seed.`,
    );
  }
  return {
    kind: 'hosted',
    browserUrl: choice.supabaseUrl,
    publishableKey: choice.publishableKey,
    service,
    clientFor: (accessToken) => createDataClient({ url: choice.supabaseUrl, key: choice.publishableKey, accessToken }),
    createAccount: async (email, password) => {
      const made = await service.auth.admin.createUser({ email, password, email_confirm: true });
      if (made.error) throw made.error;
    },
    createCode: async (email) => {
      const made = await service.auth.admin.generateLink({ type: 'magiclink', email });
      if (made.error) throw made.error;
      return made.data.properties.email_otp;
    },
    changePassword: async ({ userId }, password) => {
      const changed = await service.auth.admin.updateUserById(userId, { password });
      if (changed.error) throw changed.error;
    },
    close: async () => {},
  };
}
