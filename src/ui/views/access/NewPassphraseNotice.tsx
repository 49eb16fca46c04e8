import { Button } from '../../components/Button.tsx';
import { Notice } from '../../components/Notice.tsx';
import { useProgram } from '../../ProgramProvider.tsx';

/** After an unlock by recovery code: whoever needed that has no passphrase. */
export function NewPassphraseNotice() {
  const { program, page } = useProgram();
  const { gesture, place } = program.world;
  function open() {
    if (place === 'panel') program.openPage('access');
    else void gesture.openPanelTab('access').then(() => window.close());
  }
  return (
    <Notice
      tone="info"
      title="Choose a new passphrase"
      actions={
        <>
          {page !== 'access' && <Button onClick={open}>Choose one</Button>}
          <Button kind="quiet" onClick={() => program.wishFor(null)}>
            Not now
          </Button>
        </>
      }
    >
      You unlocked with the recovery code. If the passphrase is forgotten, change it now; the code
      proves that the vault is yours.
    </Notice>
  );
}
