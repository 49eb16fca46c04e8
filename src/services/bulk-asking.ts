import type { ActivityKind } from '../domain/activity.ts';
import type { BulkFailure, BulkKind, BulkResult } from '../domain/bulk.ts';
import { Failure, type FailureCode, toWire } from '../domain/failure.ts';
import type { Meeting } from '../domain/meeting.ts';
import type { Ask, ProviderReply } from '../providers/provider.ts';
import type { Usable } from './credentials.ts';

/** What came of looking one up: one of the two. */
export interface Outcome {
  result: BulkResult | null;
  failure: BulkFailure | null;
}

/** How one is asked for, and how its reply is read. */
export interface Asking {
  what: ActivityKind;
  about: string;
  /** `null` where the reply settles nothing. */
  read(reply: ProviderReply): Promise<Outcome | null>;
}

/** What no other of them would fare better with: the key, its host, the vault. */
const HOLDING: readonly FailureCode[] = [
  'vault-locked',
  'vault-read-only',
  'vault-damaged',
  'storage-full',
  'storage-failed',
  'no-credential',
  'credential-missing',
  'credential-disabled',
  'credential-expired',
  'look-up-only',
  'host-not-allowed',
  'host-foreign',
  'out-of-scope',
  'unauthorized',
  'forbidden',
  'rate-limited',
  'service-retired',
];

/** What a network does for a moment. */
const PASSING: readonly FailureCode[] = [
  'no-answer',
  'timed-out',
  'cut-connection',
  'server-error',
];

export function holdsUp(error: unknown): boolean {
  return error instanceof Failure ? HOLDING.includes(error.code) : error !== null;
}

export function isPassing(error: unknown): boolean {
  return error instanceof Failure && PASSING.includes(error.code);
}

/** Asks for one, and says what came of it; `error`: what went wrong, `null` where nothing did. */
export async function askFor(
  kind: BulkKind,
  key: string,
  usable: Usable,
  askWith: (asking: Asking) => Ask,
): Promise<{ outcome: Outcome; error: unknown }> {
  const settle = async (ask: Ask) => {
    try {
      return { outcome: found(await find(kind, key, usable, ask)), error: null };
    } catch (error) {
      return { outcome: { result: null, failure: toWire(error) }, error };
    }
  };
  async function read(reply: ProviderReply): Promise<Outcome | null> {
    const { outcome, error } = await settle(async () => reply);
    return holdsUp(error) || isPassing(error) ? null : outcome;
  }
  // Who was looked for is nobody's business later on; where, an auditor may ask.
  const asking: Omit<Asking, 'read'> =
    kind === 'meetings'
      ? { what: 'look-up', about: key }
      : { what: 'sites-listed', about: key.replace(/^.*@/, '') };
  return settle(askWith({ ...asking, read }));
}

function found(result: BulkResult): Outcome {
  return { result, failure: null };
}

async function find(kind: BulkKind, key: string, usable: Usable, ask: Ask): Promise<BulkResult> {
  const { provider, credential } = usable;
  const able = provider[kind];
  if (able === undefined) throw new Failure('no-credential', { ability: kind });
  if ('lookUp' in able) return shortly(await able.lookUp(key, ask, credential.fields));
  const { sites } = await able.listByEmail(key, ask, credential.fields);
  return { kind: 'sites', addresses: sites.map(({ address }) => address.text) };
}

/** What a table tells of a meeting. */
function shortly({
  name,
  status,
  hostJoined,
  host,
  schedule,
  site,
  sip,
  telephony,
}: Meeting): BulkResult {
  return {
    kind: 'meetings',
    ...{ name, hostJoined, sip },
    inProgress: status.inProgress,
    host: host.name ?? host.email,
    startMs: schedule.startMs,
    site: site.address?.text ?? site.name,
    toll: telephony?.toll ?? null,
  };
}
