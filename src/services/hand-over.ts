import type { Alarms } from '../adapters/alarms.ts';
import type { Clock } from '../adapters/clock.ts';
import type { Random } from '../adapters/random.ts';
import { sha256Hex } from '../domain/bytes.ts';
import { Failure } from '../domain/failure.ts';
import type { Ending, Standing } from '../domain/hand-over.ts';
import { HAND_OVER_ALARM } from '../domain/hand-over-alarm.ts';
import {
  fingerprintOf,
  type HandOverRequest,
  LONGEST_TEXT,
  readPackage,
  readRequest,
  requestIdOf,
  writeRequest,
} from '../domain/hand-over-text.ts';
import type { Proof } from '../domain/proof.ts';
import { DAY, HOUR } from '../domain/time.ts';
import { baseUrlsOf, type Provider } from '../providers/provider.ts';
import type { Activity } from './activity.ts';
import type { Book } from './book.ts';
import { findIn, freeLabel, labelsIn } from './credential-records.ts';
import type { Credentials } from './credentials.ts';
import { assertUsable, matchPatternsOf } from './gateway.ts';
import {
  afterTime,
  type Desk,
  findRequest,
  openDesk,
  type Request,
  withEnding,
  withOpened,
  withRequest,
} from './hand-over-desk.ts';
import { openPackage, requestIn, sealPackage } from './hand-over-package.ts';
import { packKey, type Unpacked, unpackKey } from './handed-key.ts';
import { assertOwn } from './look-up-only.ts';
import { makeOneTimeKey } from './one-time-key.ts';
import type { Vault } from './vault.ts';

/** A look, its change, and the look that clears up after it. */
const MOST_SWEEPS = 3;

/** What the giver says: which key, to whom, and with what leave. */
export interface Gift {
  request: string;
  credentialId: string;
  lookUpOnly: boolean;
  proof: Proof;
}

/** Gives one key to a colleague's Latchkey, and receives one. */
export interface HandOver {
  standing(): Promise<Standing>;
  /** Makes a one-time key and asks for a key with it; a request that is there stays. @throws Failure `x25519-missing` */
  makeRequest(): Promise<Standing>;
  /** Takes a request back that nothing has come for. */
  withdraw(requestId: string): Promise<Standing>;
  /**
   * Opens a package: what is in it is sealed in this vault and the one-time key goes, in one write.
   * @throws Failure `hand-over-*`
   */
  open(typed: string): Promise<Standing>;
  /** What came becomes a key beside the others. @throws Failure `hand-over-*` */
  keep(requestId: string): Promise<{ id: string; label: string }>;
  refuse(requestId: string): Promise<Standing>;
  /** @throws Failure `hand-over-text`, `hand-over-late` */
  readRequest(typed: string): Promise<{ fingerprint: string; endsAtMs: number }>;
  /** @throws Failure the same, `look-up-only`, or what keeps the key from use or the proof from being one */
  give(gift: Gift): Promise<{ text: string; label: string; endsAtMs: number }>;
  /** The vault was opened, or the alarm rang: ends what is over. Never rejects: every look does it. */
  rang(): Promise<void>;
}

interface Needs {
  vault: Vault;
  credentials: Credentials;
  activity: Activity;
  clock: Clock;
  random: Random;
  alarms: Alarms;
  providers: readonly Provider[];
}

