import type { CredentialSummary } from '../../src/domain/credential.ts';
import { Failure } from '../../src/domain/failure.ts';
import { webexConnect } from '../../src/providers/webex-connect/webex-connect.ts';
import { cardFor } from '../fakes/cards.ts';
import { createFakeProgram, type FakeProgram } from './fake-program.ts';
import { oneKey, unlockedState, webexCard } from './fixtures.ts';
import { type Scene, withAnswers } from './scene.ts';

export const connectCard = cardFor(webexConnect);

/** A Webex Connect key of a region, with everything that a tenant has. */
export const connectKeySummary: CredentialSummary = {
  ...oneKey,
  id: 'key-connect',
  provider: webexConnect.id,
  providerLabel: webexConnect.label,
  label: 'Connect, EMEA',
  abilities: [],
  expiresAtMs: null,
  fields: {
    region: 'eu.webexconnect.io',
    serviceId: 'SVC00001',
    apiHost: '',
    contactPolicyHost: '',
    rtmHost: '',
  },
  secretsSet: ['serviceKey', 'serviceSecret', 'profileKey', 'webhookUrl'],
  origins: [
    'https://api.eu.webexconnect.io/*',
    'https://contactpolicy.eu.webexconnect.io/*',
    'https://rtm.eu.webexconnect.io/*',
    'https://hooks.eu.webexconnect.io/*',
  ],
};

export function withConnect(...credentials: CredentialSummary[]): FakeProgram {
  return withAnswers(createFakeProgram({ ...unlockedState, credentials }), {
    'providers.list': () => [webexCard, connectCard],
  });
}

const refusedAs = (problem: Failure) => () => {
  throw problem;
};

/** Keys of a system with several hosts. */
export const connectScenes: Record<string, Scene> = {
  'connect-new': {
    program: () => withConnect(oneKey),
    steps: [
      'tab Keys',
      'press Add key',
      'choose System = webex-connect',
      'open What each API is sent',
    ],
  },
  'connect-edit': {
    program: () => withConnect(connectKeySummary),
    steps: ['tab Keys', 'press Edit', 'open What each API is sent', 'open Advanced'],
  },
  'connect-hosts': {
    program: () => withConnect({ ...connectKeySummary, hostAllowed: false }),
    steps: ['tab Keys'],
  },
  'connect-refused': {
    program: () =>
      withAnswers(withConnect(connectKeySummary), {
        'credentials.save': refusedAs(
          new Failure('system-refused', {
            system: 'Webex Connect',
            status: 200,
            code: '7001',
            said: 'Authentication failed',
            trace: 'b5cdf0c2-7c9c-4d7f-9e0e-2a5e3f9d6c11',
            fault: 'key',
            table: 'webex-connect/events',
          }),
        ),
      }),
    steps: ['tab Keys', 'press Edit', 'press Save key'],
  },
};
