/** What the file says about itself. */
export type DocumentInfo = { title: string; author: string; subject: string; keywords: string; createdAt: Date };

export const producer = 'Rotunda';

const claim = `<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
`;

/** The file's Info dictionary, in pdfkit's names. pdfkit makes the file's /ID from it, so the same report has the same ID. */
export function infoDictionary({ title, author, subject, keywords, createdAt }: DocumentInfo): Record<string, unknown> {
  return {
    Title: title,
    Author: author,
    Subject: subject,
    Keywords: keywords,
    Creator: producer,
    Producer: `${producer} (pdfmake)`,
    CreationDate: createdAt,
    ModDate: createdAt,
  };
}

/**
 * The same as XMP, with the identifier of PDF/UA-1 (ISO 14289-1, clause 5) when the file is that. pdfkit writes its own without escaping
 * `&` and `<`, which a city's name may hold, and claims PDF/UA before anything is drawn.
 */
export function xmpPacket({ title, author, subject, keywords, createdAt }: DocumentInfo, isAccessible: boolean): string {
  const created = `${createdAt.toISOString().slice(0, 19)}Z`;
  return `<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreateDate>${created}</xmp:CreateDate><xmp:ModifyDate>${created}</xmp:ModifyDate><xmp:CreatorTool>${producer}</xmp:CreatorTool>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>${escapeXml(author)}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(subject)}</rdf:li></rdf:Alt></dc:description>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdf:Producer>${producer} (pdfmake)</pdf:Producer><pdf:Keywords>${escapeXml(keywords)}</pdf:Keywords>
</rdf:Description>
${isAccessible ? claim : ''}`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
