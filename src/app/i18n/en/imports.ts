export const imports = {
  'import.remembered': 'Read as the last file like it.',
  'import.missing': 'Say first which column is: {columns}.',
  'import.columns': 'How the file is read',
  'import.no_column': 'Not in the file',
  'import.line': 'Line {line}:',
  'import.more_one': 'And {count} more.',
  'import.more_other': 'And {count} more.',
} as const;
