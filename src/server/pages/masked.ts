/** Enough of an address to know one's own: "r…@example.org". A link that was passed on tells no more. */
export const masked = (email: string): string => email.replace(/^(.).*@/su, '$1…@');
