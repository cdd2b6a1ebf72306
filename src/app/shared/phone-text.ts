/** The number that was typed as E.164; null when it cannot be called. Numbers without a country are read as American. */
export async function normalizePhone(text: string): Promise<string | null> {
  const { parsePhoneNumberFromString } = await import('libphonenumber-js/min');
  const phone = parsePhoneNumberFromString(text, 'US');
  return phone?.isPossible() ? phone.number : null;
}

/** Whether a fragment is meant as a number: digits and what people write between them. */
export function looksLikePhone(text: string): boolean {
  return /^[\d\s().+/-]+$/.test(text) && text.replace(/\D/g, '').length >= 3;
}
