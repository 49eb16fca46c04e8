import { type FailureKind, type FailureOptions, failureKinds } from './failures.ts';
import { errorReply, Refusal } from './reply.ts';

const optionTypes = {
  times: 'number',
  path: 'string',
  delayMs: 'number',
  location: 'string',
  retryAfterSeconds: 'number',
  exceptionId: 'string',
  reason: 'string',
} satisfies Record<keyof FailureOptions, 'number' | 'string'>;

/** Reads the body of `POST /sandbox/fail`: `{"kind":"slow","times":1,"delayMs":2000}`. */
export function readFailureCommand(body: string): { kind: FailureKind; options: FailureOptions } {
  const { kind, ...options } = parseObject(body);
  const known = failureKinds.find((name) => name === kind);
  if (!known) throw refuse(`"kind" must be one of: ${failureKinds.join(', ')}`);
  for (const [name, value] of Object.entries(options)) checkOption(name, value);
  return { kind: known, options };
}

function checkOption(name: string, value: unknown): void {
  const type = Object.entries(optionTypes).find(([option]) => option === name)?.[1];
  if (!type) throw refuse(`"${name}" is not an option. Options: ${Object.keys(optionTypes)}`);
  if (typeof value !== type) throw refuse(`"${name}" must be a ${type}`);
}

function parseObject(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null) return { ...value };
  } catch {
    // Said below, in the same words as for any other body that is no object.
  }
  throw refuse('The body must be a JSON object such as {"kind":"slow","times":1}');
}

function refuse(message: string): Refusal {
  return new Refusal(errorReply(400, 'FAIL_COMMAND', message));
}
