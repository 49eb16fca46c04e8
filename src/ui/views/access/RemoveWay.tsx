import type { AccessWay } from '../../../domain/access-way.ts';
import { ProofForm } from '../../components/ProofForm.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAsk } from '../../use-ask.ts';

const CONSEQUENCES: { [K in AccessWay['kind']]: string } = {
  passphrase: '',
  recovery:
    'It will open nothing any more, wherever it is written down. Latchkey then shows you a new one to save.',
  passkey:
    'It will not open this vault any more. The passkey itself stays on its device until you delete it there.',
};

/** Takes a way in away, after the passphrase. */
export function RemoveWay({ way, onClose }: { way: AccessWay; onClose: () => void }) {
  const { program } = useProgram();
  const { busy, failure, ask } = useAsk('access.remove');
  return (
    <div class="question">
      <p class="question-title">Remove “{way.name}”?</p>
      <p class="quiet">{CONSEQUENCES[way.kind]}</p>
      <ProofForm
        action="Remove"
        danger
        cancel="Keep"
        busy={busy}
        failure={failure}
        onCancel={onClose}
        onProof={async (proof) => {
          const removed = await ask({ proof, slotId: way.id });
          // It may be gone all the same: only the second copy still has it.
          await program.refresh();
          if (removed !== null) onClose();
          return removed !== null;
        }}
      />
    </div>
  );
}
