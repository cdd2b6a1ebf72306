/** Tells how far an import is: a bar that is drawn over on a terminal, a plain line for each tenth elsewhere. */
export type Progress = { update: (done: number, total: number, rows: number) => void; say: (text: string) => void };

const WIDTH = 30;

/** @param out where to write; `isTTY` decides between bar and lines. */
export function showProgress(out: { isTTY?: boolean; write: (text: string) => unknown }): Progress {
  let shown = -1;
  let barIsOpen = false;
  return {
    update(done, total, rows) {
      const percent = total === 0 ? 100 : Math.floor((done / total) * 100);
      const step = out.isTTY ? percent : Math.floor(percent / 10);
      if (step === shown) return;
      shown = step;
      const count = `${rows.toLocaleString('en-US')} rows read`;
      if (!out.isTTY) {
        out.write(`${percent} % · ${count}\n`);
        return;
      }
      const filled = Math.round((percent / 100) * WIDTH);
      out.write(`\r[${'█'.repeat(filled)}${' '.repeat(WIDTH - filled)}] ${percent} % · ${count}`);
      barIsOpen = true;
    },
    say(text) {
      out.write(`${barIsOpen ? '\n' : ''}${text}\n`);
      barIsOpen = false;
    },
  };
}
