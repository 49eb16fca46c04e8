import { fromBase64url, fromUtf8, isSameSignature, toBase64url, utf8 } from '../domain/bytes.ts';
import type { Credential } from '../domain/credential.ts';
import { parseLossless } from '../domain/lossless-json.ts';
import type { TokenSigner } from '../domain/made-token.ts';
import type { HmacHash, NamedKey, Provider, Signer } from '../providers/provider.ts';
import type { Transact } from './book.ts';
import { credentialsIn } from './credential-records.ts';

/** Which stored keys signed a token. */
export interface TokenSigners {
  /**
   * Tries every key of every credential, disabled, expired and previous ones too: nothing is signed
   * or sent with them. `tried` counts them; 0 where the token is none of a shared secret.
   */
  find(token: string): Promise<{ signers: TokenSigner[]; tried: number }>;
}

interface Needs {
  transact: Transact;
  signer: Pick<Signer, 'hmac'>;
  providers: readonly Provider[];
}

const HASHES: Readonly<Record<string, HmacHash>> = {
  HS256: 'SHA-256',
  HS384: 'SHA-384',
  HS512: 'SHA-512',
};

/** A key that may have signed it, and whose it is. */
type Candidate = { signer: TokenSigner; key: NamedKey };

export function createTokenSigners({ transact, signer, providers }: Needs): TokenSigners {
  async function find(token: string) {
    const [head = '', payload = '', signature = '', ...more] = token.split('.');
    const hash = hashOf(head);
    if (hash === null || signature === '' || more.length > 0) return { signers: [], tried: 0 };
    const input = utf8(`${head}.${payload}`);
    const all = [...(await transact(credentialsIn)).values()].flatMap(candidatesOf);
    const fits = await Promise.all(
      all.map(async ({ key }) =>
        isSameSignature(toBase64url(await signer.hmac(hash, key.bytes, input)), signature),
      ),
    );
    const signers = all.filter((_, place) => fits[place]).map((each) => each.signer);
    return { signers, tried: all.length };
  }

  function candidatesOf({ id, label, provider, fields, previous }: Credential): Candidate[] {
    const ability = providers.find((each) => each.id === provider)?.tokens;
    if (!ability) return [];
    const own = ability.keys(fields).map((key) => ({ key, previous: false }));
    const old = previous.flatMap((each) =>
      ability.keys(each.fields).map((key) => ({ key, previous: true })),
    );
    return [...own, ...old]
      .filter(({ key }) => key.bytes.length > 0)
      .map(({ key, previous: replaced }) => ({
        key,
        signer: { credentialId: id, label, keyName: key.name, previous: replaced },
      }));
  }

  return { find };
}

/** The hash of a token's algorithm; `null` for every other, "none" and what cannot be read too. */
function hashOf(head: string): HmacHash | null {
  try {
    const header: unknown = parseLossless(fromUtf8(fromBase64url(head)));
    const algorithm = Object(header)['alg'];
    return typeof algorithm === 'string' && Object.hasOwn(HASHES, algorithm)
      ? (HASHES[algorithm] ?? null)
      : null;
  } catch {
    return null;
  }
}
