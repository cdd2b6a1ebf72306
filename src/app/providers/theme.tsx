import { theme as antdTheme, ConfigProvider } from 'antd';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { applyTheme, isDark, readThemeChoice, type ThemeChoice, writeThemeChoice } from './preferences.ts';
import { darkTokens, lightTokens, sharedTokens } from './theme-tokens.ts';

const still = '(prefers-reduced-motion: reduce)';

/** Whether this computer asks for nothing to move: then nothing grows into its place either, and what is pressed stays put. */
function useStill(): boolean {
  const watch = useCallback((tell: () => void) => {
    const media = matchMedia(still);
    media.addEventListener('change', tell);
    return () => media.removeEventListener('change', tell);
  }, []);
  return useSyncExternalStore(watch, () => matchMedia(still).matches);
}

const ThemeContext = createContext<{ choice: ThemeChoice; choose: (choice: ThemeChoice) => void } | null>(null);

/** Draws antd and our own CSS in the chosen theme; "system" follows the computer while the page is open. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const [choice, setChoice] = useState<ThemeChoice>(readThemeChoice);
  const [dark, setDark] = useState(() => isDark(choice));
  useEffect(() => {
    const media = matchMedia('(prefers-color-scheme: dark)');
    const follow = () => {
      applyTheme(choice);
      setDark(isDark(choice));
    };
    follow();
    media.addEventListener('change', follow);
    return () => media.removeEventListener('change', follow);
  }, [choice]);
  const isStill = useStill();
  const value = useMemo(
    () => ({
      choice,
      choose: (next: ThemeChoice) => {
        writeThemeChoice(next);
        setChoice(next);
      },
    }),
    [choice],
  );
  const tokens = dark ? darkTokens : lightTokens;
  return (
    <ThemeContext.Provider value={value}>
      <ConfigProvider
        theme={{
          algorithm: dark ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
          token: { ...sharedTokens, ...tokens.token, motion: !isStill },
          components: tokens.components,
          hashed: false,
        }}
        wave={{ disabled: true }}
        form={{ requiredMark: false, scrollToFirstError: { focus: true } }}
        select={{ showSearch: true }}
      >
        {children}
      </ConfigProvider>
    </ThemeContext.Provider>
  );
}

export function useThemeChoice() {
  const value = useContext(ThemeContext);
  if (!value) throw new Error('useThemeChoice needs a ThemeProvider above it.');
  return value;
}
