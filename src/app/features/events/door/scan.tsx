import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react';
import { findByCode } from '../../../../domain/events/door.ts';
import { openReader, type ReadFrame } from './camera.ts';
import type { DoorPart } from './door.tsx';
import { useDoorWords } from './words.tsx';

/** The same code before the camera for a moment is one scan. */
const SAME_MS = 4_000;
const FRAME_MS = 150;

/** Checks in by the QR code of a confirmation, or by the six letters below it where there is no camera. */
export function DoorScan({ client, people, show, sheet }: DoorPart) {
  const { t, format } = useDoorWords();
  const video = useRef<HTMLVideoElement>(null);
  const [camera, setCamera] = useState<'starting' | 'on' | 'refused' | 'none'>('starting');
  const [said, setSaid] = useState<{ text: string; isGood: boolean } | null>(null);
  const [typed, setTyped] = useState('');
  const [error, setError] = useState('');

  const take = useCallback(
    async (scanned: string): Promise<void> => {
      const person = findByCode(people, scanned);
      if (!person) {
        setSaid({ text: t('door.scan_stranger'), isGood: false });
        return;
      }
      if (person.attendance) {
        setSaid({ text: t('door.scan_already', { name: person.name, time: format.time(person.attendance.at) }), isGood: true });
      } else {
        await client.act({ verb: 'check_in', registration_id: person.id, people: person.seats ?? 1, way: 'code' });
        setSaid(null);
      }
      navigator.vibrate?.(60);
      show(person.id);
    },
    [people, client, show, t, format],
  );
  const latest = useRef(take);
  latest.current = take;

  useEffect(() => {
    let left = false;
    let stream: MediaStream | null = null;
    const lastly = { code: '', at: 0 };
    async function begin() {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } } });
      } catch (reason) {
        if (!left) setCamera(reason instanceof DOMException && reason.name === 'NotAllowedError' ? 'refused' : 'none');
        return;
      }
      const picture = video.current;
      if (left || !picture) return stop();
      picture.srcObject = stream;
      await picture.play();
      setCamera('on');
      const read: ReadFrame = await openReader();
      while (!left) {
        const code = await read(picture).catch(() => null);
        const now = Date.now();
        if (code && (code !== lastly.code || now - lastly.at > SAME_MS)) await latest.current(code);
        if (code) Object.assign(lastly, { code, at: now });
        await new Promise((resolve) => setTimeout(resolve, FRAME_MS));
      }
    }
    function stop() {
      for (const track of stream?.getTracks() ?? []) track.stop();
    }
    if (navigator.mediaDevices) void begin();
    else setCamera('none');
    return () => {
      left = true;
      stop();
    };
  }, []);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const isCode = /^[0-9a-z]{6}$/i.test(typed.replace(/[\s-]/g, ''));
    setError(isCode ? '' : t('door.code_missing'));
    if (!isCode) return;
    await take(typed);
    setTyped('');
  }
  const lead = camera === 'on' ? t('door.scan_lead') : t(`door.scan_${camera}`);
  return (
    <div className="door-scan">
      <p className={camera === 'refused' || camera === 'none' ? 'door-note is-amber' : 'door-hint'} role="status">
        {lead}
      </p>
      <video ref={video} muted playsInline hidden={camera !== 'on'} />
      <div role="alert">{said && <p className={`door-note ${said.isGood ? 'is-amber' : 'is-brick'}`}>{said.text}</p>}</div>
      <form className="door-code" onSubmit={(event) => void submit(event)} noValidate>
        <label className="door-label" htmlFor="door-code">
          {t('door.code')}
        </label>
        <div>
          <input
            id="door-code"
            value={typed}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={8}
            aria-invalid={Boolean(error)}
            aria-describedby={error ? 'door-code-error' : undefined}
            onChange={(event) => setTyped(event.target.value)}
          />
          <button type="submit" className="door-main">
            {t('door.check_in')}
          </button>
        </div>
        {error && (
          <p id="door-code-error" className="door-error">
            {error}
          </p>
        )}
      </form>
      <div className="door-foot">{sheet}</div>
    </div>
  );
}
