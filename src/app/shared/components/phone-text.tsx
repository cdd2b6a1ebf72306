import { formatPhone } from '../../../domain/shared/phone.ts';

/** A phone number as people here write it, and as a link that calls it. */
export function PhoneText({ number }: { number: string }) {
  return <a href={`tel:${number}`}>{formatPhone(number)}</a>;
}
