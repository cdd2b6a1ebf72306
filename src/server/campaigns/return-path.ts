import { readAddress, signAddress } from '../links/signed-address.ts';
import type { Office } from '../office.ts';

// Where reports about one letter come back to (VERP): BOUNCE_ADDRESS with the letter and a signature in it, so that a report
// that somebody made up names no letter.

/** The envelope sender of one letter; null where the office has no address for bounces. */
export async function returnPathOf(office: Office, deliveryId: string): Promise<string | null> {
  const base = office.config.bounceAddress;
  return base === null ? null : signAddress(office, 'bounce', base, deliveryId);
}

/** The letter that an address is the return path of; null for whatever we did not sign. */
export async function readReturnPath(office: Office, address: string): Promise<string | null> {
  const base = office.config.bounceAddress;
  return base === null ? null : readAddress(office, 'bounce', base, address);
}
