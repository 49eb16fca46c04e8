import { useEffect, useState } from 'preact/hooks';
import type { Standing } from '../../../domain/hand-over.ts';
import { Button } from '../../components/Button.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Page } from '../../components/Page.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAsk } from '../../use-ask.ts';
import { useFocusOnMount } from '../../use-focus.ts';
import { OpenRequest } from './OpenRequest.tsx';
import { ReceivedKey } from './ReceivedKey.tsx';

/** Where a colleague's key comes in: ask for it, open what comes, keep or refuse it. */
export function ReceiveView() {
  const { standing, failure, set, load } = useStanding();
  const [kept, setKept] = useState<string | null>(null);
  const [acted, setActed] = useState(false);
  function show(next: Standing) {
    setActed(true);
    setKept(null);
    set(next);
  }
  return (
    <Page page="receive">
      {kept !== null && standing?.phase === 'none' && <Kept label={kept} />}
      {failure && <FailureNote failure={failure} onRetry={load} />}
      {standing?.phase === 'none' && (
        <NoRequest ended={standing.ended} acted={acted && kept === null} onMade={show} />
      )}
      {standing?.phase === 'open' && (
        <OpenRequest request={standing} acted={acted} onChange={show} onStale={load} />
      )}
      {standing?.phase === 'opened' && (
        <ReceivedKey
          key={standing.requestId}
          received={standing}
          acted={acted}
          onRefused={show}
          onKept={(label) => {
            setKept(label);
            load();
          }}
        />
      )}
    </Page>
  );
}

/** How receiving stands; asked again with every news, because another page may act on it, too. */
function useStanding() {
  const { state } = useProgram();
  const { failure, ask } = useAsk('hand-over.standing');
  const [standing, set] = useState<Standing | null>(null);
  async function load() {
    const answer = await ask({});
    if (answer !== null) set(answer);
  }
  // Every new state is news.
  useEffect(() => void load(), [state]);
  return { standing, failure, set, load: () => void load() };
}

interface NoRequestProps {
  ended: Extract<Standing, { phase: 'none' }>['ended'];
  /** Whether an act led here, not the opening of the page: the focus then comes along. */
  acted: boolean;
  onMade: (standing: Standing) => void;
}

function NoRequest({ ended, acted, onMade }: NoRequestProps) {
  const { busy, failure, ask } = useAsk('hand-over.make-request');
  const words = useFocusOnMount<HTMLParagraphElement>(acted);
  async function make() {
    const made = await ask({});
    if (made !== null) onMade(made);
  }
  return (
    <>
      {ended === 'expired' && (
        <Notice tone="info" role="status" title="Your last request is over">
          Nothing can be opened with it any more.
        </Notice>
      )}
      <div class="card">
        <p tabIndex={-1} ref={words}>
          A request lets a colleague seal one key so that only this Latchkey can open it, once. It
          holds no secret: send it by mail or chat, or show it as a QR code.
        </p>
        <div class="actions">
          <Button kind="primary" busy={busy} onClick={() => void make()}>
            Make a request
          </Button>
        </div>
        {failure && <FailureNote failure={failure} onRetry={() => void make()} />}
      </div>
    </>
  );
}

function Kept({ label }: { label: string }) {
  const { program } = useProgram();
  const place = useFocusOnMount<HTMLDivElement>();
  return (
    <div tabIndex={-1} ref={place}>
      <Notice
        tone="good"
        role="status"
        title={`“${label}” is kept`}
        actions={<Button onClick={() => program.openTab('keys')}>Open Keys</Button>}
      >
        It is among your keys now. The request and its one-time key are gone.
      </Notice>
    </div>
  );
}
