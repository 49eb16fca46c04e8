import { MINUTE } from '../../../domain/time.ts';
import { PageLink } from '../../components/PageLink.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { useNow } from '../../use-now.ts';
import { attentionWords } from './expiry-words.ts';

/** The way from the keys to their expiries, with what wants attention. */
export function ExpiryLink() {
  const { state } = useProgram();
  const nowMs = useNow(MINUTE);
  return <PageLink page="expiry" about={attentionWords(state?.credentials ?? [], nowMs)} />;
}
