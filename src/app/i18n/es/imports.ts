import type { imports as english } from '../en/imports.ts';

export const imports: Record<keyof typeof english, string> = {
  'import.remembered': 'Leído como el último archivo parecido.',
  'import.missing': 'Diga primero qué columna es: {columns}.',
  'import.columns': 'Cómo se lee el archivo',
  'import.no_column': 'No está en el archivo',
  'import.line': 'Línea {line}:',
  'import.more_one': 'Y {count} más.',
  'import.more_other': 'Y {count} más.',
};
