/** What a person chose for this browser: theme and language. Kept in localStorage, where it exists. */
export type ThemeChoice = 'light' | 'dark' | 'system';
export type Locale = 'en' | 'es';

const themeKey = 'rotunda.theme';
const localeKey = 'rotunda.locale';

/** Reads a value; null when there is none or when the browser refuses storage. */
export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps a value, or forgets it when null. Silently without effect when the browser refuses storage. */
export function writeStored(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // A browser that keeps nothing still works; the choice lasts as long as the page.
  }
}

export function readThemeChoice(): ThemeChoice {
  const stored = readStored(themeKey);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

export function writeThemeChoice(choice: ThemeChoice): void {
  writeStored(themeKey, choice === 'system' ? null : choice);
}

/** The chosen language, otherwise the first of the browser's that there is, otherwise English. */
export function readLocale(languages: readonly string[] = navigator.languages): Locale {
  const stored = readStored(localeKey);
  if (stored === 'en' || stored === 'es') return stored;
  const first = languages.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag === 'en' || tag === 'es');
  return first === 'es' ? 'es' : 'en';
}

export function writeLocale(locale: Locale): void {
  writeStored(localeKey, locale);
}

/** Whether dark colours are to be drawn now. */
export function isDark(choice: ThemeChoice): boolean {
  return choice === 'dark' || (choice === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
}

/** Draws the page in the chosen theme: the CSS reads data-theme. */
export function applyTheme(choice: ThemeChoice): void {
  document.documentElement.dataset.theme = isDark(choice) ? 'dark' : 'light';
}
