import { useEffect, useRef, useState } from 'react';

type LetterFrameProps = { html: string; title: string; width: number | null; isDark: boolean };
type Drawn = { html: string; key: number };

/**
 * The letter to be looked at. Links lead nowhere from here: a frame that may open no window opens none. What the letter says for the
 * dark holds, or not, as was chosen, whatever the machine around it prefers.
 */
const still = (html: string, isDark: boolean): string =>
  html
    .replace(/<head([^>]*)>/i, '<head$1><base target="_blank">')
    .replace(/\(\s*prefers-color-scheme\s*:\s*dark\s*\)/gi, isDark ? '(min-width: 0)' : '(max-width: 0)');

/**
 * A letter as a mail program shows it, in a frame that runs no script, opens no window and sends no form. It is of this origin only so
 * that its height can be read: what cannot run cannot use it. The next picture is drawn behind the present one and takes its place
 * when it is whole, so that nothing flickers and nobody is scrolled away while somebody writes.
 */
export function LetterFrame({ html: letter, title, width, isDark }: LetterFrameProps) {
  const html = still(letter, isDark);
  const [shown, setShown] = useState<Drawn>({ html, key: 0 });
  const [coming, setComing] = useState<Drawn | null>(null);
  const keys = useRef(0);
  useEffect(() => {
    if (html === shown.html) return setComing(null);
    keys.current += 1;
    setComing({ html, key: keys.current });
  }, [html, shown.html]);
  return (
    <div className={isDark ? 'letter-frame letter-frame-dark' : 'letter-frame'} style={{ maxWidth: width ?? undefined }}>
      {(coming ? [shown, coming] : [shown]).map((one) => (
        <Picture
          key={one.key}
          html={one.html}
          title={title}
          isDark={isDark}
          isComing={one !== shown}
          onDrawn={() => {
            if (one.key === shown.key) return;
            setShown(one);
            setComing(null);
          }}
        />
      ))}
    </div>
  );
}

type PictureProps = { html: string; title: string; isDark: boolean; isComing: boolean; onDrawn: () => void };

function Picture({ html, title, isDark, isComing, onDrawn }: PictureProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const measure = () => {
    const element = frame.current;
    const root = element?.contentDocument?.documentElement;
    if (!element || !root) return;
    element.style.height = '0px';
    element.style.height = `${root.scrollHeight}px`;
  };
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    let width = element.offsetWidth;
    const watch = new ResizeObserver(() => {
      if (element.offsetWidth === width) return;
      width = element.offsetWidth;
      measure();
    });
    watch.observe(element);
    return () => watch.disconnect();
  });
  return (
    <iframe
      ref={frame}
      title={title}
      sandbox="allow-same-origin"
      referrerPolicy="no-referrer"
      srcDoc={html}
      aria-hidden={isComing}
      className={isComing ? 'letter-coming' : undefined}
      style={{ colorScheme: isDark ? 'dark' : 'light' }}
      onLoad={() => {
        measure();
        onDrawn();
      }}
    />
  );
}
