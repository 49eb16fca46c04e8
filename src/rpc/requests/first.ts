import { clipboardRequests } from './clipboard.ts';
import { credentialRequests } from './credentials.ts';
import { lookupRequests } from './lookup.ts';
import type { Requests } from './request.ts';
import { vaultRequests } from './vault.ts';

/** What pages ask every day: the worker reads it as soon as it starts. */
export const firstRequests = {
  ...vaultRequests,
  ...credentialRequests,
  ...lookupRequests,
  ...clipboardRequests,
} as const satisfies Requests;
