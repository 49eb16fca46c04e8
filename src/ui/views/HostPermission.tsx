import { useState } from 'preact/hooks';
import { Button } from '../components/Button.tsx';
import { Notice } from '../components/Notice.tsx';
import { hostName, hostPattern } from '../host-pattern.ts';
import { useProgram } from '../ProgramProvider.tsx';

/** A key whose host the browser does not allow yet. */
export function HostPermission({ origin }: { origin: string }) {
  const { program } = useProgram();
  const [refused, setRefused] = useState(false);
  function allow() {
    const pattern = hostPattern(origin);
    if (pattern === null) return;
    // The request has to be the first call of the click.
    void program.world.gesture.requestHost(pattern).then(
      (allowed) => {
        setRefused(!allowed);
        void program.refresh();
      },
      () => setRefused(true),
    );
  }
  return (
    <Notice
      tone="warn"
      actions={
        <Button kind="primary" onClick={allow}>
          Allow host
        </Button>
      }
    >
      {refused
        ? `It is still not allowed. Without it nothing can be asked of ${hostName(origin)}.`
        : `To ask ${hostName(origin)}, Latchkey needs your permission in the browser.`}
    </Notice>
  );
}
