import { lockOf } from './backend/embedded.ts';
import { askHolder, type Tell } from './backend/lock.ts';
import { archiveChanges } from './backup/archive-changes.ts';
import { writeBackup } from './backup/write.ts';
import { type Config, ConfigError } from './config.ts';
import { runDoctor } from './doctor/run.ts';
import { findPreset } from './imports/presets.ts';
import type { Progress } from './imports/progress.ts';
import { ImportRefused } from './imports/read-file.ts';
import { type ImportOptions, runImport } from './imports/run-import.ts';
import { type Office, openOffice } from './office.ts';
import { compileMonth } from './reports/compile-month.ts';
import { exportOffice, importOffice, readDocument } from './settings/exchange.ts';

type InquiryFile = { preset: string } & Pick<ImportOptions, 'file' | 'rejectsFile' | 'dryRun' | 'keepGoing'>;

/** What another process may ask of the one that has the embedded office open. Paths are absolute; words travel as JSON. */
const commands = {
  backup: (office: Office, { file }: { file: string }) => writeBackup(office, file),
  archiveChanges: (office: Office, { before }: { before: string }) => archiveChanges(office, { before }),
  report: (office: Office, { month }: { month: string }) => compileMonth(office, month),
  importInquiries: (office: Office, { preset, ...words }: InquiryFile, tell: Tell) => {
    const found = findPreset(preset);
    if (!found) throw new ImportRefused(`There is no preset "${preset}".`);
    return runImport(office.backend.service, { ...words, preset: found, now: new Date() }, tellProgress(tell));
  },
  importSettings: (office: Office, { text, dryRun }: { text: string; dryRun: boolean }) =>
    importOffice(office.backend.service, readDocument(text), { dryRun }),
  doctor: (office: Office, _words: object) => runDoctor(office.config, office),
  exportSettings: (office: Office, _words: object) => exportOffice(office.backend.service),
};
type Commands = typeof commands;

/** Lets commands work while the embedded office is in use. */
export function answerCommands(office: Office): void {
  if (office.backend.kind !== 'embedded') return;
  lockOf(office.config.dataFolder)?.onRequest(async ({ command, ...words }, tell) => {
    const found = Object.hasOwn(commands, command) ? commands[command as keyof Commands] : undefined;
    if (!found) throw new Error(`The open office does not know "${command}".`);
    return found(office, words as never, tell);
  });
}

/** Has a command done by the process that holds the folder; null when no process does. @throws ConfigError with its reason. */
export async function askOpenOffice<Name extends keyof Commands>(
  config: Config,
  name: Name,
  words: Parameters<Commands[Name]>[1],
  tell: Tell = () => {},
): Promise<Awaited<ReturnType<Commands[Name]>> | null> {
  if (config.backend.kind !== 'embedded') return null;
  const answer = await askHolder(config.dataFolder, { command: name, ...words }, tell);
  if (answer?.ok === false) throw new ConfigError(answer.message);
  return answer ? (answer.result as Awaited<ReturnType<Commands[Name]>>) : null;
}

/** Does a command here, or has it done by the process that holds the folder. @throws ConfigError with its reason. */
export async function runOrAsk<Name extends keyof Commands>(
  config: Config,
  name: Name,
  words: Parameters<Commands[Name]>[1],
  tell: Tell = () => {},
): Promise<Awaited<ReturnType<Commands[Name]>>> {
  const answer = await askOpenOffice(config, name, words, tell);
  if (answer !== null) return answer;
  const office = await openOffice(config);
  try {
    return (await commands[name](office, words as never, tell)) as Awaited<ReturnType<Commands[Name]>>;
  } finally {
    await office.close();
  }
}

type Told = { update: Parameters<Progress['update']> } | { say: string };

/** Progress as lines that travel to the process that asked … */
const tellProgress = (tell: Tell): Progress => ({
  update: (...step) => tell({ update: step } satisfies Told),
  say: (text) => tell({ say: text } satisfies Told),
});

/** … and shown there. */
export function showTold(progress: Progress): Tell {
  return (told) => {
    const line = told as Told;
    if ('say' in line) progress.say(line.say);
    else progress.update(...line.update);
  };
}
