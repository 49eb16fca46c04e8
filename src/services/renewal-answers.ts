import { Failure } from '../domain/failure.ts';
import type { Proof } from '../domain/proof.ts';
import type { KeptAnswer } from '../domain/renewal.ts';
import type { Activity } from './activity.ts';
import { findIn } from './credential-records.ts';
import { ANSWER_PUT_ASIDE, answersIn, journalId } from './renewal-journal.ts';
import type { Vault } from './vault.ts';

/** The answers of servers that are kept because they may hold a key. */
export interface RenewalAnswers {
  list(credentialId: string): Promise<KeptAnswer[]>;
  /** The answer as it came. @throws Failure `answer-gone`, or as `Vault.verify` before it is read */
  reveal(
    credentialId: string,
    answerId: string,
    proof: Proof,
  ): Promise<{ status: number; text: string }>;
  /** Takes an answer away that was put aside. */
  forget(credentialId: string, answerId: string): Promise<void>;
}

interface Needs {
  vault: Vault;
  activity: Activity;
}

export function createRenewalAnswers({ vault, activity }: Needs): RenewalAnswers {
  const { transact } = vault;
  return {
    list: (credentialId) =>
      transact(async (book) =>
        [...(await answersIn(book, credentialId))].map(([id, { startedAtMs, rawReply }]) => ({
          id,
          current: id === journalId(credentialId),
          startedAtMs,
          host: rawReply?.host ?? '',
          characters: rawReply?.text.length ?? 0,
        })),
      ),
    reveal: async (credentialId, answerId, proof) => {
      const credential = await transact((book) => findIn(book, credentialId));
      const act = { what: 'answer-revealed', credential } as const;
      await activity.witness(act, () => vault.verify(proof));
      return transact(async (book) => {
        const reply = (await answersIn(book, credentialId)).get(answerId)?.rawReply;
        if (!reply) throw new Failure('answer-gone', {});
        await activity.note(book, act);
        const { status, text } = reply;
        return { status, text };
      });
    },
    forget: (credentialId, answerId) =>
      transact(async (book) => {
        if (answerId === journalId(credentialId)) return;
        if (!(await answersIn(book, credentialId)).has(answerId)) return;
        book.remove(ANSWER_PUT_ASIDE, answerId);
        const credential = await findIn(book, credentialId);
        await activity.note(book, { what: 'answer-forgotten', credential });
      }),
  };
}
