import { cardOf, type ProviderCard } from '../../src/domain/provider-card.ts';
import type { Provider } from '../../src/providers/provider.ts';
import { wordsOf } from '../../src/providers/words.ts';
import { factsOf } from '../../src/services/credential-form.ts';

/** A system as pages know it. */
export function cardFor(provider: Provider): ProviderCard {
  return cardOf(factsOf(provider), wordsOf(provider.id));
}
