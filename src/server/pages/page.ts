import { formatPhone } from '../../domain/shared/phone.ts';
import { pageAssets } from './assets.ts';
import { type Html, html } from './html.ts';
import { type PageLanguage, pageLanguages, wordsOf } from './words.ts';

/** Whose page it is, for its head and its foot. */
export type PageOffice = { name: string; address: string; phone: string | null; email: string | null; website: string | null };

export type Page = {
  language: PageLanguage;
  /** What the page is about, as its name in the browser; the body has its own heading. */
  title: string;
  body: Html;
  office: PageOffice;
  /** This page in another language. */
  addressIn: (language: PageLanguage) => string;
  /** Inside the page of somebody else: without our head, and links open outside. */
  isEmbedded?: boolean;
};

/** A whole page: accessible, without any script, every value escaped. */
export function renderPage({ language, title, body, office, addressIn, isEmbedded = false }: Page): string {
  const words = wordsOf(language).frame;
  const others = pageLanguages.filter((other) => other !== language);
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${office.name}</title>
<link rel="stylesheet" href="/pages/${pageAssets().stylesheet}">
<link rel="icon" href="data:,">
${others.map((other) => html`<link rel="alternate" hreflang="${other}" href="${addressIn(other)}">`)}
</head>
<body class="${isEmbedded ? 'embedded' : ''}">
<a class="skip" href="#content">${words.skip}</a>
<header class="head">
<p class="office">${isEmbedded ? office.name : html`<a href="/e?lang=${language}">${office.name}</a>`}</p>
<nav aria-label="${words.languages}"><ul class="languages">${pageLanguages.map((one) =>
    one === language
      ? html`<li><span aria-current="true" lang="${one}">${wordsOf(one).language}</span></li>`
      : html`<li><a href="${addressIn(one)}" hreflang="${one}" lang="${one}" rel="alternate">${wordsOf(one).language}</a></li>`,
  )}</ul></nav>
</header>
<main id="content" tabindex="-1">
${body}
</main>
<footer class="foot">
<p><b>${office.name}</b></p>
<p class="typed">${office.address}</p>
<p>${office.phone && html`${words.phone} <a href="tel:${office.phone}">${formatPhone(office.phone)}</a>`}${office.phone && office.email && ' · '}${
    office.email && html`<a href="mailto:${office.email}">${office.email}</a>`
  }</p>
${!isEmbedded && html`<p><a href="/subscribe?lang=${language}">${words.letters}</a></p>`}
</footer>
</body>
</html>
`;
  return page.markup;
}
