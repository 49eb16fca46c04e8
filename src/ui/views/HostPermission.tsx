import { useState } from 'preact/hooks';
import { Button } from '../components/Button.tsx';
import { Notice } from '../components/Notice.tsx';
import { hostNames, hostPatterns } from '../host-pattern.ts';
import { useProgram } from '../ProgramProvider.tsx';

/** A key of whose hosts the browser does not allow all yet. */
export function HostPermission({ origins }: { origins: readonly string[] }) {
  const { program } = useProgram();
  const [refused, setRefused] = useState(false);
  function allow() {
    // The request has to be the first call of the click.
    void program.world.gesture.requestHosts(hostPatterns(origins)).then(
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
        ? `It is still not allowed. Without it nothing can be asked of ${hostNames(origins)}.`
        : `To ask ${hostNames(origins)}, Latchkey needs your permission in the browser.`}
    </Notice>
  );
}
