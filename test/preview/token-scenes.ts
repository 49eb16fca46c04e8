import type { CredentialSummary } from '../../src/domain/credential.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { ProviderCard } from '../../src/domain/provider-card.ts';
import { createFakeProgram, PASSPHRASE } from './fake-program.ts';
import { manyKeys, oneKey, unlockedState, webexCard } from './fixtures.ts';
import { type Scene, withAnswers } from './scene.ts';
import { deliveryVerdict } from './token-answers.ts';

const zoomKey: CredentialSummary = {
  ...oneKey,
  id: 'zoom',
  provider: 'zoom',
  providerLabel: 'Zoom',
  label: 'Video SDK, production',
  abilities: ['tokens', 'webhooks'],
};
const choice = { required: false, initial: '', options: [] };
const zoomCard: ProviderCard = {
  ...webexCard,
  id: 'zoom',
  label: 'Zoom',
  tokens: [
    {
      id: 'session',
      label: 'Video SDK session',
      least: 1_800,
      most: 172_800,
      advised: 7_200,
      usual: 7_200,
      fields: [
        { ...choice, name: 'tpc', label: 'Topic', kind: 'text', required: true },
        {
          ...choice,
          name: 'role_type',
          label: 'Role',
          kind: 'choice',
          required: true,
          initial: '1',
          options: [
            { value: '1', label: 'Host' },
            { value: '0', label: 'Participant' },
          ],
        },
        { ...choice, name: 'cloud_recording_option', label: 'Record', kind: 'switch' },
      ],
    },
    ...webexCard.tokens,
  ],
};

const part = (value: object) => btoa(JSON.stringify(value)).replace(/=+$/, '');
const nowSeconds = Math.floor(Date.now() / 1_000);
const tokenOf = (header: object, claims: object, signature = 'A'.repeat(43)) =>
  `${part(header)}.${part(claims)}.${signature}`;

const good = tokenOf(
  { alg: 'HS256', typ: 'JWT' },
  {
    apikey: '1f0d2090-ebcf-11e8-8eb2-f2801f1b9fd1',
    aud: 'userName',
    iss: 'https://meetings-api.webex.com/gapi/registerapikey',
    iat: nowSeconds - 30,
    exp: nowSeconds + 270,
  },
);
const bad = tokenOf(
  { alg: 'none' },
  { iss: 'somebody', exp: nowSeconds - 200, iat: nowSeconds + 400, nbf: 'tomorrow' },
  'AAAA',
);

const endless = tokenOf(
  { alg: 'HS256', typ: 'JWT', kid: 'a-very-long-key-id-without-any-place-to-break-it' },
  {
    app_key: 'kCVbY0',
    scopes: Array.from({ length: 40 }, (_, place) => `scope:${place}:read`),
    user: { name: 'Ana', groups: ['a', 'b'], id: 121120347236861 },
    ['a_claim_whose_name_is_longer_than_its_column']: 'x'.repeat(300),
    iat: nowSeconds - 30,
    exp: nowSeconds + 86_400,
  },
);

const withZoom = () =>
  withAnswers(createFakeProgram({ ...unlockedState, credentials: [zoomKey, ...manyKeys] }), {
    'providers.list': () => [webexCard, zoomCard],
  });

const delivery = [
  'type Headers = x-zm-signature: v0=93a1a675965ceb9c5a50c5dfb31f20e50f763be37a54ef74cd2d16a1a8e5c0d6',
  'type Body = {"event":"session.recording_completed","event_ts":1627906944384,"payload":{"account_id":"D8cJuqWVQ623CI4Q8yQK0Q","object":{"session_name":"My Session","download_token":"abc"}}}',
  'press Verify',
];
/** The tabs about tokens and webhooks. */
export const tokenScenes: Record<string, Scene> = {
  tokens: { program: createFakeProgram, steps: ['tab Tokens'] },
  'tokens-none': {
    program: () => createFakeProgram({ ...unlockedState, credentials: [] }),
    steps: ['tab Tokens'],
  },
  'tokens-made': { program: createFakeProgram, steps: ['tab Tokens', 'press Create token'] },
  'tokens-asking': {
    program: createFakeProgram,
    steps: ['tab Tokens', 'press Create token', 'press Show token'],
  },
  'tokens-shown': {
    program: createFakeProgram,
    steps: [
      'tab Tokens',
      'press Create token',
      'press Show token',
      `type Passphrase again = ${PASSPHRASE}`,
      'press Show',
    ],
  },
  'tokens-kinds': {
    program: withZoom,
    steps: ['tab Tokens', 'type Lifetime (seconds) = 0', 'open Extra claims'],
  },
  'tokens-inspected': {
    program: createFakeProgram,
    steps: ['tab Tokens', `type Token to inspect = ${good}`],
  },
  'tokens-bad': {
    program: createFakeProgram,
    steps: ['tab Tokens', `type Token to inspect = ${bad}`],
  },
  'tokens-endless': {
    program: createFakeProgram,
    steps: ['tab Tokens', `type Token to inspect = Bearer ${endless}`],
  },
  'tokens-refused': {
    program: () =>
      withAnswers(createFakeProgram(), {
        'tokens.create': () => {
          throw new Failure('field-invalid', {
            ...{ field: 'lifetimeSeconds', label: 'Lifetime (seconds)' },
            problem: 'must be 60 to 3600 seconds',
          });
        },
      }),
    steps: ['tab Tokens', 'press Create token'],
  },
  'tokens-copied': {
    program: createFakeProgram,
    steps: ['tab Keys', 'press Copy token'],
  },
  'tokens-long': {
    program: () => createFakeProgram({ ...unlockedState, credentials: manyKeys.slice(1, 2) }),
    steps: ['tab Tokens', 'press Create token'],
  },
  webhooks: { program: withZoom, steps: ['tab Webhooks'] },
  'webhooks-none': { program: createFakeProgram, steps: ['tab Webhooks'] },
  'webhooks-valid': { program: withZoom, steps: ['tab Webhooks', ...delivery] },
  'webhooks-validation': {
    program: () =>
      withAnswers(withZoom(), {
        'webhooks.verify': () =>
          deliveryVerdict({
            reply:
              '{"plainToken":"xys8n8PGS7mAU0m5-YJjRA","encryptedToken":"2fffc6a967dde4f68024025a5bd991c5ae1e5313b4e6365be4883e3e81d479b3"}',
          }),
      }),
    steps: ['tab Webhooks', ...delivery],
  },
  'webhooks-token': {
    program: () =>
      withAnswers(withZoom(), {
        'webhooks.verify': () =>
          deliveryVerdict({ header: 'x-webio-token', algorithm: null, signedAtMs: null }),
      }),
    steps: ['tab Webhooks', ...delivery],
  },
  'webhooks-old': {
    program: () =>
      withAnswers(withZoom(), { 'webhooks.verify': () => deliveryVerdict({ problem: 'age' }) }),
    steps: ['tab Webhooks', ...delivery],
  },
  'webhooks-invalid': {
    program: () =>
      withAnswers(withZoom(), {
        'webhooks.verify': () => deliveryVerdict({ problem: 'signature' }),
      }),
    steps: ['tab Webhooks', ...delivery],
  },
};
