import * as v from 'valibot';
import { credentialId, finding, type Requests } from './request.ts';

/** More than a system sends: the largest that is documented is 256 kB. */
const LONGEST_BODY = 4_000_000;

/** Deliveries of webhooks. */
export const webhookRequests = {
  'webhooks.verify': {
    ...finding,
    input: v.strictObject({
      credentialId,
      /** Names in lower case. */
      headers: v.record(v.string(), v.pipe(v.string(), v.maxLength(16_384))),
      body: v.pipe(v.string(), v.maxLength(LONGEST_BODY)),
    }),
  },
} as const satisfies Requests;
