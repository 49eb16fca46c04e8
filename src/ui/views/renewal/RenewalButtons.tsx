import { Button } from '../../components/Button.tsx';
import type { Renewal } from '../../use-renewal.ts';
import type { RenewalMode } from './RenewalRegion.tsx';

type Way = 'renew' | 'resume' | 'type' | 'leak' | 'dismiss';

interface RenewalButtonsProps {
  renewal: Renewal;
  onMode: (mode: RenewalMode) => void;
  onClose: () => void;
}

/** What can be done next, by how the renewal stands. */
export function RenewalButtons({ renewal, onMode, onClose }: RenewalButtonsProps) {
  const { busy, report, start, resume, dismiss } = renewal;
  const ways = waysOf(renewal);
  // What leaked once is over with that renewal: the key in use now did not.
  const leaked = report?.phase === 'unknown' && report.leaked;
  function close() {
    // Its outcome was seen: it does not stand in the way of the next one.
    if (report?.phase === 'promoted') dismiss();
    onClose();
  }
  return (
    <>
      <div class="actions">
        {ways.includes('renew') && (
          <Button kind="primary" busy={busy} onClick={() => start(leaked)}>
            Renew now
          </Button>
        )}
        {ways.includes('resume') && (
          <Button kind="primary" busy={busy} onClick={resume}>
            Continue
          </Button>
        )}
        {ways.includes('dismiss') && <Button onClick={dismiss}>Put away</Button>}
        <Button onClick={close}>Close</Button>
      </div>
      <OtherWays ways={ways} onMode={onMode} />
    </>
  );
}

function OtherWays({
  ways,
  onMode,
}: { ways: readonly Way[] } & Pick<RenewalButtonsProps, 'onMode'>) {
  const type = ways.includes('type');
  const leak = ways.includes('leak');
  if (!type && !leak) return null;
  return (
    <div class="actions quiet-switches">
      {type && (
        <Button kind="quiet" onClick={() => onMode('type')}>
          Type the key from the mail
        </Button>
      )}
      {leak && (
        <Button kind="quiet" onClick={() => onMode('leak')}>
          This key leaked
        </Button>
      )}
    </div>
  );
}

function waysOf({ loaded, report, busy, acted }: Renewal): readonly Way[] {
  if (!loaded || report?.running) return [];
  if (busy) return ['renew'];
  if (report === null) return ['renew', 'type', 'leak'];
  if (report.phase === 'promoted') return acted ? [] : ['renew', 'leak'];
  const resumable = report.stage === 'retire' || report.phase !== 'unknown';
  return resumable ? ['resume', 'dismiss', 'type'] : ['renew', 'dismiss', 'type', 'leak'];
}
