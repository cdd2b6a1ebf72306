import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** A number as E.164; numbers without a country are American. Spreadsheets make 8165550142.0 of one. */
export function readPhone(text: string): string | null {
  const typed = text.replace(/\.0+$/, '');
  const plain = /^\(?([2-9]\d{2})\)?[-. ]?([2-9]\d{2})[-. ]?(\d{4})$/.exec(typed);
  if (plain) return `+1${plain[1]}${plain[2]}${plain[3]}`;
  const phone = parsePhoneNumberFromString(typed.slice(0, 100), 'US');
  return phone?.isPossible() && /^\+[1-9][0-9]{6,14}$/.test(phone.number) ? phone.number : null;
}
