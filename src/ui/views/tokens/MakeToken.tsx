import { useRef, useState } from 'preact/hooks';
import type { MadeToken, TokenWish } from '../../../domain/made-token.ts';
import { Button } from '../../components/Button.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { useKeysFor } from '../../components/KeyChoice.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAsk } from '../../use-ask.ts';
import { useSystems } from '../../use-systems.ts';
import { TokenForm } from './TokenForm.tsx';
import { TokenRegion } from './TokenRegion.tsx';
import { spanTill } from './token-words.ts';

/** A token with what was wished for. */
export interface Made {
  wish: TokenWish;
  token: MadeToken;
  /** How its secret is written down. */
  secretIn: 'text' | 'base64';
}

/** Makes a token with one of the keys. */
export function MakeToken() {
  const { program } = useProgram();
  const keys = useKeysFor('tokens');
  const { cards, failure, load } = useSystems();
  const { busy, failure: refusal, ask, show } = useAsk('tokens.create');
  const [made, setMade] = useState<Made | null>(null);
  if (keys.length === 0) return <NoKeys />;
  if (failure) return <FailureNote failure={failure} onRetry={() => void load()} />;
  if (cards === null) return null;
  /** Counts what was wished for: the answer to an earlier wish is not shown beside a later one. */
  const wishes = useRef(0);
  async function create(wish: TokenWish) {
    const own = wishes.current;
    const token = await ask(wish);
    if (token === null || own !== wishes.current) return;
    const system = keys.find(({ id }) => id === wish.credentialId)?.provider;
    const kinds = cards?.find(({ id }) => id === system)?.tokens ?? [];
    const secretIn = kinds.find(({ id }) => id === wish.kind)?.secretIn ?? 'text';
    setMade({ wish: { ...wish, madeForSeconds: token.madeForSeconds }, token, secretIn });
    program.say(`Token created. It lives for ${spanTill(token.expiresAtMs)}.`);
  }
  function forget() {
    wishes.current += 1;
    setMade(null);
    show(null);
  }
  return (
    <>
      <TokenForm
        keys={keys}
        cards={cards}
        busy={busy}
        onCreate={(wish) => void create(wish)}
        onChange={forget}
      />
      {refusal && <FailureNote failure={refusal} />}
      {made && <TokenRegion key={JSON.stringify(made.wish)} made={made} />}
    </>
  );
}

function NoKeys() {
  const { program } = useProgram();
  return (
    <div class="token-none">
      <h2 class="section-title">Create a token</h2>
      <p class="quiet">
        There is no key yet that makes tokens. Add one under Keys; below, any token can be
        inspected.
      </p>
      <div class="actions">
        <Button onClick={() => program.openTab('keys')}>Open Keys</Button>
      </div>
    </div>
  );
}
