import { useEffect, useState } from 'preact/hooks';
import type { Operation } from '../domain/operation.ts';

/** What a system can be asked; `null` until its list was fetched. */
export function useOperations(provider: string): readonly Operation[] | null {
  const [operations, setOperations] = useState<readonly Operation[] | null>(null);
  useEffect(() => {
    setOperations(null);
    let wanted = true;
    void import('../providers/operations.ts')
      .then(({ operationsOf }) => operationsOf(provider))
      .then((found) => wanted && setOperations(found));
    return () => {
      wanted = false;
    };
  }, [provider]);
  return operations;
}
