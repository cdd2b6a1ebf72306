import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inspectFile } from '../../../src/server/files/inspect.ts';
import { phoneJpeg, phonePng } from '../../support/pictures.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rotunda-inspect-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function inspect(name: string, content: Buffer | string) {
  const file = path.join(folder, 'file');
  await writeFile(file, content);
  return inspectFile(file, name).then(
    ({ kind, name: kept }) => `${kind.media_type} ${kept}`,
    (error: { reason?: string }) => error.reason ?? error,
  );
}
const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
const oldOffice = (inside: string) =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504), Buffer.from(inside, 'utf16le'), Buffer.alloc(512)]);
const message =
  'From: Ana <ana@example.org>\r\nTo: office@city.example\r\nDate: Tue, 3 Nov 2026 10:00:00 -0600\r\nSubject: Water\r\n\r\n<html>Hello</html>';

test.each<[string, string, Buffer | string]>([
  ['application/pdf letter.pdf', 'letter.pdf', '%PDF-1.7\n1 0 obj'],
  ['image/jpeg photo.JPG', 'photo.JPG', phoneJpeg()],
  ['image/jpeg photo.jpg', 'photo', phoneJpeg()],
  ['image/png shot.png', 'shot.png', phonePng()],
  ['text/plain note.txt', 'note.txt', 'El señor Peña llamó.\n'],
  ['text/plain note.txt', 'note.txt', utf16('Wide letters')],
  ['text/plain note.txt', 'note', 'No ending'],
  ['text/csv list.csv', 'list.csv', 'name;ward\nAna;3\n'],
  // As old spreadsheets write: one byte a letter.
  ['text/csv list.csv', 'list.csv', Buffer.from('name;ward\nPe\xf1a;3\n', 'latin1')],
  ['message/rfc822 mail.eml', 'mail.eml', message],
  ['text/calendar visit.ics', 'visit.ics', 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n'],
  ['application/msword old.doc', 'old.doc', oldOffice('WordDocument')],
  ['audio/wav voicemail.wav', 'voicemail.wav', Buffer.from('RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0', 'latin1')],
])('%s is taken', async (expected, name, content) => {
  expect(await inspect(name, content)).toBe(expected);
});

test.each<[string, string, Buffer | string]>([
  ['file_empty', 'nothing.txt', ''],
  ['file_ending', 'photo.png', phoneJpeg()],
  ['file_ending', 'letter.pdf', 'This is only text.'],
  ['file_ending', 'photo.jpg.exe', phoneJpeg()],
  ['file_ending', 'mail.eml', 'Dear office,\nthis is no message.'],
  ['file_kind', 'setup.txt', Buffer.from('MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0', 'latin1')],
  ['file_kind', 'page.txt', '  <!-- hello -->\n<!DOCTYPE html><script>alert(1)</script>'],
  ['file_kind', 'page.csv', '\ufeff<html><body onload=alert(1)>'],
  ['file_kind', 'drawing.txt', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ['file_false', 'photo.png', '<html><script>alert(1)</script><body>hi</body></html>'],
  ['file_false', 'drawing.png', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'],
  ['file_kind', 'run.txt', '#!/bin/sh\nrm -rf /'],
  ['file_kind', 'run.txt', '<?php system($_GET["x"]);'],
  ['file_kind', 'run.log', '@echo off\r\nformat c:'],
  ['file_kind', 'data.txt', Buffer.from([1, 2, 3, 4, 5, 0, 0, 0])],
  ['file_kind', 'data.txt', Buffer.concat([Buffer.from('text then a zero'), Buffer.from([0])])],
  ['file_archive', 'all.pdf', Buffer.from('504b030414000000000000000000000000000000000000000000010000006154', 'hex')],
  ['file_archive', 'all.txt', Buffer.from('1f8b0800000000000003', 'hex')],
  ['file_picture', 'old.gif', 'GIF89a\x01\0\x01\0'],
  ['file_heic', 'photo.heic', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')],
  ['file_macro', 'old.doc', oldOffice('_VBA_PROJECT')],
])('%s: %s is not taken', async (reason, name, content) => {
  expect(await inspect(name, content)).toBe(reason);
});
