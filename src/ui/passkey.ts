import { fromBase64url, toBase64url } from '../domain/bytes.ts';
import { Failure } from '../domain/failure.ts';
import type { ProgramState } from '../rpc/answers/vault.ts';
import type { InputOf } from '../rpc/contract.ts';

/** A passkey that was just made, with the secret that it makes of its salt. */
export type NewPasskey = InputOf<'access.add-passkey'>['passkey'];
/** One that is a way in already. */
export type KnownPasskey = ProgramState['passkeys'][number];

/**
 * Passkeys as this page can use them, by WebAuthn and its extension "prf": the authenticator makes
 * a secret of a salt, after it has seen its owner. `null` is the answer of who turned away.
 */
export interface Passkeys {
  /** @throws Failure `passkey-without-prf`, `passkey-exists`, `passkey-failed` */
  make(known: readonly KnownPasskey[]): Promise<NewPasskey | null>;
  /** Asks for one of these. @throws Failure `passkey-without-prf`, `passkey-failed` */
  use(known: readonly KnownPasskey[]): Promise<{ slotId: string; secret: string } | null>;
}

const SECRET_BYTES = 32;

/** What its owner reads in the browser's list of passkeys. */
const OWNER = { name: 'Latchkey vault', displayName: 'Latchkey vault' };

/** ES256, EdDSA and RS256: nobody checks a signature here, so whatever the authenticator has. */
const ALGORITHMS = [-7, -8, -257];

/** Passkeys of this extension's own origin: without an ID the relying party is the extension. */
export function createPasskeys(container: CredentialsContainer): Passkeys {
  async function make(known: readonly KnownPasskey[]): Promise<NewPasskey | null> {
    const salt = randomBytes();
    const made = await unlessTurnedAway(() => container.create(creationOf(salt, known)));
    if (made === null) return null;
    const { prf } = made.getClientExtensionResults();
    if (prf?.enabled !== true) throw new Failure('passkey-without-prf', {});
    const passkey = {
      credentialId: toBase64url(new Uint8Array(made.rawId)),
      salt: toBase64url(salt),
    };
    const secret = secretOf(prf);
    if (secret !== null) return { ...passkey, secret };
    // Many an authenticator makes its first secret only when it is asked once more.
    const given = await ask([{ ...passkey, slotId: '' }]);
    if (given === null) return null;
    if (given.secret === null) throw new Failure('passkey-without-prf', {});
    return { ...passkey, secret: given.secret };
  }

  async function use(known: readonly KnownPasskey[]) {
    const given = await ask(known);
    if (given === null) return null;
    const slotId = known.find(({ credentialId }) => credentialId === given.credentialId)?.slotId;
    if (given.secret === null || slotId === undefined) {
      throw new Failure('passkey-failed', { reason: 'No secret' });
    }
    return { slotId, secret: given.secret };
  }

  async function ask(known: readonly KnownPasskey[]) {
    const given = await unlessTurnedAway(() => container.get(requestOf(known)));
    return (
      given && {
        credentialId: toBase64url(new Uint8Array(given.rawId)),
        secret: secretOf(given.getClientExtensionResults().prf),
      }
    );
  }

  return { make, use };
}

function creationOf(salt: Uint8Array<ArrayBuffer>, known: readonly KnownPasskey[]) {
  const publicKey: PublicKeyCredentialCreationOptions = {
    rp: { name: 'Latchkey' },
    user: { id: randomBytes(), ...OWNER },
    challenge: randomBytes(),
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
    excludeCredentials: known.map(descriptorOf),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    extensions: { prf: { eval: { first: salt } } },
  };
  return { publicKey };
}

function requestOf(known: readonly KnownPasskey[]) {
  const salts = known.map(({ credentialId, salt }) => [
    credentialId,
    { first: fromBase64url(salt) },
  ]);
  const publicKey: PublicKeyCredentialRequestOptions = {
    challenge: randomBytes(),
    allowCredentials: known.map(descriptorOf),
    userVerification: 'required',
    extensions: { prf: { evalByCredential: Object.fromEntries(salts) } },
  };
  return { publicKey };
}

function descriptorOf({ credentialId }: KnownPasskey): PublicKeyCredentialDescriptor {
  return { type: 'public-key', id: fromBase64url(credentialId) };
}

/** The secret, as the worker takes it; `null` where the authenticator made none. */
function secretOf(prf: AuthenticationExtensionsPRFOutputs | undefined): string | null {
  const first = prf?.results?.first;
  if (first === undefined) return null;
  const bytes = ArrayBuffer.isView(first)
    ? new Uint8Array(first.buffer, first.byteOffset, first.byteLength)
    : new Uint8Array(first);
  return bytes.length === SECRET_BYTES ? toBase64url(bytes) : null;
}

/** What the browser's dialog gave; `null` when its owner closed it or let it run out. */
async function unlessTurnedAway(
  ask: () => Promise<Credential | null>,
): Promise<PublicKeyCredential | null> {
  try {
    const given = await ask();
    return given !== null && isPublicKey(given) ? given : null;
  } catch (error) {
    const reason = error instanceof DOMException ? error.name : 'Error';
    if (TURNED_AWAY.includes(reason)) return null;
    if (reason === 'InvalidStateError') throw new Failure('passkey-exists', {});
    throw new Failure('passkey-failed', { reason });
  }
}

/** The browser does not tell a refusal from a dialog that nobody answered in time. */
const TURNED_AWAY = ['NotAllowedError', 'AbortError'];

function isPublicKey(credential: Credential): credential is PublicKeyCredential {
  return credential.type === 'public-key';
}

function randomBytes(): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
}
