import * as v from 'valibot';
import { Failure } from '../domain/failure.ts';
import { requestIdOf, writePackage } from '../domain/hand-over-text.ts';
import type { Request } from './hand-over-desk.ts';
import { sealTo, unsealWith } from './one-time-key.ts';
import { headerOf } from './seal.ts';

/** The text that only the holder of a request's private key can open. @throws Failure `hand-over-text` */
export async function sealPackage(publicKey: string, value: object): Promise<string> {
  const binding = bindingTo(await requestIdOf(publicKey));
  try {
    return await writePackage(await sealTo(publicKey, binding, value));
  } catch (error) {
    if (error instanceof Failure) throw error;
    // A point to which nothing can be sealed: no Latchkey made it.
    throw new Failure('hand-over-text', { wanted: 'request', problem: 'cut-off' });
  }
}

const headerSchema = v.object({
  lk: v.object({ kind: v.literal('hand-over'), request: v.string() }),
});

/** The id of the request that a package says it is for. @throws Failure `hand-over-unreadable` */
export function requestIn(jwe: string): string {
  const header = v.safeParse(headerSchema, headerOf(jwe));
  if (header.success) return header.output.lk.request;
  throw new Failure('hand-over-unreadable', { problem: 'content' });
}

/**
 * What is in a package for this request.
 * @throws Failure `hand-over-second` where its one package was opened, `hand-over-unreadable`
 */
export async function openPackage(request: Request, jwe: string): Promise<unknown> {
  const { id, publicKey, privateKey } = request;
  if (privateKey === null) throw new Failure('hand-over-second', {});
  const text = await unsealWith({ publicKey, privateKey }, bindingTo(id), jwe);
  if (text === null) throw new Failure('hand-over-unreadable', { problem: 'seal' });
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure('hand-over-unreadable', { problem: 'content' });
  }
}

function bindingTo(requestId: string) {
  return { kind: 'hand-over', request: requestId };
}
