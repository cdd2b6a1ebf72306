import { lockOf } from './backend/embedded.ts';
import { askHolder } from './backend/lock.ts';
import { writeBackup } from './backup/write.ts';
import { type Config, ConfigError } from './config.ts';
import { type Office, openOffice } from './office.ts';
import { compileMonth } from './reports/compile-month.ts';

/** What another process may ask of the one that has the embedded office open. Paths are absolute. */
const commands = {
  backup: (office: Office, { file }: { file: string }) => writeBackup(office, file),
  report: (office: Office, { month }: { month: string }) => compileMonth(office, month),
};
type Commands = typeof commands;

/** Lets `npm run backup` and `npm run report` work while the embedded office is in use. */
export function answerCommands(office: Office): void {
  if (office.backend.kind !== 'embedded') return;
  lockOf(office.config.dataFolder)?.onRequest(async ({ command, ...words }) => {
    const found = commands[command as keyof Commands];
    if (!found) throw new Error(`The open office does not know "${command}".`);
    return found(office, words as never);
  });
}

/** Does a command here, or has it done by the process that holds the folder. @throws ConfigError with its reason. */
export async function runOrAsk<Name extends keyof Commands>(
  config: Config,
  name: Name,
  words: Parameters<Commands[Name]>[1],
): Promise<Awaited<ReturnType<Commands[Name]>>> {
  if (config.backend.kind === 'embedded') {
    const answer = await askHolder(config.dataFolder, { command: name, ...words });
    if (answer?.ok === false) throw new ConfigError(answer.message);
    if (answer) return answer.result as Awaited<ReturnType<Commands[Name]>>;
  }
  const office = await openOffice(config);
  try {
    return (await commands[name](office, words as never)) as Awaited<ReturnType<Commands[Name]>>;
  } finally {
    await office.close();
  }
}
