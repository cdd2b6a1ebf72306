import { type Html, html } from './html.ts';
import type { Problems, RegisterField, RegisterValues } from './register-values.ts';
import type { LanguageChoice } from './shown.ts';
import { type PageLanguage, type PageWords, sayCount, wordsOf } from './words.ts';

export type RegisterForm = {
  language: PageLanguage;
  action: string;
  /** The signed key of this very form. */
  formKey: string;
  values: RegisterValues;
  problems: Problems;
  /** What is wrong with all of it, above the fields. */
  problem?: string | undefined;
  choices: LanguageChoice[];
  mostSeats: number;
  isWaitlist: boolean;
};

/** Where the problem of a field leads to: what is wrong with both ways to be reached stands at the first. */
const controlOf: Record<RegisterField, string> = {
  name: 'name',
  contact: 'email',
  email: 'email',
  phone: 'phone',
  language: 'language',
  need: 'need',
  seats: 'seats',
  minors: 'minors',
};

/** The form by which anybody registers. What was typed comes back; what is wrong stands above and at its field. */
export function registerForm(form: RegisterForm): Html {
  const { language, values, problems } = form;
  const all = wordsOf(language);
  const words = all.form;
  const field = fieldsOf(all, problems);
  const wrong = (Object.keys(controlOf) as RegisterField[]).filter((name) => problems[name]);
  return html`${
    (wrong.length > 0 || form.problem) &&
    html`<div class="notice notice-brick" role="alert" id="problems">${form.problem && html`<p>${form.problem}</p>`}${
      wrong.length > 0 &&
      html`<h2>${sayCount(language, words.problems_title, wrong.length)}</h2><ul>${wrong.map(
        (name) => html`<li><a href="#${controlOf[name]}">${all.wrong[problems[name] ?? 'name']}</a></li>`,
      )}</ul>`
    }</div>`
  }
<form class="form" method="post" action="${form.action}" novalidate>
<input type="hidden" name="form" value="${form.formKey}">
<div class="trap" aria-hidden="true"><label for="website">${words.website}</label><input id="website" name="website" tabindex="-1" autocomplete="off"></div>
<p class="secondary">${words.needed}</p>
<div class="field"><label for="name">${words.name}</label>${field.wrong('name')}
<input id="name" name="name" value="${values.name}" autocomplete="name" maxlength="200" required${field.tie('name')}></div>
<fieldset><legend>${words.contact}</legend><p class="secondary" id="contact-hint">${words.contact_hint}</p>${field.wrong('contact')}
<div class="pair">
<div class="field"><label for="email">${words.email}</label>${field.wrong('email')}
<input id="email" name="email" type="email" value="${values.email}" autocomplete="email" maxlength="254" spellcheck="false"${field.tie('email', 'contact', 'contact-hint')}></div>
<div class="field"><label for="phone">${words.phone}</label>${field.wrong('phone')}
<input id="phone" name="phone" type="tel" value="${values.phone}" autocomplete="tel" maxlength="40"${field.tie('phone', 'contact', 'phone-hint')}>
<p class="secondary" id="phone-hint">${words.phone_hint}</p></div>
</div></fieldset>
<div class="field"><label for="language">${words.language}</label>${field.wrong('language')}
<select id="language" name="language"${field.tie('language', undefined, 'language-hint')}>${form.choices.map(
    ({ code, endonym }) => html`<option value="${code}" lang="${code}"${code === values.language && html` selected`}>${endonym}</option>`,
  )}</select><p class="secondary" id="language-hint">${words.language_hint}</p></div>
<div class="check"><input id="interpreter" name="interpreter" type="checkbox" value="yes"${values.interpreter && html` checked`}><label for="interpreter">${words.interpreter}</label></div>
<div class="field"><label for="need">${words.need}</label>${field.wrong('need')}
<textarea id="need" name="need" rows="3" maxlength="1000"${field.tie('need', undefined, 'need-hint')}>${values.need}</textarea>
<p class="secondary" id="need-hint">${words.need_hint}</p></div>
<div class="pair">${seatFields(language, { values, problems, mostSeats: form.mostSeats })}</div>
<p class="secondary">${words.privacy}</p>
<button type="submit">${form.isWaitlist ? words.send_waitlist : words.send}</button>
</form>`;
}

type SeatFields = { values: Pick<RegisterValues, 'seats' | 'minors'>; problems: Problems; mostSeats: number };

/** How many come, and how many of them are children. */
export function seatFields(language: PageLanguage, { values, problems, mostSeats }: SeatFields): Html {
  const all = wordsOf(language);
  const field = fieldsOf(all, problems);
  return html`<div class="field"><label for="seats">${all.form.seats}</label>${field.wrong('seats')}
<input class="short" id="seats" name="seats" type="number" inputmode="numeric" min="1" max="${mostSeats}" value="${values.seats}"${field.tie('seats')}></div>
<div class="field"><label for="minors">${all.form.minors}</label>${field.wrong('minors')}
<input class="short" id="minors" name="minors" type="number" inputmode="numeric" min="0" max="19" value="${values.minors}"${field.tie('minors', undefined, 'minors-hint')}>
<p class="secondary" id="minors-hint">${all.form.minors_hint}</p></div>`;
}

/** What is wrong at a field, and what ties it to its control for whoever hears the page. */
function fieldsOf(words: PageWords, problems: Problems) {
  return {
    wrong: (name: RegisterField) => {
      const problem = problems[name];
      return problem && html`<p class="wrong" id="${name}-wrong">${words.wrong[problem]}</p>`;
    },
    tie: (name: RegisterField, group?: RegisterField, hint?: string) => {
      const wrong = [name, group].filter((one): one is RegisterField => one !== undefined && problems[one] !== undefined);
      const described = [...wrong.map((one) => `${one}-wrong`), hint].filter(Boolean).join(' ');
      return html`${described && html` aria-describedby="${described}"`}${wrong.length > 0 && html` aria-invalid="true"`}`;
    },
  };
}
