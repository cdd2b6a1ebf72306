import type { DataClient } from '../../data/client.ts';
import { checkDocument, type OfficeDocument, type Problem } from './document.ts';

/** What a list of the file does: names of what is new, what changes with each field's value before and after, what is retired. */
export type ListDifference = {
  added: { key: string; name: string }[];
  changed: { key: string; name: string; fields: Record<string, [unknown, unknown]> }[];
  retired: { key: string; name: string }[];
  unchanged: number;
};
export type OfficeDifference = Record<string, ListDifference>;
/** `mark` names this very difference; handed back, it makes sure that what is written is what was looked at. */
export type ImportAnswer = { written: boolean; mark: string; difference: OfficeDifference };

/** A settings file that cannot be taken, with everything that is wrong with it. */
export class DocumentRefused extends Error {
  readonly problems: Problem[];
  constructor(problems: Problem[]) {
    super(problems.map(({ message }) => message).join('\n'));
    this.problems = problems;
  }
}

/** Text as a settings document. @throws DocumentRefused when it is no JSON or not such a document. */
export function readDocument(text: string): OfficeDocument {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^﻿/, ''));
  } catch (error) {
    throw new DocumentRefused([{ path: '', message: `The file is not JSON: ${(error as Error).message}.` }]);
  }
  const read = checkDocument(value);
  if ('problems' in read) throw new DocumentRefused(read.problems);
  return read.document;
}

/**
 * Compares a document with the office, and writes it unless it is a trial. `act` names the change set, by which the person can
 * undo it. Rejects with the database's refusal.
 */
export async function importOffice(
  client: DataClient,
  { $schema: _schema, ...document }: OfficeDocument,
  { dryRun, seen, act }: { dryRun: boolean; seen?: string | undefined; act?: string | undefined },
): Promise<ImportAnswer> {
  const request = client.rpc('import_office', {
    p_document: document as never,
    p_dry_run: dryRun,
    ...(seen ? { p_seen: seen } : {}),
  });
  const { data, error } = await (act ? request.setHeader('X-Change-Set', act) : request);
  if (error) throw error;
  return data as unknown as ImportAnswer;
}

/** The present settings as a document. */
export async function exportOffice(client: DataClient): Promise<OfficeDocument> {
  const { data, error } = await client.rpc('office_document');
  if (error) throw error;
  return data as unknown as OfficeDocument;
}

/** Whether a difference holds anything at all. */
export const isEmpty = (difference: OfficeDifference): boolean =>
  Object.values(difference).every((list) => list.added.length + list.changed.length + list.retired.length === 0);
