import { toString as drawCode } from 'qrcode';
import type { Office } from '../office.ts';
import { signLink } from './signed-link.ts';

/** What somebody shows at the door: a QR code as SVG, and six letters for where it cannot be read. */
export type CheckInPass = { svg: string; code: string };

/**
 * The pass of a registration. The QR code holds the signed token alone: a phone at the door reads the registration from its
 * first 22 letters without a network, and it opens no page of ours. Null for a registration that is not there.
 */
export async function drawPass(office: Office, registration: string): Promise<CheckInPass | null> {
  const { data, error } = await office.backend.service.rpc('door_pass', { p_registration: registration });
  if (error) throw error;
  if (!data) return null;
  const token = await signLink(office, 'check_in', registration);
  const svg = await drawCode(token, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 });
  return { svg, code: (data as { code: string }).code };
}
