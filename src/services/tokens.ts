import { SignJWT } from 'jose';
import type { Signer } from '../providers/provider.ts';

/** Signs tokens, by jose. Keeps no key. */
export const signer: Signer = {
  hs256: (key, claims) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(key),
};
