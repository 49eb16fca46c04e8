import { CircleAlert, Info, TriangleAlert } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { TokenSigner } from '../../../domain/made-token.ts';
import { SECOND } from '../../../domain/time.ts';
import type { OutputOf } from '../../../rpc/contract.ts';
import { Fact, Facts } from '../../components/Facts.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAsk } from '../../use-ask.ts';
import { useNow } from '../../use-now.ts';
import { Members } from './Members.tsx';
import { readToken, type TokenReading } from './token-reading.ts';
import { isHmac, type Trouble, troublesOf } from './token-troubles.ts';

/** Takes any token apart while it is typed; only its signature is looked at elsewhere. */
export function InspectToken() {
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const { program, toInspect } = useProgram();
  useEffect(() => {
    if (toInspect === null) return;
    setTyped(toInspect);
    program.inspect(null);
    field.current?.focus();
  }, [toInspect]);
  const reading = readToken(typed);
  return (
    <div class="token-inspect">
      <h2 class="section-title">Inspect a token</h2>
      <TextArea
        label="Token to inspect"
        rows={4}
        value={typed}
        onInput={setTyped}
        areaRef={field}
        help="Any JWT. It stays in this browser; nothing is sent anywhere."
      />
      {reading !== null && <Inspection reading={reading} />}
    </div>
  );
}

function Inspection({ reading }: { reading: TokenReading }) {
  const nowMs = useNow(SECOND);
  return (
    <section class="card token-inspection" aria-labelledby="inspection-title">
      <h3 class="key-title" id="inspection-title">
        Inspection
      </h3>
      <Troubles troubles={troublesOf(reading, nowMs)} />
      {reading.parts === 3 && (
        <>
          <SignedBy reading={reading} />
          <h4 class="section-label">Claims</h4>
          <Members part={reading.claims} nowMs={nowMs} />
          <h4 class="section-label">Header</h4>
          <Members part={reading.header} nowMs={nowMs} />
        </>
      )}
    </section>
  );
}

const ICONS = { danger: CircleAlert, warn: TriangleAlert, info: Info } as const;

function Troubles({ troubles }: { troubles: readonly Trouble[] }) {
  const wrong = troubles.some(({ tone }) => tone !== 'info');
  return (
    <>
      {!wrong && <p class="quiet">Nothing is wrong with its form and its times.</p>}
      {troubles.length > 0 && (
        <ul class="token-troubles" aria-label="What is wrong">
          {troubles.map(({ tone, words }) => (
            <li key={words} class={`token-trouble token-trouble-${tone}`}>
              <Icon shapes={ICONS[tone]} size={14} />
              <span>{words}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** While somebody types, each letter would be a question. */
const PAUSE = 0.2 * SECOND;

/** So long a token is tried (in characters); servers take a quarter of it. */
const LONGEST = 16_384;
const TOO_LONG = `Whose key signed it is not tried: it has more than ${LONGEST.toLocaleString('en')} characters.`;

type Found = OutputOf<'tokens.find-signers'>;

function SignedBy({ reading }: { reading: TokenReading }) {
  const { failure, ask } = useAsk('tokens.find-signers');
  const [found, setFound] = useState<{ token: string; answer: Found } | null>(null);
  const { token } = reading;
  const isTooLong = token.length > LONGEST;
  const wanted = isHmac(reading) && !isTooLong;
  useEffect(() => {
    if (!wanted) return;
    const timer = setTimeout(async () => {
      const answer = await ask({ token });
      if (answer !== null) setFound({ token, answer });
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [token, wanted]);
  if (isTooLong) return <p class="quiet">{TOO_LONG}</p>;
  if (!wanted) return null;
  const answer = found?.token === token ? found.answer : null;
  return (
    <div role="status">
      {failure ? (
        <FailureNote failure={failure} />
      ) : (
        // Another row, not another text: what is put into a live region is read out.
        <Facts key={answer === null ? 'asked' : 'told'}>
          <Fact term="Signed by" {...signerWords(answer)} />
        </Facts>
      )}
    </div>
  );
}

function signerWords(answer: Found | null): { words: string; caption?: string } {
  if (answer === null) return { words: '…' };
  const { signers, tried } = answer;
  const [first] = signers;
  if (first !== undefined) {
    const others = signers.slice(1).map(whoseKey);
    const also = others.length === 0 ? {} : { caption: `Also: ${others.join(', ')}` };
    return { words: whoseKey(first), ...also };
  }
  if (tried === 0) return { words: 'No key here signs tokens' };
  return {
    words: 'None of the keys here',
    caption: `${tried === 1 ? 'The one key that is' : `All ${tried} keys that are`} stored for it ${tried === 1 ? 'was' : 'were'} tried.`,
  };
}

function whoseKey({ label, keyName, previous }: TokenSigner): string {
  return `${label} (${keyName}${previous ? ' of a previous key' : ''})`;
}
