import * as v from 'valibot';
import type { Clock } from '../adapters/clock.ts';
import type { ActivityKind } from '../domain/activity.ts';
import { emailSchema } from '../domain/email.ts';
import { Failure } from '../domain/failure.ts';
import type { ExtraField, Meeting, MeetingPasswords } from '../domain/meeting.ts';
import type { Proof } from '../domain/proof.ts';
import type { Ability } from '../domain/provider-card.ts';
import { sessionKeySchema } from '../domain/session-key.ts';
import type { Site } from '../domain/site.ts';
import type { Activity } from './activity.ts';
import type { Credentials, Usable } from './credentials.ts';
import type { Gateway } from './gateway.ts';
import type { Vault } from './vault.ts';

/** Which key answered. */
export interface AskedWith {
  id: string;
  label: string;
  provider: string;
}

/** Answers the questions that people ask all day. */
export interface Lookup {
  /** `what`: as what the record of activity tells it; default is a look-up. */
  meeting(
    sessionKey: string,
    credentialId: string | null,
    what?: 'look-up' | 'watched',
  ): Promise<{
    meeting: Meeting;
    askedWith: AskedWith;
    askedAtMs: number;
  }>;
  /** @throws Failure `wrong-passphrase` before anything is asked */
  revealPasswords(
    sessionKey: string,
    credentialId: string,
    proof: Proof,
  ): Promise<MeetingPasswords>;
  sites(
    email: string,
    credentialId: string | null,
  ): Promise<{
    email: string;
    sites: Site[];
    more: ExtraField[];
    askedWith: AskedWith;
    askedAtMs: number;
  }>;
}

interface Needs {
  vault: Vault;
  credentials: Credentials;
  gateway: Gateway;
  activity: Activity;
  clock: Clock;
}

export function createLookup(needs: Needs): Lookup {
  const { vault, credentials, gateway, activity, clock } = needs;

  async function meeting(
    asked: string,
    credentialId: string | null,
    what: ActivityKind = 'look-up',
  ) {
    const sessionKey = assertIs(sessionKeySchema, asked);
    const usable = await credentials.findFor('meetings', credentialId);
    const found = await abilityOf(usable, 'meetings').lookUp(
      sessionKey,
      gateway.askAs(usable.provider, usable.credential, { what, about: sessionKey }),
      usable.credential.fields,
    );
    return { meeting: found, askedWith: askedWith(usable), askedAtMs: clock.now() };
  }

  async function revealPasswords(asked: string, credentialId: string, proof: Proof) {
    const sessionKey = assertIs(sessionKeySchema, asked);
    const usable = await credentials.findFor('meetings', credentialId);
    const use = { what: 'passwords-revealed', about: sessionKey } as const;
    const { credential, provider } = usable;
    await activity.witness({ ...use, credential }, () => vault.verify(proof));
    const ask = gateway.askAs(provider, credential, use);
    const passwords = await abilityOf(usable, 'meetings').passwords(sessionKey, ask);
    await vault.assertUnlocked();
    return passwords;
  }

  async function sites(asked: string, credentialId: string | null) {
    const email = assertIs(emailSchema, asked);
    const usable = await credentials.findFor('sites', credentialId);
    const found = await abilityOf(usable, 'sites').listByEmail(
      email,
      gateway.askAs(usable.provider, usable.credential, {
        what: 'sites-listed',
        // Who was looked for is nobody's business later on; where, an auditor may ask.
        about: email.replace(/^.*@/, ''),
      }),
      usable.credential.fields,
    );
    return { email, ...found, askedWith: askedWith(usable), askedAtMs: clock.now() };
  }

  return { meeting, revealPasswords, sites };
}

function abilityOf<A extends Ability>({ provider }: Usable, ability: A) {
  const able = provider[ability];
  if (able === undefined) throw new Failure('no-credential', { ability });
  return able;
}

function askedWith({ credential, provider }: Usable): AskedWith {
  return { id: credential.id, label: credential.label, provider: provider.label };
}

/** Pages recognise what was typed; here it is only whether they did. */
function assertIs<S extends v.GenericSchema>(schema: S, asked: string): v.InferOutput<S> {
  const parsed = v.safeParse(schema, asked);
  if (!parsed.success) throw new Failure('not-recognised', { problem: 'unknown', digits: 0 });
  return parsed.output;
}
