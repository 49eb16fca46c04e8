import type { Clock } from '../adapters/clock.ts';
import { utf8 } from '../domain/bytes.ts';
import { Failure } from '../domain/failure.ts';
import type { BodyReading, DeliveryVerdict } from '../domain/webhook-reading.ts';
import type { Signer } from '../providers/provider.ts';
import type { Activity } from './activity.ts';
import type { Credentials } from './credentials.ts';
import { assertUsable } from './gateway.ts';
import type { Vault } from './vault.ts';

/** What somebody pasted of a delivery. Names of headers in lower case. */
export interface PastedDelivery {
  credentialId: string;
  headers: Record<string, string>;
  body: string;
}

/** Says whether a delivery is from the system that a key is for. */
export interface WebhookCheck {
  /** @throws Failure `credential-*`, `look-up-only`, `no-credential` */
  verify(pasted: PastedDelivery): Promise<DeliveryVerdict>;
}

interface Needs {
  vault: Vault;
  credentials: Pick<Credentials, 'findFor'>;
  activity: Pick<Activity, 'noteQuietly'>;
  signer: Signer;
  clock: Clock;
}

export function createWebhookCheck(needs: Needs): WebhookCheck {
  const { vault, credentials, activity, signer, clock } = needs;

  async function verify({ credentialId, headers, body }: PastedDelivery) {
    const { credential, provider } = await credentials.findFor('webhooks', credentialId);
    const ability = provider.webhooks;
    if (ability === undefined) throw new Failure('no-credential', { ability: 'webhooks' });
    const nowMs = clock.now();
    // Its answer may be signed, too: a key that is put away does not do that.
    assertUsable(credential, nowMs);
    const verdicts: DeliveryVerdict[] = [];
    for (const [reading, text] of readingsOf(body)) {
      const delivery = { headers, body: utf8(text), nowMs };
      const verdict = await ability.verify(credential.fields, signer, delivery);
      verdicts.push({ verdict, reading, checkedAtMs: nowMs });
      if (verdict.problem !== 'signature') break;
    }
    const [asPasted] = verdicts;
    const fitting = verdicts.find(({ verdict }) => verdict.problem !== 'signature') ?? asPasted;
    if (fitting === undefined) throw new Failure('unexpected', {});
    const { problem, header } = fitting.verdict;
    const about = `${problem === null ? 'valid' : 'not valid'} (${header})`;
    await activity.noteQuietly(vault.transact, { what: 'webhook-verified', credential, about });
    return fitting;
  }

  return { verify };
}

/** The body as it was pasted first, then as it may have been before, each once. */
function readingsOf(body: string): [BodyReading, string][] {
  const unix = body.replace(/\r\n/g, '\n');
  const readings: [BodyReading, string][] = [
    ['as-pasted', body],
    ['windows-lines', unix.replace(/\n/g, '\r\n')],
    ['unix-lines', unix],
    ['without-last-end', body.replace(/\r?\n$/, '')],
    ['with-last-end', `${body}\n`],
  ];
  return readings.filter(
    ([, text], place) => readings.findIndex(([, other]) => other === text) === place,
  );
}
