import type { tokenRequests } from '../../rpc/requests/tokens.ts';
import type { AllServices } from '../later.ts';
import type { AnswersTo } from './answers.ts';

export function answerTokens(services: AllServices): AnswersTo<typeof tokenRequests> {
  const { madeTokens, tokenSigners } = services;
  return {
    'tokens.create': (wish) => madeTokens.create(wish),
    'tokens.copy': (wish) => madeTokens.copy(wish),
    'tokens.reveal': ({ wish, proof }) => madeTokens.reveal(wish, proof),
    'tokens.find-signers': ({ token }) => tokenSigners.find(token),
  };
}
