import { findPasswordFault, type PasswordFault } from '../../domain/staff/password.ts';
import { Refusal } from './errors.ts';

const sentences: Record<PasswordFault, string> = {
  short: 'Use a password of 12 characters or more.',
  long: 'Use a password of at most 72 bytes: about 72 letters, fewer with accents.',
  personal: 'This password is mostly your name or address. Choose one that nobody can guess from them.',
  common: 'This password is among those that are guessed first. Choose another, such as four words that do not belong together.',
};

/** The password that somebody chose. @throws Refusal (422) at the field when the rules refuse it. */
export function checkNewPassword(password: unknown, about: { email: string; name: string }): string {
  if (typeof password !== 'string') throw new Refusal(422, sentences.short, 'password', 'password_short');
  const fault = findPasswordFault(password, about);
  if (fault) throw new Refusal(422, sentences[fault], 'password', `password_${fault}`);
  return password;
}

/** A new password was the old one: the backend says so by its code. */
export function refuseSamePassword(error: unknown): never {
  if ((error as { code?: string } | null)?.code === 'same_password')
    throw new Refusal(422, 'This is the password you have already. Choose another.', 'password', 'password_same');
  throw error;
}
