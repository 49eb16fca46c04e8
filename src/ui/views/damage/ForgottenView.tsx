import { Button } from '../../components/Button.tsx';
import { useFocusOnMount } from '../../use-focus.ts';
import { Asides } from './Asides.tsx';
import { Beginnings } from './Beginnings.tsx';

/** For who has neither passphrase nor recovery code: nobody can open this vault for them. */
export function ForgottenView({ onBack }: { onBack: () => void }) {
  const title = useFocusOnMount<HTMLHeadingElement>();
  return (
    <div class="ways-out">
      <div class="row-between">
        <h1 class="title" tabIndex={-1} ref={title}>
          Forgotten both?
        </h1>
        <Button onClick={onBack}>Back</Button>
      </div>
      <p>
        Without passphrase, recovery code or passkey nobody can open this vault, and nobody can
        replace them: that is what keeps your keys safe. Two ways lead to a new one.
      </p>
      <Beginnings damaged={false} />
      <Asides />
    </div>
  );
}
