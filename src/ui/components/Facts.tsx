import type { ComponentChildren } from 'preact';
import type { Address } from '../../domain/address.ts';
import { Breakable } from './Breakable.tsx';
import { CopyButton } from './CopyButton.tsx';

/** A list of terms and what is known of each. */
export function Facts(props: { children: ComponentChildren }) {
  return <dl class="facts">{props.children}</dl>;
}

interface FactProps {
  term: string;
  /** `null`: the system did not say. */
  words?: string | null;
  /** Quiet words below. */
  caption?: string | null | undefined;
  /** What a Copy button beside it copies. */
  copy?: string | null | undefined;
  /** Whether what is copied is a secret. */
  secret?: boolean;
  children?: ComponentChildren;
}

/** One term: "Not told" for what the system did not say, which is something else than "No". */
export function Fact({ term, words = null, caption, copy, secret = false, children }: FactProps) {
  return (
    <div class="fact">
      <dt>
        <Breakable text={term} />
      </dt>
      <dd>
        <span class="fact-line">
          {children ?? (words === null ? <NotTold /> : <FactWords words={words} />)}
          {copy && <CopyButton text={copy} name={`Copy ${term}`} secret={secret} />}
        </span>
        {caption && <span class="fact-caption">{caption}</span>}
      </dd>
    </div>
  );
}

function FactWords({ words }: { words: string }) {
  return <span class="fact-words">{words}</span>;
}

function NotTold() {
  return <span class="not-told">Not told</span>;
}

/** An address from a reply: a link only where it may be one. */
export function AddressFact(props: {
  term: string;
  address: Address | null;
  caption?: string | null;
}) {
  const { term, address, caption } = props;
  if (address === null) return <Fact term={term} caption={caption} />;
  return (
    <Fact term={term} copy={address.text} caption={caption}>
      <AddressText address={address} />
    </Fact>
  );
}

/** The address alone. Whoever wrote the reply does not decide where a click leads. */
export function AddressText({ address }: { address: Address }) {
  const { href, text } = address;
  if (href === null || !href.startsWith('https://')) return <span class="fact-words">{text}</span>;
  return (
    <a class="link" href={href} target="_blank" rel="noreferrer noopener">
      {text}
    </a>
  );
}
