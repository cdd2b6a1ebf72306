/** Whether a text can be an e-mail address: something, an @, a domain with a dot. Whether it exists, only a letter tells. */
export const isMailAddress = (text: string): boolean => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text.trim());
