import type { AutomaticMark as Mark } from '../../../domain/automatic-renewal.ts';
import { fromWire } from '../../../domain/failure-facts.ts';
import { momentWords } from '../../date-words.ts';
import { sentenceFor } from '../../sentences.ts';

/** What automatic renewal has to say of a key in its last days. */
export function AutomaticMark({ mark: { failure, retryAtMs } }: { mark: Mark }) {
  if (failure === null) {
    return <p class="key-line">Is renewed by itself while Latchkey is unlocked.</p>;
  }
  const { title } = sentenceFor(fromWire(failure));
  const next = retryAtMs === null ? '' : ` Tried again after ${momentWords(retryAtMs)}.`;
  return (
    <p class="key-line expiry-warn">
      Automatic renewal failed: {title}.{next}
    </p>
  );
}
