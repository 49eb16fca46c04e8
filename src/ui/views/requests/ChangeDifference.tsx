import { useEffect, useState } from 'preact/hooks';
import type { Failure } from '../../../domain/failure.ts';
import { fromWire } from '../../../domain/failure-facts.ts';
import type { LosslessValue } from '../../../domain/lossless-json.ts';
import type { Operation } from '../../../domain/operation.ts';
import { type OperationRequest, requestOf } from '../../../domain/operation-request.ts';
import { FailureNote } from '../../components/FailureNote.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { asFailure, type Program } from '../../program.ts';
import { SettingsDiff } from '../settings-diff/SettingsDiff.tsx';
import { jsonValueIn } from './answer-body.ts';
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
  const [found, setFound] = useState<Told | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let wanted = true;
    setFound(null);
    standingOf(program, { draft, before })
      .catch((error) => ({ failure: asFailure(error) }))
      .then((each) => wanted && setFound(each));
    return () => {
      wanted = false;
    };
  }, [turn]);
  if (found === null) return <p class="quiet">Asking how it stands now.</p>;
  if ('failure' in found) {
    return <FailureNote failure={found.failure} onRetry={() => setTurn(turn + 1)} />;
  }
  return <SettingsDiff before={found.standing} after={jsonValueIn(request.body ?? '') ?? {}} />;
}

/** How it stands, as the system told it, or why that is not known. */
type Told = { standing: LosslessValue } | { failure: Failure };

async function standingOf(
  program: Program,
  { draft, before }: Pick<ChangeDifferenceProps, 'draft' | 'before'>,
): Promise<Told> {
  const { api = null, method, path, headers, body } = requestOf(before, draft.values);
  const { text, failure } = await program.ask('requests.send', {
    ...{ credentialId: draft.credential.id, api, method, path, headers, body },
    ...{ runId: crypto.randomUUID(), proof: null },
    remember: { operation: before.id, values: memorable(before, draft.values) },
  });
  return failure ? { failure: fromWire(failure) } : { standing: jsonValueIn(text ?? '') ?? {} };
}
