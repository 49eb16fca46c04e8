import jsonwebtoken from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/domain/bytes.ts';
import { prove } from '../../src/providers/webex-meetings/proof.ts';
import { signer } from '../../src/services/tokens.ts';

const FIELDS = {
  apiKey: '451441ba-132b-4188-8ac7-23b815bc495d',
  secretKey: 'Schlüssel7Q6YCX0FXES0W33',
  audience: 'userName',
  issuer: 'https://meetings-api.webex.com/gapi/registerapikey',
  lifetimeSeconds: '300',
};

const REQUEST = {
  method: 'POST',
  url: new URL('https://meetings-api.webex.com/gapi/v1/x'),
  headers: {},
  nowSeconds: 1_800_000_000,
} as const;

describe('The token of a Webex Meetings key', () => {
  it('has the claims of the seed, and another library verifies it with the secret as UTF-8', async () => {
    const { JWTToken = '' } = await prove(FIELDS, signer, REQUEST);
    const verified = jsonwebtoken.verify(JWTToken, Buffer.from(FIELDS.secretKey, 'utf8'), {
      algorithms: ['HS256'],
      clockTimestamp: 1_800_000_000,
      complete: true,
    });
    expect(verified.header).toEqual({ alg: 'HS256', typ: 'JWT' });
    expect(verified.payload).toEqual({
      apikey: FIELDS.apiKey,
      aud: 'userName',
      iss: FIELDS.issuer,
      iat: 1_799_999_970,
      exp: 1_800_000_270,
    });
  });

  it('cannot be made with an empty secret', async () => {
    await expect(prove({ ...FIELDS, secretKey: '' }, signer, REQUEST)).rejects.toThrow();
  });

  it('is told from one that another secret signed', async () => {
    const token = await signer.hs256(utf8('one secret'), { iat: 1 });
    expect(() => jsonwebtoken.verify(token, 'another secret')).toThrow('invalid signature');
  });
});
