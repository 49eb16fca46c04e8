import { useEffect, useMemo, useState } from 'preact/hooks';
import type { BulkKind } from '../../../domain/bulk.ts';
import type { CredentialSummary } from '../../../domain/credential.ts';
import { shareOf } from '../../../domain/usage-count.ts';
import { useKeysFor } from '../../components/KeyChoice.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { type BulkInput, readBulk } from './bulk-input.ts';

/** A bulk look-up that is being put together. */
export interface OrderDraft {
  text: string;
  setText(text: string): void;
  /** What the text holds. */
  input: BulkInput;
  kind: BulkKind;
  setKind(kind: BulkKind): void;
  keys: readonly CredentialSummary[];
  /** `null`: there is none that can. */
  key: CredentialSummary | null;
  setKeyId(id: string): void;
  /** The session keys or emails that would be looked up. */
  wanted: readonly string[];
  sparing: boolean;
  setSparing(sparing: boolean): void;
  stayOpen: boolean;
  setStayOpen(stayOpen: boolean): void;
}

export function useBulkOrder(): OrderDraft {
  const [text, setText] = useState('');
  const [chosen, setKind] = useState<BulkKind | null>(null);
  const [keyId, setKeyId] = useState('');
  const [sparing, setSparing] = useState(false);
  const [stayOpen, setStayOpen] = useState(false);
  const input = useMemo(() => readBulk(text), [text]);
  const kind = chosen ?? likelyKind(input);
  const keys = useKeysFor(kind);
  const key = keys.find(({ id }) => id === keyId) ?? keys[0] ?? null;
  return {
    ...{ text, setText, input, kind, setKind, keys, key, setKeyId },
    ...{ sparing, setSparing, stayOpen, setStayOpen },
    wanted: input.keys[kind],
  };
}

function likelyKind({ keys: { meetings, sites } }: BulkInput): BulkKind {
  return sites.length > meetings.length ? 'sites' : 'meetings';
}

/** How many calls a minute a key may make here; `null`: as many as it likes, or not known yet. */
export function usePerMinute(keyId: string | null): number | null {
  const { program } = useProgram();
  const [perMinute, setPerMinute] = useState<number | null>(null);
  useEffect(() => {
    if (keyId === null) return;
    void program.ask('usage.report', { credentialId: keyId }).then(
      ({ usage, limits }) => setPerMinute(shareOf(limits, usage.sharePercent).perMinute),
      () => setPerMinute(null),
    );
  }, [program, keyId]);
  return perMinute;
}
