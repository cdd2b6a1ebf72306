/**
 * The numbers that a file has had, in sixteen bytes each: a million of them are little beside the file. Plain numbers are kept as
 * such in a table with open addresses; the few others in a set.
 */
export class SeenNumbers {
  private table = new Float64Array(1 << 16);
  private size = 0;
  private readonly others = new Set<string>();

  /** Adds a number; whether it is new. */
  add(text: string): boolean {
    if (!/^[1-9]\d{0,14}$/.test(text)) {
      const isNew = !this.others.has(text);
      this.others.add(text);
      return isNew;
    }
    if (this.size * 2 >= this.table.length) this.grow();
    const isNew = place(this.table, Number(text));
    if (isNew) this.size++;
    return isNew;
  }

  private grow(): void {
    const larger = new Float64Array(this.table.length * 2);
    for (const value of this.table) if (value !== 0) place(larger, value);
    this.table = larger;
  }
}

/** Puts a value into the first free place from its own; false when it is there. */
function place(table: Float64Array, value: number): boolean {
  const mask = table.length - 1;
  let at = Math.imul((value % 4294967296) ^ Math.floor(value / 4294967296), 0x9e3779b1) >>> 0;
  for (at &= mask; ; at = (at + 1) & mask) {
    if (table[at] === value) return false;
    if (table[at] === 0) {
      table[at] = value;
      return true;
    }
  }
}
