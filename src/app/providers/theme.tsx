import { theme as antdTheme, ConfigProvider } from 'antd';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { applyTheme, isDark, readThemeChoice, type ThemeChoice, writeThemeChoice } from './preferences.ts';
import { darkTokens, lightTokens, sharedTokens } from './theme-tokens.ts';

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
          token: { ...sharedTokens, ...tokens.token },
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
