/** A label made of a name: "Boletín del barrio" becomes "boletin-del-barrio". */
export const codeOf = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');

export const isCode = (code: string): boolean => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(code) && code.length <= 60;
