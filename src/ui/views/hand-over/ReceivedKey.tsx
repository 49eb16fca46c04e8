import type { Standing } from '../../../domain/hand-over.ts';
import { Badge } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { Fact, Facts } from '../../components/Facts.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Notice } from '../../components/Notice.tsx';
import { expiryOf, momentWords } from '../../date-words.ts';
import { hostNames } from '../../host-pattern.ts';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAsk } from '../../use-ask.ts';
import { useFocusOnMount } from '../../use-focus.ts';
import { RuleList } from '../scope/RuleList.tsx';

type Received = Extract<Standing, { phase: 'opened' }>;

interface DecisionProps {
  received: Received;
  onKept: (label: string) => void;
  onRefused: (standing: Standing) => void;
}

interface ReceivedKeyProps extends DecisionProps {
  /** Whether an act led here, not the opening of the page: the focus then comes along. */
  acted: boolean;
}

/** What came, before it is a key here: everything but its secrets, and a yes or no. */
export function ReceivedKey({ acted, ...props }: ReceivedKeyProps) {
  const { received } = props;
  const { keeping, refusing, keep, refuse } = useDecision(props);
  const title = useFocusOnMount<HTMLHeadingElement>(acted);
  return (
    <section class="card" aria-labelledby="received-title">
      <h3 class="section-title" id="received-title" tabIndex={-1} ref={title}>
        A key has come
      </h3>
      <ReceivedFacts received={received} />
      <Notice tone="warn" title="Latchkey cannot tell who sent this">
        The sender is not verified. Keep it only if you were expecting it, the fingerprints were the
        same, and your requests should go to {hostNames(received.hosts)}.
      </Notice>
      <div class="actions">
        <Button kind="primary" busy={keeping.busy} onClick={keep}>
          Keep it
        </Button>
        <Button busy={refusing.busy} onClick={() => void refuse()}>
          Refuse
        </Button>
      </div>
      {keeping.failure && <FailureNote failure={keeping.failure} onRetry={keep} />}
      {refusing.failure && <FailureNote failure={refusing.failure} onRetry={() => void refuse()} />}
      <p class="quiet">
        It is put beside your keys and replaces none. Undecided, it is destroyed{' '}
        {momentWords(received.decideByMs)}.
      </p>
    </section>
  );
}

function ReceivedFacts({ received }: { received: Received }) {
  const { system, label, keptAs, hosts, expiresAtMs, lookUpOnly, description, rules } = received;
  const expiry = expiryOf(expiresAtMs, Date.now());
  return (
    <Facts>
      <Fact term="System" words={system} />
      <Fact
        term="Label"
        words={label}
        caption={
          keptAs === label ? null : `You have one of that name: here it will be “${keptAs}”.`
        }
      />
      <Fact term="Requests go to" words={hostNames(hosts)} />
      <Fact term="Expiry">
        <span class={`fact-words expiry-${expiry.tone}`}>{expiry.words}</span>
      </Fact>
      <Fact term="You may" caption={lookUpOnly ? 'Not renew it, change it or hand it on.' : null}>
        {lookUpOnly ? <Badge tone="accent">Look-up only</Badge> : 'Do everything with it'}
      </Fact>
      {rules.length > 0 && (
        <Fact term="Allowed URLs">
          <RuleList rules={rules} />
        </Fact>
      )}
      {description !== '' && <Fact term="Description" words={description} />}
    </Facts>
  );
}

function useDecision({ received, onKept, onRefused }: DecisionProps) {
  const { program } = useProgram();
  const keeping = useAsk('hand-over.keep');
  const refusing = useAsk('hand-over.refuse');
  const { requestId, origins } = received;

  /** As with a key that was typed: sent first, and the browser asked in the same turn of the click. */
  function keep() {
    const kept = keeping.ask({ requestId });
    const allowed = program.world.gesture.requestHosts(origins);
    void finish(kept);
    void allowed.catch(() => false).then(() => program.refresh());
  }

  async function finish(keepingIt: Promise<{ label: string } | null>) {
    const kept = await keepingIt;
    if (kept !== null) onKept(kept.label);
    await program.refresh();
  }

  async function refuse() {
    const after = await refusing.ask({ requestId });
    if (after !== null) onRefused(after);
  }

  return { keeping, refusing, keep, refuse };
}
