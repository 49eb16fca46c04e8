import type { lookupRequests } from '../../rpc/requests/lookup.ts';
import type { Services } from '../services.ts';
import type { AnswersTo } from './answers.ts';

export function answerLookup({ lookup }: Services): AnswersTo<typeof lookupRequests> {
  return {
    'lookup.meeting': (asked) => lookup.meeting(asked.sessionKey, asked.credentialId),
    'lookup.reveal-passwords': (asked) =>
      lookup.revealPasswords(asked.sessionKey, asked.credentialId, asked.proof),
    'lookup.sites': (asked) => lookup.sites(asked.email, asked.credentialId),
  };
}
