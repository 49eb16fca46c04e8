import type { Failure, FailureCode } from '../domain/failure.ts';
import { backupSentences } from './sentences/backup.ts';
import { credentialSentences } from './sentences/credentials.ts';
import { handOverSentences } from './sentences/hand-over.ts';
import { importSentences } from './sentences/import.ts';
import { networkSentences } from './sentences/network.ts';
import { pageSentences } from './sentences/page.ts';
import { passkeySentences } from './sentences/passkeys.ts';
import { pasteSentences } from './sentences/paste.ts';
import { renewalSentences } from './sentences/renewal.ts';
import { requestSentences } from './sentences/requests.ts';
import { roomSentences } from './sentences/rooms.ts';
import { scopeSentences } from './sentences/scope.ts';
import type { Sentence, Sentences } from './sentences/sentence.ts';
import { systemSentences } from './sentences/systems.ts';
import { tokenSentences } from './sentences/tokens.ts';
import { vaultSentences } from './sentences/vault.ts';

/** A failure without a line in one of these groups does not compile. */
export const sentences: Sentences<FailureCode> = {
  ...vaultSentences,
  ...passkeySentences,
  ...credentialSentences,
  ...pasteSentences,
  ...networkSentences,
  ...systemSentences,
  ...renewalSentences,
  ...backupSentences,
  ...handOverSentences,
  ...importSentences,
  ...scopeSentences,
  ...requestSentences,
  ...tokenSentences,
  ...pageSentences,
  ...roomSentences,
};

/** The words for this failure. */
export function sentenceFor<C extends FailureCode>(failure: Failure<C>): Sentence {
  return sentences[failure.code](failure.facts);
}
