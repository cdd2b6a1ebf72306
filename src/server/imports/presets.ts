import { kc311 } from './kc311.ts';
import type { Preset } from './preset.ts';

const presets: Record<string, Preset> = { kc311 };

/** A way to read a file, by its name on the command line. */
export const findPreset = (name: string): Preset | undefined => (Object.hasOwn(presets, name) ? presets[name] : undefined);
