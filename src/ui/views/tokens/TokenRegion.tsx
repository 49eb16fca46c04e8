import { KeyRound } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { MadeToken } from '../../../domain/made-token.ts';
import { MINUTE, SECOND } from '../../../domain/time.ts';
import { Button } from '../../components/Button.tsx';
import { COPY_ICONS } from '../../components/CopyButton.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { ProofForm } from '../../components/ProofForm.tsx';
import { SnippetButtons } from '../../components/SnippetButtons.tsx';
import { PLACEHOLDER } from '../../snippet-text.ts';
import { useAsk } from '../../use-ask.ts';
import { useCopy } from '../../use-copy.ts';
import { useNow } from '../../use-now.ts';
import type { Made } from './MakeToken.tsx';
import { Members } from './Members.tsx';
import { readClaims } from './token-reading.ts';
import { planOf, TOKEN_SNIPPETS } from './token-snippets.ts';
import { CLOSE_TO_THE_END, countdownWords } from './token-troubles.ts';

/** Long enough to type it off. */
const SHOWN_FOR = MINUTE;

/** A token that was made: what it says, how long it lives, and the ways to get it. */
export function TokenRegion({ made }: { made: Made }) {
  const { token } = made;
  const nowMs = useNow(SECOND);
  const leftMs = token.expiresAtMs - nowMs;
  return (
    <section class="card token-made" aria-labelledby="token-title">
      <div class="row-between">
        <h3 class="key-title" id="token-title">
          Token
        </h3>
        <Countdown leftMs={leftMs} />
      </div>
      <p class="key-line">
        {token.kindLabel} of “{token.label}”, signed with its {token.keyName} (HS256)
      </p>
      {leftMs > 0 ? (
        <Ways made={made} />
      ) : (
        <p class="quiet">It is over, so no server takes it any more. Create another one.</p>
      )}
      <Members part={readClaims(token.claims)} nowMs={nowMs} />
      <TokenCode made={made} />
    </section>
  );
}

/** The same token in a program of somebody's own, which has the secret from elsewhere. */
function TokenCode({ made: { token, secretIn } }: { made: Made }) {
  return (
    <>
      <h4 class="section-label">In a program of your own</h4>
      <SnippetButtons
        kinds={TOKEN_SNIPPETS}
        subject={planOf(token.claims, token.madeForSeconds, secretIn)}
      />
      <p class="quiet">
        It makes such a token whenever it runs. Put the {token.keyName} in for {PLACEHOLDER}.
      </p>
    </>
  );
}

/** The seconds count down for the eye alone: spoken each second they would be noise. */
function Countdown({ leftMs }: { leftMs: number }) {
  if (leftMs <= 0) return <span class="token-left expiry-danger">Expired</span>;
  const tone = leftMs <= CLOSE_TO_THE_END ? 'expiry-warn' : '';
  return (
    <span class={`token-left ${tone}`} role="timer" aria-live="off">
      Expires in {countdownWords(leftMs)}
    </span>
  );
}

type Showing = 'no' | 'asking' | 'yes';

function Ways({ made: { wish } }: { made: Made }) {
  const [showing, setShowing] = useState<Showing>('no');
  const [token, setToken] = useState('');
  const back = useRef<HTMLDivElement>(null);
  const reveal = useAsk('tokens.reveal');
  function hide() {
    setToken('');
    setShowing('no');
    back.current?.querySelector<HTMLElement>('button:last-of-type')?.focus();
  }
  useEffect(() => {
    if (showing !== 'yes') return;
    const timer = setTimeout(hide, SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [showing]);
  return (
    <>
      {showing === 'yes' && <ShownToken token={token} />}
      <div class="actions" ref={back}>
        <CopyToken wish={wish} />
        {showing === 'yes' ? (
          <Button onClick={hide}>Hide token</Button>
        ) : (
          <Button
            icon={KeyRound}
            expanded={showing === 'asking'}
            onClick={() => setShowing(showing === 'asking' ? 'no' : 'asking')}
          >
            Show token
          </Button>
        )}
      </div>
      {showing === 'asking' && (
        <ProofForm
          action="Show"
          busy={reveal.busy}
          failure={reveal.failure}
          onProof={async (proof) => {
            const shown = await reveal.ask({ wish, proof });
            if (shown === null) return false;
            setToken(shown.token);
            setShowing('yes');
            return true;
          }}
          onCancel={hide}
        />
      )}
    </>
  );
}

function ShownToken({ token }: { token: string }) {
  const code = useRef<HTMLElement>(null);
  useEffect(() => code.current?.focus(), []);
  return (
    <code class="code-block" tabIndex={-1} ref={code}>
      {token}
    </code>
  );
}

interface CopyTokenProps extends Pick<Made, 'wish'> {
  onCopied?: (made: MadeToken) => void;
}

/** Fetches the token for the clipboard alone: it is nowhere in the page. */
export function CopyToken({ wish, onCopied }: CopyTokenProps) {
  const { busy, failure, ask } = useAsk('tokens.copy');
  const { outcome, copy } = useCopy(true);
  async function fetchAndCopy() {
    const answer = await ask(wish);
    if (answer === null) return;
    await copy(answer.token);
    onCopied?.(answer.made);
  }
  return (
    <>
      <Button busy={busy} icon={COPY_ICONS[outcome]} onClick={() => void fetchAndCopy()}>
        Copy token
      </Button>
      {failure && <FailureNote failure={failure} onRetry={() => void fetchAndCopy()} />}
    </>
  );
}
