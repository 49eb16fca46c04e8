import type { Clock } from '../adapters/clock.ts';
import type { ActivityKind } from '../domain/activity.ts';
import type { Credential } from '../domain/credential.ts';
import { Failure } from '../domain/failure.ts';
import { parseLossless } from '../domain/lossless-json.ts';
import type { MadeToken, TokenWish } from '../domain/made-token.ts';
import type { Proof } from '../domain/proof.ts';
import { SECOND } from '../domain/time.ts';
import type { TokenKind } from '../domain/token-kind.ts';
import type { NamedKey, TokensAbility } from '../providers/provider.ts';
import type { Activity } from './activity.ts';
import type { Credentials } from './credentials.ts';
import { assertUsable } from './gateway.ts';
import { sign } from './tokens.ts';
import { standingIn } from './usage-record.ts';
import type { Vault } from './vault.ts';

/**
 * Tokens that people take elsewhere. None is kept: the same wish for the same time makes the same
 * token, so a page that shows one asks for it anew, and a worker that died in between can tell.
 * All throw Failure `field-invalid`, `look-up-only`, `credential-*`, and `token-over` where it was
 * made for a time that is past.
 */
export interface MadeTokens {
  /** What the token will say; the token itself stays here. */
  create(wish: TokenWish): Promise<MadeToken>;
  /** The token, for the clipboard. */
  copy(wish: TokenWish): Promise<{ token: string; made: MadeToken }>;
  /** The token, to be looked at, after somebody has proved who they are. */
  reveal(wish: TokenWish, proof: Proof): Promise<{ token: string }>;
}

interface Needs {
  vault: Vault;
  credentials: Pick<Credentials, 'findFor'>;
  activity: Pick<Activity, 'noteQuietly' | 'witness'>;
  clock: Clock;
}

/** A token that can be signed. */
interface Ready {
  credential: Credential;
  key: NamedKey;
  made: MadeToken;
}

export function createMadeTokens({ vault, credentials, activity, clock }: Needs): MadeTokens {
  async function prepare(wish: TokenWish): Promise<Ready> {
    const { credential, provider } = await credentials.findFor('tokens', wish.credentialId);
    const ability = provider.tokens;
    if (ability === undefined) throw new Failure('no-credential', { ability: 'tokens' });
    assertUsable(credential, clock.now());
    const { correctionMs } = await vault.transact((book) =>
      standingIn(book, credential.id, clock.now()),
    );
    const nowSeconds = Math.floor((clock.now() + correctionMs) / SECOND);
    const madeForSeconds = wish.madeForSeconds ?? nowSeconds;
    const { kind, key, claims, endSeconds } = orderOf(ability, credential, wish, madeForSeconds);
    if (madeForSeconds > nowSeconds || endSeconds <= nowSeconds)
      throw new Failure('token-over', {});
    const made = {
      label: credential.label,
      kindLabel: kind.label,
      keyName: key.name,
      claims,
      madeForSeconds,
      expiresAtMs: endSeconds * SECOND - correctionMs,
    };
    return { credential, key, made };
  }

  const note = (what: ActivityKind, { credential, made }: Ready) =>
    activity.noteQuietly(vault.transact, { what, credential, about: made.kindLabel });

  const signed = ({ key, made }: Ready) => sign(key.bytes, { typ: 'JWT' }, made.claims);

  async function create(wish: TokenWish): Promise<MadeToken> {
    const ready = await prepare(wish);
    // Whatever keeps it from being signed is to be said now, not when it is wanted.
    await signed(ready);
    await note('token-made', ready);
    return ready.made;
  }

  async function copy(wish: TokenWish) {
    const ready = await prepare(wish);
    const token = await signed(ready);
    await note('token-copied', ready);
    return { token, made: ready.made };
  }

  async function reveal(wish: TokenWish, proof: Proof) {
    const { credential } = await prepare(wish);
    const act = { what: 'token-revealed', credential } as const;
    await activity.witness(act, () => vault.verify(proof));
    // To prove it takes a while: the token may be over by now.
    const ready = await prepare(wish);
    const token = await signed(ready);
    await note('token-revealed', ready);
    await vault.assertUnlocked();
    return { token };
  }

  return { create, copy, reveal };
}

