import type { AwardInstrument, ReadNumber } from './award.ts';

/** A component as its award numbers name it. */
export type NumberedComponent = { code: string; award_prefix: string | null; valid_until?: string | null };

const current = /^15([A-Z]{4,6})(\d{2})(G[A-Z])(\d{5})([A-Z0-9]{2,4})$/;
const legacy = /^((?:19|20)\d{2})([A-Z]{2})([A-Z]{2})(\d{4})$/;
const instruments: Record<string, AwardInstrument> = { GG: 'grant', GK: 'cooperative_agreement' };

/**
 * What an award number says, however it is typed: with dashes or without them, in small letters, as the key of USAspending. A hint while
 * somebody types; the database reads it again, by the same rules. Null when nothing is typed.
 */
export function readAwardNumber(typed: string, components: readonly NumberedComponent[]): ReadNumber | null {
  const text = trimDashes(
    typed
      .trim()
      .replace(/[\u2010-\u2014\u2212\u00AD]/g, '-')
      .toUpperCase()
      .replace(/[\s-]+/g, '-'),
  );
  const number = /ASST_NON_([0-9A-Z-]+)_\d{3,4}\/?$/.exec(text)?.[1] ?? text;
  if (number === '') return null;
  const key = number.replaceAll('-', '');
  const nothing: ReadNumber = {
    format: 'unknown',
    prefix: null,
    component: null,
    fiscal_year: null,
    instrument: null,
    sequence: null,
    program: null,
    number,
    key,
    usaspending_id: null,
  };
  const [, prefix, year, kind = '', sequence, program] = current.exec(key) ?? [];
  if (prefix !== undefined) {
    const component = findComponent(prefix, components);
    return {
      ...nothing,
      format: component ? 'justgrants' : 'unknown',
      prefix,
      component,
      fiscal_year: 2000 + Number(year),
      instrument: instruments[kind] ?? null,
      sequence: sequence ?? null,
      program: program ?? null,
      number: component ? `15${prefix}-${year}-${kind}-${sequence}-${program}` : number,
      usaspending_id: `ASST_NON_${key}_015`,
    };
  }
  const [, fiscal, one, two, last] = legacy.exec(key) ?? [];
  if (fiscal === undefined) return nothing;
  const isCops = two === 'WX';
  return {
    ...nothing,
    format: isCops ? 'legacy_cops' : 'legacy_ojp',
    component: isCops && components.some(({ code }) => code === 'COPS') ? 'COPS' : null,
    fiscal_year: Number(fiscal),
    sequence: last ?? null,
    program: one ?? null,
    number: isCops ? key : `${fiscal}-${one}-${two}-${last}`,
    usaspending_id: `ASST_NON_${key}_015`,
  };
}

const trimDashes = (text: string): string => text.replace(/^-+|-+$/g, '');

/** By its whole prefix; else by what follows the P or J, which only says under whom the component stands. */
function findComponent(prefix: string, components: readonly NumberedComponent[]): string | null {
  const isAkin = (other: string | null) => /^[PJ]/.test(prefix) && other !== null && other.slice(1) === prefix.slice(1);
  const found = components
    .filter(({ award_prefix }) => award_prefix === prefix || isAkin(award_prefix))
    .sort(
      (a, b) =>
        Number(b.award_prefix === prefix) - Number(a.award_prefix === prefix) ||
        (b.valid_until ?? '9999').localeCompare(a.valid_until ?? '9999') ||
        a.code.localeCompare(b.code),
    );
  return found[0]?.code ?? null;
}

/** The revision of the Uniform Guidance: by the day of the award, else by the fiscal year of its number. */
export function guidanceOf(awardedOn: string | null, fiscalYear: number | null): '2020' | '2024' {
  if (awardedOn) return awardedOn >= '2024-10-01' ? '2024' : '2020';
  return fiscalYear !== null && fiscalYear <= 2024 ? '2020' : '2024';
}
