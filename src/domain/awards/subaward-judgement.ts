import type { Answers, Determination, Factors, RiskLevel, VisitKind } from './subaward.ts';

/** Five questions that speak for a subaward, five that speak for a contract (2 CFR 200.331), in the order of the database. */
export const subawardQuestions = ['eligibility', 'objectives', 'decisions', 'compliance', 'purpose'] as const;
export const contractQuestions = ['usual_business', 'many_buyers', 'competition', 'ancillary', 'not_bound'] as const;
export type Question = (typeof subawardQuestions)[number] | (typeof contractQuestions)[number];
export const questions: readonly Question[] = [...subawardQuestions, ...contractQuestions];

/** What the answers lean to, and how many speak for each. Nobody is bound by it: the substance decides, with the reason. */
export function leaningOf(answers: Answers): { subaward: number; contract: number; leans: Determination | null } {
  const spoken = (asked: readonly string[], other: readonly string[]) =>
    asked.filter((one) => answers[one]?.answer === 'yes').length + other.filter((one) => answers[one]?.answer === 'no').length;
  const subaward = spoken(subawardQuestions, contractQuestions);
  const contract = spoken(contractQuestions, subawardQuestions);
  return { subaward, contract, leans: subaward === contract ? null : subaward > contract ? 'subaward' : 'contract' };
}

export const riskFactors = ['experience', 'audits', 'changes', 'federal_monitoring', 'size'] as const;

/** What the factors come to; the same rule as `private.risk_level`, for whoever is still choosing. */
export function riskLevelOf(factors: Factors): RiskLevel | null {
  const levels = Object.values(factors).map(({ level }) => level);
  if (levels.length === 0) return null;
  const sum = levels.reduce((before, level) => before + level, 0);
  const heavy = levels.filter((level) => level === 3).length;
  if (heavy >= 2 || (heavy === 1 && sum > 2 * levels.length)) return 'high';
  return heavy === 1 || sum * 2 > levels.length * 3 ? 'medium' : 'low';
}

export type PlannedVisit = { kind: VisitKind; planned_on: string };

/** 1500 basis points as '15', 1525 as '15.25'; '' for none. */
export function writeRate(bp: number | null): string {
  if (bp === null) return '';
  const rest = String(bp % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${Math.trunc(bp / 100)}${rest ? `.${rest}` : ''}`;
}

/** '15.5' or '15.5 %' as 1550 basis points; null for nothing typed, undefined for what is no rate. */
export function readRate(text: string): number | null | undefined {
  const typed = text.replace(/[%\s]/g, '');
  if (typed === '') return null;
  const parts = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(typed);
  return parts ? Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0')) : undefined;
}
