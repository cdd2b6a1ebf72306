import { busySentence, writersMet } from '../../data/refusals.ts';

/**
 * @supabase/lite 0.10 answers 500 to much that PostgREST answers 400, and prints the database's inner words with some of
 * it. A CHECK becomes what it is when hosted (23514); a request that cannot be understood says so; anything else keeps its
 * 500 and loses its insides. `noted` is the code of the last error while the request was answered.
 */
export async function correctAnswer(request: Request, response: Response, noted: string | null): Promise<Response> {
  if (response.ok || response.status < 400) return response;
  const text = await response.text();
  const { message, code } = readError(text);
  if (response.status < 500) {
    if (code === '42601' || noted === '42601') return refuseRequest();
    return new Response(text === '' ? null : text, { status: response.status, headers: response.headers });
  }
  if ([code, noted].some((one) => one !== null && writersMet.test(one))) {
    return Response.json({ code: 'PT409', details: null, hint: 'busy', message: busySentence }, { status: 409 });
  }
  if (/violates check constraint/.test(message)) {
    return Response.json({ code: '23514', details: null, hint: null, message: message.replace(/^error: /, '') }, { status: 400 });
  }
  if (/invalid input syntax|non-DEFAULT value|out of range|value too long|invalid byte sequence|unsupported Unicode/i.test(message)) {
    return Response.json({ code: '22P02', details: null, hint: null, message: 'One of the values cannot be read.' }, { status: 400 });
  }
  if (isOfRequest(new URL(request.url).pathname, noted)) return refuseRequest();
  return Response.json(
    { code: 'SUP', details: null, hint: null, message: 'The database could not do this; nothing was changed.' },
    { status: 500 },
  );
}

/**
 * Whether an error comes from what was asked: values of a wrong type or size, operators that a type does not have. Inside
 * of a function such an operator would be a mistake of ours, and stays one.
 */
function isOfRequest(path: string, code: string | null): boolean {
  // ERR_: Node's own, from a driver that was given a number for a text, say. Without a code: not an error of the database, nor of the way to it, which has codes too: lite or the driver could not read the request.
  if (code === null) return true;
  return /^(08P01|0A|21|22|54|428C9|ERR_|UNDEFINED_VALUE|MAX_PARAMETERS)/.test(code) || (code.startsWith('42') && !path.includes('/rpc/'));
}

const refuseRequest = (): Response =>
  Response.json({ code: 'PGRST100', details: null, hint: null, message: 'This request cannot be read.' }, { status: 400 });

function readError(text: string): { message: string; code: string } {
  try {
    const { message, code } = JSON.parse(text) as { message?: unknown; code?: unknown };
    return { message: String(message ?? ''), code: String(code ?? '') };
  } catch {
    return { message: '', code: '' };
  }
}
