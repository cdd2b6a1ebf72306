/** A stored number (E.164) for reading: numbers of the North American plan as '816 555-0142', others as stored. */
export function formatPhone(number: string): string {
  const match = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
  return match ? `${match[1]} ${match[2]}-${match[3]}` : number;
}
