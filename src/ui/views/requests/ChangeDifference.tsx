import { useEffect, useState } from 'preact/hooks';
import type { Failure } from '../../../domain/failure.ts';
import { fromWire } from '../../../domain/failure-facts.ts';
import type { Operation } from '../../../domain/operation.ts';
import { type OperationRequest, requestOf } from '../../../domain/operation-request.ts';
import { FailureNote } from '../../components/FailureNote.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { asFailure, type Program } from '../../program.ts';
import { jsonValueIn } from './answer-body.ts';
import { type Difference, differencesOf } from './change-difference.ts';
import type { KeyedDraft } from './RequestForm.tsx';
import { memorable } from './request-draft.ts';

interface ChangeDifferenceProps {
  draft: KeyedDraft;
  /** The operation whose answer says how it stands. */
  before: Operation;
  request: OperationRequest;
}

/** What a change would make of what is there now; that is asked first. */
export function ChangeDifference({ draft, before, request }: ChangeDifferenceProps) {
  const { program } = useProgram();
  const [found, setFound] = useState<Difference[] | Failure | null>(null);
  useEffect(() => {
    let wanted = true;
    difference(program, { draft, before, request })
      .catch(asFailure)
      .then((each) => wanted && setFound(each));
    return () => {
      wanted = false;
    };
  }, []);
  if (found === null) return <p class="quiet">Asking how it stands now.</p>;
  if (!Array.isArray(found)) return <FailureNote failure={found} />;
  if (found.length === 0) return <p>It stands like this already: nothing would change.</p>;
  return <DifferenceTable differences={found} />;
}

async function difference(
  program: Program,
  { draft, before, request }: ChangeDifferenceProps,
): Promise<Difference[] | Failure> {
  const { api = null, method, path, headers, body } = requestOf(before, draft.values);
  const { text, failure } = await program.ask('requests.send', {
    ...{ credentialId: draft.credential.id, api, method, path, headers, body },
    ...{ runId: crypto.randomUUID(), proof: null },
    remember: { operation: before.id, values: memorable(before, draft.values) },
  });
  if (failure) return fromWire(failure);
  return differencesOf(jsonValueIn(text ?? ''), jsonValueIn(request.body ?? '') ?? {});
}

function DifferenceTable({ differences }: { differences: readonly Difference[] }) {
  return (
    <table class="differences" aria-label="What changes">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Now</th>
          <th scope="col">Then</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ path, was, becomes }) => (
          <tr key={path}>
            <th scope="row">{path}</th>
            <td>{was ?? 'not told'}</td>
            <td>{becomes}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
