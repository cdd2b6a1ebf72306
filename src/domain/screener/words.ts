/** Every printed word of the screener's answers in one language; names in braces are filled. */
export type ScreenerWords = {
  /** How dates and money look. */
  tag: string;
  signs: { yes: string; ask: string; no: string };
  reasons: {
    need: string;
    anybody: string;
    renter: string;
    owner: string;
    income: string;
    income_plain: string;
    poverty: string;
    median: string;
    age_from: string;
    age_to: string;
    age_between: string;
    household: string;
    veteran: string;
    disabled: string;
    district: string;
    closed: string;
    closed_for_now: string;
    opens: string;
    closes: string;
    spoken: string;
    not_spoken: string;
    also: string;
    alert: string;
    stale: string;
  };
  sheet: {
    title: string;
    lead: string;
    by: string;
    why: string;
    apply: string;
    bring: string;
    phone: string;
    email: string;
    website: string;
    where: string;
    hours: string;
    cost: string;
    free: string;
    amount: string;
    up_to: string;
    until: string;
    languages: string;
    daily: string;
    as_of: string;
    ask_us: string;
  };
  letter: { subject: string; greeting: string; lead: string; foot: string };
};

/** Fills `{name}`; a name without a value is a mistake of ours and must not be printed. */
export function fillWords(template: string, values: Record<string, string | number>): string {
  return template.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`The screener needs a value for "${name}".`);
    return String(value);
  });
}
