import { describe, expect, it } from 'vitest';
import { fromBase64url, toBase64url } from '../../src/domain/bytes.ts';
import { createPasskeys } from '../../src/ui/passkey.ts';

const SECRET = new Uint8Array(32).fill(7);
const ID = new Uint8Array(20).fill(1);
const known = { slotId: 'slot-1', credentialId: toBase64url(ID), salt: toBase64url(SECRET) };

type Prf = { enabled?: boolean; results?: { first: BufferSource } };

/** What a device answers: to the making of a passkey, and to its use. */
interface Device {
  made?: Prf | Error | null;
  used?: Prf | Error | null;
}

function deviceWith({ made, used }: Device) {
  const asked: (CredentialCreationOptions & CredentialRequestOptions)[] = [];
  const answer = async (options: object, prf: Prf | Error | null | undefined) => {
    asked.push(options);
    if (prf instanceof Error) throw prf;
    if (prf === null || prf === undefined) return null;
    const rawId = ID.buffer;
    return { id: '', type: 'public-key', rawId, getClientExtensionResults: () => ({ prf }) };
  };
  const container: CredentialsContainer = {
    create: (options) => answer(options ?? {}, made),
    get: (options) => answer(options ?? {}, used),
    preventSilentAccess: async () => {},
    store: async () => {},
  };
  return { passkeys: createPasskeys(container), asked };
}

const refusal = (name: string) => new DOMException('', name);

describe('Making a passkey', () => {
  it('asks for one of this extension, with a fresh salt and its owner present', async () => {
    const { passkeys, asked } = deviceWith({
      made: { enabled: true, results: { first: SECRET.buffer } },
    });
    const passkey = await passkeys.make([known]);
    expect(passkey).toMatchObject({ credentialId: toBase64url(ID), secret: toBase64url(SECRET) });
    expect(fromBase64url(passkey?.salt ?? '')).toHaveLength(32);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.publicKey).toMatchObject({
      rp: { name: 'Latchkey' },
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
      excludeCredentials: [{ id: ID }],
      extensions: { prf: { eval: { first: fromBase64url(passkey?.salt ?? '') } } },
    });
    expect(asked[0]?.publicKey).not.toHaveProperty('rp.id');
  });

  it('asks once more where the device makes its first secret only then', async () => {
    const { passkeys, asked } = deviceWith({
      made: { enabled: true },
      used: { results: { first: SECRET } },
    });
    const passkey = await passkeys.make([]);
    expect(passkey?.secret).toBe(toBase64url(SECRET));
    expect(asked[1]?.publicKey?.extensions?.prf?.evalByCredential).toEqual({
      [toBase64url(ID)]: { first: fromBase64url(passkey?.salt ?? '') },
    });
  });

  it.each([
    ['says so', { made: { enabled: false } }],
    ['does not know the word', { made: {} }],
    ['promises and does not keep it', { made: { enabled: true }, used: {} }],
    ['gives a short one', { made: { enabled: true }, used: { results: { first: ID } } }],
  ])('is refused in words where the device makes no secrets and %s', async (_, device) => {
    await expect(deviceWith(device).passkeys.make([])).rejects.toMatchObject({
      code: 'passkey-without-prf',
    });
  });

  it.each(['NotAllowedError', 'AbortError'])(
    'that somebody turned away from is none (%s)',
    async (name) => {
      expect(await deviceWith({ made: refusal(name) }).passkeys.make([])).toBeNull();
      const late = deviceWith({ made: { enabled: true }, used: refusal(name) });
      expect(await late.passkeys.make([])).toBeNull();
    },
  );

  it.each([
    ['InvalidStateError', 'passkey-exists'],
    ['SecurityError', 'passkey-failed'],
    ['NotSupportedError', 'passkey-failed'],
  ])('tells one failure (%s) from another (%s)', async (name, code) => {
    await expect(deviceWith({ made: refusal(name) }).passkeys.make([])).rejects.toMatchObject({
      code,
    });
  });
});

describe('Using a passkey', () => {
  it('names the slot that it is for', async () => {
    const other = { slotId: 'slot-2', credentialId: toBase64url(SECRET), salt: known.salt };
    const { passkeys, asked } = deviceWith({ used: { results: { first: SECRET } } });
    expect(await passkeys.use([other, known])).toEqual({
      slotId: 'slot-1',
      secret: toBase64url(SECRET),
    });
    expect(asked[0]?.publicKey).toMatchObject({
      userVerification: 'required',
      allowCredentials: [{ id: SECRET }, { id: ID }],
    });
  });

  it('ends quietly when somebody turns away, and in words when the device gives no secret', async () => {
    expect(await deviceWith({ used: refusal('NotAllowedError') }).passkeys.use([known])).toBeNull();
    await expect(deviceWith({ used: {} }).passkeys.use([known])).rejects.toMatchObject({
      code: 'passkey-failed',
    });
  });
});
