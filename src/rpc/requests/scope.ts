import * as v from 'valibot';
import { methodSchema } from '../../domain/url-rule.ts';
import { credentialId, finding, type Requests } from './request.ts';

/** What a key may be used for. */
export const scopeRequests = {
  /** What the gateway would say to a request; signs and sends nothing. */
  'scope.test': {
    ...finding,
    input: v.strictObject({
      credentialId,
      method: methodSchema,
      url: v.pipe(v.string(), v.maxLength(4_096)),
    }),
  },
} as const satisfies Requests;
