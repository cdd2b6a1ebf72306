/** The largest file that is taken, in bytes: 25 MB. The database checks the same number. */
export const largestFile = 25 * 1024 * 1024;

/** A kind of file that the office takes: what its content is, and what its name may end in. */
export type Kind = {
  media_type: string;
  /** Without the dot; the first is what a file without an ending gets. */
  endings: readonly string[];
  /** What the kind is called in a sentence: "a PDF document". */
  name: string;
  group: 'picture' | 'document' | 'table' | 'text' | 'mail' | 'audio' | 'calendar';
};

const open = 'application/vnd.oasis.opendocument';
const office = 'application/vnd.openxmlformats-officedocument';
const kind = (media_type: string, endings: string, name: string, group: Kind['group']): Kind => ({
  media_type,
  endings: endings.split(' '),
  name,
  group,
});

export const kinds: readonly Kind[] = [
  kind('application/pdf', 'pdf', 'a PDF document', 'document'),
  kind('image/jpeg', 'jpg jpeg jpe jfif', 'a JPEG picture', 'picture'),
  kind('image/png', 'png', 'a PNG picture', 'picture'),
  kind('image/webp', 'webp', 'a WebP picture', 'picture'),
  kind(`${office}.wordprocessingml.document`, 'docx', 'a Word document', 'document'),
  kind(`${office}.spreadsheetml.sheet`, 'xlsx', 'an Excel workbook', 'table'),
  kind(`${office}.presentationml.presentation`, 'pptx', 'a PowerPoint presentation', 'document'),
  kind('application/msword', 'doc', 'a Word document', 'document'),
  kind('application/vnd.ms-excel', 'xls', 'an Excel workbook', 'table'),
  kind('application/vnd.ms-powerpoint', 'ppt', 'a PowerPoint presentation', 'document'),
  kind('application/vnd.ms-outlook', 'msg', 'an Outlook message', 'mail'),
  kind(`${open}.text`, 'odt', 'an OpenDocument text', 'document'),
  kind(`${open}.spreadsheet`, 'ods', 'an OpenDocument spreadsheet', 'table'),
  kind(`${open}.presentation`, 'odp', 'an OpenDocument presentation', 'document'),
  kind('application/rtf', 'rtf', 'an RTF document', 'document'),
  kind('text/plain', 'txt text log md', 'a text', 'text'),
  kind('text/csv', 'csv tsv', 'a table as text', 'table'),
  kind('message/rfc822', 'eml', 'an e-mail message', 'mail'),
  kind('text/calendar', 'ics', 'a calendar entry', 'calendar'),
  kind('audio/mpeg', 'mp3', 'an MP3 recording', 'audio'),
  kind('audio/wav', 'wav', 'a WAV recording', 'audio'),
  kind('audio/mp4', 'm4a', 'an MPEG-4 recording', 'audio'),
  kind('audio/ogg', 'ogg oga opus', 'an Ogg recording', 'audio'),
  kind('audio/amr', 'amr', 'an AMR recording', 'audio'),
];

/** The kind of a media type, if the office takes it. */
export const kindOf = (mediaType: string): Kind | undefined => kinds.find((one) => one.media_type === mediaType);

/** Pictures that a browser can show without risk: no scripts inside, no outside references. */
export const isPicture = (mediaType: string): boolean => kindOf(mediaType)?.group === 'picture';

/** For a file field: what is offered to choose. Leaving HEIC out makes a phone hand its photos over as JPEG. */
export const accepted: string = kinds
  .flatMap((one) => one.endings)
  .map((ending) => `.${ending}`)
  .join(',');
export const acceptedPictures = 'image/jpeg,image/png,image/webp';