/** The claims as JSON text, the key to sign them with, and when it is over (epoch seconds). */
function orderOf(
  ability: TokensAbility,
  { fields }: Credential,
  wish: TokenWish,
  nowSeconds: number,
) {
  const kind = kindOf(ability, wish.kind);
  const lifetimeSeconds = lifetimeOf(kind, wish.lifetimeSeconds);
  const values = valuesOf(kind, wish.values);
  // What people add is put behind the system's own claims as they wrote it, so no digit is lost.
  const order = { kind: kind.id, lifetimeSeconds, values, extra: {}, nowSeconds };
  const { key, claims } = ability.order(fields, order);
  const end = claims['exp'];
  return {
    kind,
    key,
    claims: withExtra(claims, wish.extra),
    endSeconds: typeof end === 'number' ? end : nowSeconds + lifetimeSeconds,
  };
}

function kindOf({ kinds }: TokensAbility, wanted: string | null): TokenKind {
  const kind = wanted === null ? kinds[0] : kinds.find(({ id }) => id === wanted);
  if (kind) return kind;
  throw invalid('kind', 'Kind', 'is not one that this key has');
}

function lifetimeOf({ least, most, usual }: TokenKind, wanted: number | null): number {
  const seconds = wanted ?? usual;
  if (Number.isInteger(seconds) && seconds >= least && seconds <= most) return seconds;
  throw invalid('lifetimeSeconds', 'Lifetime (seconds)', `must be ${least} to ${most} seconds`);
}

/** What was typed for the kind's own fields; those left empty are missing. */
function valuesOf({ fields }: TokenKind, typed: TokenWish['values']): Record<string, string> {
  const filled = fields.flatMap(({ name, label, kind, required, options }) => {
    const value = (Object.hasOwn(typed, name) ? (typed[name] ?? '') : '').trim();
    if (value === '' && required) throw invalid(name, label, 'is missing');
    if (value === '') return [];
    if (kind === 'number' && !/^-?\d{1,15}$/.test(value)) {
      throw invalid(name, label, 'must be a whole number');
    }
    if (kind === 'choice' && !options.some((option) => option.value === value)) {
      throw invalid(name, label, `must be ${options.map((each) => each.label).join(', ')}`);
    }
    return [[name, value]];
  });
  return Object.fromEntries(filled);
}

/** What decides how long a token lives has a field of its own. */
const TIMES = ['iat', 'exp'];

function withExtra(claims: Record<string, unknown>, extra: string): string {
  const own = JSON.stringify(claims);
  const text = extra.trim();
  if (text === '') return own;
  const names = namesIn(text);
  const taken = names.find((name) => Object.hasOwn(claims, name) || TIMES.includes(name));
  if (taken !== undefined) throw invalidExtra(`must not name “${taken}”: the system sets it`);
  if (names.length === 0) return own;
  return own === '{}' ? text : `${own.slice(0, -1)},${text.slice(1)}`;
}

function namesIn(text: string): string[] {
  const object = text.startsWith('{') ? readObject(text) : null;
  if (object === null) throw invalidExtra('must be a JSON object, as in {"claim": "value"}');
  return object;
}

function readObject(text: string): string[] | null {
  const twice: string[] = [];
  let names: string[];
  try {
    names = Object.keys(Object(parseLossless(text, (name) => twice.push(name))));
  } catch {
    return null;
  }
  if (twice.length > 0) throw invalidExtra(`must not name “${twice[0]}” twice`);
  return names;
}

function invalidExtra(problem: string): Failure {
  return invalid('extra', 'Extra claims', problem);
}

function invalid(field: string, label: string, problem: string): Failure {
  return new Failure('field-invalid', { field, label, problem });
}