export function createHandOver(needs: Needs): HandOver {
  const { vault, credentials, activity, clock, random, alarms, providers } = needs;

  async function sweep(): Promise<Desk> {
    let desk = await look();
    for (let looks = 1; desk.residue && looks < MOST_SWEEPS; looks += 1) desk = await look();
    if (desk.request) {
      // Now and then in between, too: the more often time is noted, the less a set-back clock gives.
      const nextMs = Math.min(desk.request.endsAtMs, clock.now() + HOUR);
      await alarms.set(HAND_OVER_ALARM, nextMs);
    }
    return desk;
  }

  /** Once more written without the secret, the vault's forerunner does not hold it either. */
  function look(): Promise<Desk> {
    return vault.transact(async (book) => {
      const { desk, put } = await openDesk(book, random);
      const timed = afterTime(desk, clock.now());
      const next = timed === desk && desk.residue ? { ...desk, residue: false } : timed;
      if (next !== desk) put(next);
      return next;
    });
  }

  /** Changes the desk, after its time was looked at: what is over must not be changed any more. */
  async function change<T>(act: (desk: Desk, book: Book) => Promise<{ next: Desk; result: T }>) {
    await sweep();
    const result = await vault.transact(async (book) => {
      const { desk, put } = await openDesk(book, random);
      const done = await act(desk, book);
      if (done.next !== desk) put(done.next);
      return done.result;
    });
    // It is done. What is left over is sealed, and the next look clears it up.
    await sweep().catch(() => undefined);
    return result;
  }

  async function standing(): Promise<Standing> {
    const { request, past } = await sweep();
    const last = past[0];
    const recent = last !== undefined && last.endedAtMs > clock.now() - DAY;
    if (request === null) return { phase: 'none', ended: recent ? last.ending : null };
    const { id: requestId, publicKey, endsAtMs, opened } = request;
    if (opened) return preview(request, unpackKey(providers, opened.key));
    const text = await writeRequest({ publicKey, endsAtMs });
    const fingerprint = await fingerprintOf(publicKey);
    return { phase: 'open', requestId, text, fingerprint, endsAtMs };
  }

  async function preview(request: Request, { key, provider }: Unpacked): Promise<Standing> {
    const urls = [...baseUrlsOf(provider, key.fields).values()];
    const { label, description, expiresAtMs, lookUpOnly, rules } = key;
    return {
      phase: 'opened',
      requestId: request.id,
      system: provider.label,
      label,
      keptAs: await vault.transact(async (book) => freeLabel(await labelsIn(book), label)),
      description,
      hosts: [...new Set(urls.map((url) => new URL(url).host))],
      origins: matchPatternsOf(provider, key.fields),
      expiresAtMs,
      lookUpOnly,
      rules,
      decideByMs: request.endsAtMs,
    };
  }

  async function makeRequest(): Promise<Standing> {
    const key = await makeOneTimeKey();
    const id = await requestIdOf(key.publicKey);
    await change(async (desk) => {
      const next = desk.request ? desk : withRequest(desk, key, id, clock.now());
      return { next, result: null };
    });
    return standing();
  }

  async function open(typed: string): Promise<Standing> {
    const jwe = await readPackage(typed);
    const requestId = requestIn(jwe);
    const sha256 = await sha256Hex(jwe);
    await change(async (desk) => {
      const request = findRequest(desk, requestId);
      // The same package once more, perhaps because a page closed, shows the same.
      if (request.opened?.sha256 === sha256) return { next: desk, result: null };
      const { key } = unpackKey(providers, await openPackage(request, jwe));
      return { next: withOpened(desk, request, { sha256, key }, clock.now()), result: null };
    });
    return standing();
  }

  async function keep(requestId: string) {
    return change(async (desk, book) => {
      const { opened } = findRequest(desk, requestId);
      if (opened === null) throw new Failure('hand-over-foreign', {});
      const { key } = unpackKey(providers, opened.key);
      const result = await credentials.add(book, key);
      return { next: withEnding(desk, 'kept', clock.now()), result };
    });
  }

  /** Ends the request of that id, if it still stands so: whoever was first has decided. */
  async function end(requestId: string, ending: Ending, isOpened: boolean): Promise<Standing> {
    await change(async (desk) => {
      const { request } = desk;
      const stands = request?.id === requestId && (request.opened !== null) === isOpened;
      return { next: stands ? withEnding(desk, ending, clock.now()) : desk, result: null };
    });
    return standing();
  }

  async function readOpenRequest(typed: string): Promise<HandOverRequest> {
    const request = await readRequest(typed);
    const { endsAtMs } = request;
    if (endsAtMs <= clock.now()) throw new Failure('hand-over-late', { endedAtMs: endsAtMs });
    // No Latchkey makes one that lives longer, even where the two clocks differ by an hour.
    if (endsAtMs > clock.now() + DAY + HOUR) {
      throw new Failure('hand-over-text', { wanted: 'request', problem: 'unknown' });
    }
    return request;
  }

  async function findToGive(credentialId: string) {
    const credential = await vault.transact((book) => findIn(book, credentialId));
    const provider = providers.find(({ id }) => id === credential.provider);
    if (!provider) throw new Failure('credential-missing', {});
    assertOwn(credential, 'hand-over');
    assertUsable(credential, clock.now());
    return { credential, provider };
  }

  async function give({ request, credentialId, lookUpOnly, proof }: Gift) {
    const { publicKey, endsAtMs } = await readOpenRequest(request);
    const { credential, provider } = await findToGive(credentialId);
    const act = {
      what: 'key-handed-over',
      credential,
      about: await fingerprintOf(publicKey),
    } as const;
    await activity.witness(act, () => vault.verify(proof));
    const text = await sealPackage(publicKey, packKey(provider, credential, lookUpOnly));
    const { label } = credential;
    if (text.length > LONGEST_TEXT) throw new Failure('hand-over-large', { label });
    // No key leaves without a trace: where nothing can be written, none is given.
    await vault.transact((book) => activity.note(book, act));
    return { text, label, endsAtMs };
  }

  return {
    standing,
    makeRequest,
    withdraw: (requestId) => end(requestId, 'withdrawn', false),
    open,
    keep,
    refuse: (requestId) => end(requestId, 'refused', true),
    readRequest: async (typed) => {
      const { publicKey, endsAtMs } = await readOpenRequest(typed);
      return { fingerprint: await fingerprintOf(publicKey), endsAtMs };
    },
    give,
    rang: async () => {
      await sweep().catch(() => undefined);
    },
  };
}
