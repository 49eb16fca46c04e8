import { Fingerprint } from 'lucide';
import { useEffect } from 'preact/hooks';
import { Button } from '../../components/Button.tsx';
import { PasskeyTrouble } from '../../components/PasskeyTrouble.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { usePasskey } from '../../use-passkey.ts';
import type { Unlock } from '../../use-unlock.ts';

/** Opens the vault with a passkey: at once in the tab that was opened for it, else at a press. */
export function PasskeyUnlock({ unlock }: { unlock: Unlock }) {
  const { program, wish } = useProgram();
  const passkey = usePasskey();
  async function open() {
    const proof = await passkey.give();
    if (proof !== null) await unlock.open(proof);
  }
  useEffect(() => {
    if (wish !== 'passkey') return;
    program.wishFor(null);
    void open();
  }, []);
  return (
    <div class="stack-tight">
      <Button
        icon={Fingerprint}
        busy={passkey.busy || unlock.busy}
        disabled={unlock.waiting > 0}
        onClick={() => void open()}
      >
        Unlock with a passkey
      </Button>
      <PasskeyTrouble passkey={passkey} />
    </div>
  );
}
