import { readFileSync } from 'node:fs';
import { jsonReply, Refusal, type Reply } from '../reply.ts';

const FIXTURES = new URL('../../fixtures/zoom/', import.meta.url);

/** A documented answer, byte for byte. */
export function fixture(name: string): string {
  return readFileSync(new URL(name, FIXTURES), 'utf8');
}

/** A refusal with a documented body; `verdict` goes into the record. */
export function refuse(
  status: number,
  verdict: string,
  body: string,
  headers: Record<string, string> = {},
): Refusal {
  const reply = jsonReply(body, status);
  return new Refusal({
    ...reply,
    headers: { ...reply.headers, ...headers },
    refusedAs: verdict,
  });
}

/** "Validation Failed." of one field, as Zoom words it. */
export function invalid(field: string, message: string): Refusal {
  const body = { code: 300, message: 'Validation Failed.', errors: [{ field, message }] };
  return refuse(400, 'VALIDATION', JSON.stringify(body));
}

export function nothingThere(message: string): Refusal {
  return refuse(404, 'NOT_FOUND', JSON.stringify({ code: 3001, message }));
}

export function answer(value: unknown): Reply {
  return jsonReply(JSON.stringify(value));
}
