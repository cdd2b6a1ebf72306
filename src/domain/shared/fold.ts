/** Text without accents and in lower case, as the database folds it: "Peña" and "pena" are the same word. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
}

/** Whether each word that was typed begins a word of the label: "cou rep" finds "Council report". */
export function hasWords(label: string, typed: string): boolean {
  const words = fold(label).split(/[^\p{L}\p{N}]+/u);
  const sought = fold(typed).split(/\s+/).filter(Boolean);
  return sought.length > 0 && sought.every((one) => words.some((word) => word.startsWith(one)));
}
