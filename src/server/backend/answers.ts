/**
 * @supabase/lite 0.10 answers 500 to some refusals that PostgREST answers 400, and prints the database's inner words with
 * others. A CHECK becomes what it is when hosted (23514); anything else keeps its 500 and loses its insides.
 */
export async function correctAnswer(response: Response): Promise<Response> {
  if (response.status < 500) return response;
  const text = await response.text();
  const message = readMessage(text);
  if (/violates check constraint/.test(message)) {
    return Response.json({ code: '23514', details: null, hint: null, message: message.replace(/^error: /, '') }, { status: 400 });
  }
  if (/invalid input syntax|non-DEFAULT value|out of range|value too long|invalid byte sequence|unsupported Unicode/i.test(message)) {
    return Response.json({ code: '22P02', details: null, hint: null, message: 'One of the values cannot be read.' }, { status: 400 });
  }
  return Response.json(
    { code: 'SUP', details: null, hint: null, message: 'The database could not do this; nothing was changed.' },
    { status: 500 },
  );
}

function readMessage(text: string): string {
  try {
    return String((JSON.parse(text) as { message?: unknown }).message ?? '');
  } catch {
    return '';
  }
}
