import { useState } from 'preact/hooks';
import type { CredentialSummary } from '../../../domain/credential.ts';
import { type Operation, operationWith } from '../../../domain/operation.ts';
import type { OperationValues } from '../../../domain/operation-request.ts';
import { usableFirst } from '../../components/KeyChoice.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { useOperations } from '../../use-operations.ts';
import { initialValues, type Written, write } from './request-draft.ts';

/** What stands for a request that is no operation's, in the choice of operations. */
export const FREE = 'free';

/** A request that is being written: as which key, which operation, and its values. */
export interface RequestDraft {
  credentials: readonly CredentialSummary[];
  /** `null`: there is no key. */
  credential: CredentialSummary | null;
  chooseKey(id: string): void;
  /** What the key's system can be asked; `null` until it was fetched. */
  operations: readonly Operation[] | null;
  /** `null`: written freely. */
  operation: Operation | null;
  chooseOperation(id: string): void;
  values: OperationValues;
  change(name: string, value: string): void;
  /** Puts a request in that was sent before. */
  take(credentialId: string, operation: string | null, values: OperationValues): void;
  written: Written;
}

/** Each operation keeps its own values while another one is looked at. */
export function useRequestDraft(about: string | null): RequestDraft {
  const { state } = useProgram();
  const credentials = usableFirst(state?.credentials ?? []);
  // The first one is meant until another is chosen, also when a new key comes before it in the list.
  const [keyId, chooseKey] = useState(about ?? credentials[0]?.id);
  const credential = credentials.find(({ id }) => id === keyId) ?? credentials[0] ?? null;
  const all = useOperations(credential?.provider ?? '');
  // What is asked at a path that this key does not have cannot be asked with it.
  const operations =
    all?.flatMap((each) => operationWith(each, credential?.fields ?? {}) ?? []) ?? null;
  const [operationId, chooseOperation] = useState('');
  const [drafts, setDrafts] = useState<Readonly<Record<string, OperationValues>>>({});
  const operation = operationNamed(operationId, operations ?? []);
  const place = placeOf(credential, operation?.id ?? FREE);
  const fresh = initialValues(operation, Date.now());
  const values = drafts[place] ?? fresh;
  return {
    ...{ credentials, credential, chooseKey, operations, operation, chooseOperation, values },
    // Of what is there by then: two fields may change before anything is drawn again.
    change: (name, value) =>
      setDrafts((before) => ({
        ...before,
        [place]: { ...(before[place] ?? fresh), [name]: value },
      })),
    take: (credentialId, taken, sent) => {
      const key = credentials.find(({ id }) => id === credentialId) ?? null;
      chooseKey(credentialId);
      chooseOperation(taken ?? FREE);
      setDrafts((before) => ({ ...before, [placeOf(key, taken ?? FREE)]: sent }));
    },
    written: write(operation, values),
  };
}

function operationNamed(id: string, operations: readonly Operation[]): Operation | null {
  if (id === FREE) return null;
  return operations.find((each) => each.id === id) ?? operations[0] ?? null;
}

function placeOf(credential: CredentialSummary | null, operation: string): string {
  return `${credential?.provider}/${operation}`;
}
