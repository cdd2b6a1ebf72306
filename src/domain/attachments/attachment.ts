/** A file on a record, as lists show it. `_at` are instants. */
export type Attachment = {
  id: string;
  name: string;
  media_type: string;
  bytes: number;
  width: number | null;
  height: number | null;
  /** A small JPEG in base64. */
  thumbnail: string | null;
  created_by: string | null;
  created_at: string;
  removed_at: string | null;
  removed_by: string | null;
};

export const attachmentColumns = 'id,name,media_type,bytes,width,height,thumbnail,created_by,created_at,removed_at,removed_by';
