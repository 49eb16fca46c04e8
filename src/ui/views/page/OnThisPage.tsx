import { ScanSearch } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PageHit } from '../../../domain/page-hit.ts';
import type { MarkKind } from '../../../domain/page-mark.ts';
import { spokenSessionKey } from '../../../domain/session-key.ts';
import type { OutputOf } from '../../../rpc/contract.ts';
import { Button } from '../../components/Button.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { useLookupDesk } from '../../lookup-desk.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAnswer } from '../../use-answer.ts';
import { useAsk } from '../../use-ask.ts';
import { AlwaysHere } from './AlwaysHere.tsx';
import './page.css';

/** What of the page in the tab can be looked up, as a list; and whether it is always looked through. */
export function OnThisPage() {
  const { program } = useProgram();
  const { answer: standing } = useAnswer('page.standing', {});
  const { busy, failure, ask } = useAsk('page.find');
  const [found, setFound] = useState<OutputOf<'page.find'> | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const always = standing?.always ?? false;

  async function find(): Promise<void> {
    const next = await ask({});
    if (next === null) return;
    setFound(next);
    program.say(countWords(next));
  }

  useEffect(() => {
    // Asked for, it is to be seen; where it is always there, the box above comes first.
    if (found !== null && !always) list.current?.scrollIntoView({ block: 'nearest' });
  }, [found]);

  useEffect(() => {
    // Where it always runs, there is nothing to ask for.
    if (always) void find();
  }, [always]);

  return (
    <section class="on-page" aria-label="This page">
      <div>
        <Button icon={ScanSearch} busy={busy} onClick={() => void find()}>
          Find on this page
        </Button>
      </div>
      {failure && <FailureNote failure={failure} onRetry={() => void find()} />}
      {found && <p class="quiet">{countWords(found)}</p>}
      {found && found.hits.length > 0 && (
        <ul class="on-page-list" aria-label="On this page" ref={list}>
          {found.hits.map((hit) => (
            <Hit key={`${hit.kind} ${hit.text}`} hit={hit} />
          ))}
        </ul>
      )}
      {standing !== null && <AlwaysHere standing={standing} />}
    </section>
  );
}

const KINDS: { [K in MarkKind]: string } = {
  'session-key': 'Session key',
  link: 'Webex link',
  sip: 'SIP address',
};

function Hit({ hit: { kind, text, sessionKey } }: { hit: PageHit }) {
  const { lookUp } = useLookupDesk();
  return (
    <li>
      <button type="button" class="on-page-hit" onClick={() => lookUp(sessionKey ?? text)}>
        <span class="on-page-text digits">
          {kind === 'session-key' && sessionKey ? spokenSessionKey(sessionKey) : text}
        </span>
        <span class="on-page-kind">{KINDS[kind]}</span>
      </button>
    </li>
  );
}

function countWords({ hits, more }: OutputOf<'page.find'>): string {
  if (hits.length === 0) {
    return 'No session key, Webex link or SIP address was found on this page.';
  }
  if (more) return `The first ${hits.length} on this page. Choose one to look it up.`;
  return hits.length === 1
    ? 'One on this page. Choose it to look it up.'
    : `${hits.length} on this page. Choose one to look it up.`;
}
