import { Failure } from '../../domain/failure.ts';
import { FailureNote } from '../components/FailureNote.tsx';

/** A vault that cannot be opened: said plainly, instead of a blank page or "wrong passphrase". */
export function DamagedView() {
  return (
    <div class="centered">
      <FailureNote failure={new Failure('vault-damaged', { what: 'the vault itself' })} />
    </div>
  );
}
