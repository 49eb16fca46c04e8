import { errorReply, Refusal } from '../reply.ts';

/** The members of a JSON object; otherwise a refusal with status 400 (the sandbox's own choice). */
export function readBody(body: string): ReadonlyMap<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return new Map(Object.entries(value));
    }
  } catch {
    // Said below, in the same words as for any other body that is no object.
  }
  throw badBody('The body must be a JSON object');
}

export function readText(body: ReadonlyMap<string, unknown>, name: string): string {
  const value = body.get(name);
  if (typeof value !== 'string' || value === '') throw badBody(`"${name}" must be a text`);
  return value;
}

export function readFlag(body: ReadonlyMap<string, unknown>, name: string): boolean {
  const value = body.get(name);
  if (typeof value !== 'boolean') throw badBody(`"${name}" must be true or false`);
  return value;
}

/** A whole number above 0 that is written as a number, as the seed has it, and not as a text. */
export function readNumber(body: ReadonlyMap<string, unknown>, name: string): number {
  const value = body.get(name);
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value <= 0) {
    throw badBody(`"${name}" must be a whole number`);
  }
  return value;
}

function badBody(message: string): Refusal {
  return new Refusal(errorReply(400, 'BAD_BODY', message));
}
