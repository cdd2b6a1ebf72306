/** A request for public records as it is kept; days are ISO text. */
export type RecordsRequest = {
  id: string;
  inquiry_id: string;
  custodian: string | null;
  received_by_office_on: string;
  received_by_custodian_on: string | null;
  due_on: string | null;
  safe_due_on: string | null;
  delay_sent_on: string | null;
  delay_reason: string | null;
  delay_until_on: string | null;
  delay_place: string | null;
  fee_cents: number | null;
  fee_sent_on: string | null;
  fee_paid_on: string | null;
  fee_lapses_on: string | null;
  question: string | null;
  question_sent_on: string | null;
  question_answered_on: string | null;
  question_lapses_on: string | null;
  ended_on: string | null;
  ended_as: RecordsEnd | null;
  ended_note: string | null;
  version: number;
};
export const recordsEnds = ['completed', 'denied', 'withdrawn', 'lapsed'] as const;
export type RecordsEnd = (typeof recordsEnds)[number];

/** What stands next: nothing by law runs before the custodian has it; a delay that was told has its own day. */
export type RecordsStand =
  | { kind: 'ended'; as: RecordsEnd; on: string }
  | { kind: 'to_custodian' }
  | { kind: 'lapsed'; on: string }
  | { kind: 'late' | 'due'; on: string; isDelayed: boolean };

/** How a request stands on a day. */
export function readStand(request: RecordsRequest, today: string): RecordsStand {
  if (request.ended_as && request.ended_on) return { kind: 'ended', as: request.ended_as, on: request.ended_on };
  const lapses = [request.fee_lapses_on, request.question_lapses_on].filter((day) => day !== null).sort()[0];
  if (lapses && lapses < today) return { kind: 'lapsed', on: lapses };
  const isDelayed = request.delay_sent_on !== null && request.delay_until_on !== null;
  const on = isDelayed ? request.delay_until_on : request.safe_due_on;
  if (!on) return { kind: 'to_custodian' };
  return { kind: on < today ? 'late' : 'due', on, isDelayed };
}

export type LetterKind = 'delay' | 'fee' | 'question';
/** What a letter says, in words: days and money as its language writes them. */
export type LetterFacts = {
  number: string;
  subject: string;
  office: string;
  received: string;
  reason: string;
  until: string;
  place: string;
  fee: string;
  question: string;
  lapses: string;
};

const templates: Record<'en' | 'es', Record<LetterKind, string>> = {
  en: {
    delay: `Your request for public records {number}: {subject}

We received your request on {received}. We cannot give you the records within three business days. The reason: {reason}

The records will be available from {until}{place}.

{office}`,
    fee: `Your request for public records {number}: {subject}

We received your request on {received}. Finding and copying the records costs {fee}. We begin when it is paid.

If the fee is not paid by {lapses}, the law treats the request as withdrawn. You may make it again at any time.

{office}`,
    question: `Your request for public records {number}: {subject}

We received your request on {received}. To find what you are looking for, we need to know more:

{question}

Answer this mail. If we have no answer by {lapses}, the law treats the request as withdrawn. You may make it again at any time.

{office}`,
  },
  es: {
    delay: `Su solicitud de registros públicos {number}: {subject}

Recibimos su solicitud el {received}. No podemos entregarle los registros en tres días hábiles. El motivo: {reason}

Los registros estarán disponibles desde el {until}{place}.

{office}`,
    fee: `Su solicitud de registros públicos {number}: {subject}

Recibimos su solicitud el {received}. Buscar y copiar los registros cuesta {fee}. Empezamos cuando esté pagado.

Si el costo no se paga a más tardar el {lapses}, la ley considera retirada la solicitud. Puede hacerla de nuevo en cualquier momento.

{office}`,
    question: `Su solicitud de registros públicos {number}: {subject}

Recibimos su solicitud el {received}. Para encontrar lo que busca, necesitamos saber más:

{question}

Conteste a este correo. Si no tenemos respuesta a más tardar el {lapses}, la ley considera retirada la solicitud. Puede hacerla de nuevo en cualquier momento.

{office}`,
  },
};

/** The letter in the resident's language; English for one that has no words here. */
export function writeRecordsLetter(kind: LetterKind, language: string, facts: LetterFacts): string {
  const words = templates[language === 'es' ? 'es' : 'en'][kind];
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => (name in facts ? facts[name as keyof LetterFacts] : whole));
}
