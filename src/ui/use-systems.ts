import { useEffect, useState } from 'preact/hooks';
import type { Failure } from '../domain/failure.ts';
import { cardOf, type ProviderCard } from '../domain/provider-card.ts';
import { useAsk } from './use-ask.ts';

/** What is known of the systems: the worker's facts, and words that are fetched with the first form. */
export interface Systems {
  /** `null` until they came. */
  cards: readonly ProviderCard[] | null;
  busy: boolean;
  failure: Failure | null;
  /** Asks (again); resolves to `null` after a failure. */
  load(): Promise<readonly ProviderCard[] | null>;
}

/** The systems, once `load` was called. */
export function useSystemsOnDemand(): Systems {
  const { ask, busy, failure } = useAsk('providers.list');
  const [cards, setCards] = useState<readonly ProviderCard[] | null>(null);
  async function load() {
    const words = import('../providers/words.ts');
    const facts = await ask({});
    if (facts === null) return null;
    const { wordsOf } = await words;
    const systems = facts.map((each) => cardOf(each, wordsOf(each.id)));
    setCards(systems);
    return systems;
  }
  return { cards, busy, failure, load };
}

/** The systems, asked for at once. */
export function useSystems(): Systems {
  const systems = useSystemsOnDemand();
  useEffect(() => void systems.load(), []);
  return systems;
}
