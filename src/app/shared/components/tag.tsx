import type { ReactNode } from 'react';

export type Tone = 'river' | 'amber' | 'green' | 'violet' | 'brick' | 'plain';

/** A word with its colour. The colour only repeats what the word says. */
export function Tag({ tone, lang, children }: { tone: Tone; lang?: string; children: ReactNode }) {
  return (
    <span className={`tag tag-${tone}`} lang={lang}>
      {children}
    </span>
  );
}
