import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Operation, operationWith } from '../../src/domain/operation.ts';
import { operationsOf } from '../../src/providers/operations.ts';
import type { ProviderRequest } from '../../src/providers/provider.ts';
import { fields } from '../../src/providers/webio/fields.ts';
import { webio } from '../../src/providers/webio/webio.ts';
import { signer } from '../../src/services/tokens.ts';
import { verintCredential } from '../fakes/credential.ts';
import { createFakeGateway } from '../fakes/gateway.ts';
import { createFakeWorld } from '../fakes/world.ts';
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts';
import { createStoppedClock } from '../sandbox/stopped-clock.ts';
import { webioOrganisation, webioTemplates } from '../sandbox/webio/webio.ts';

const NOW = '2026-03-04T05:06:07.000Z';
const { id: organisationId, apiKey, secret } = webioOrganisation;

describe('The form of a Webio key', () => {
  const problemOf = (name: string, typed: string) => {
    const field = fields.find((each) => each.name === name);
    return field?.problem(field.tidy(typed)) ?? null;
  };

  it.each([
    ['of 31 letters', 'x'.repeat(31), /32 bytes long; this is 31/],
    ['of 32 letters', 'x'.repeat(32), null],
    ['of 16 letters that are two bytes each', 'ü'.repeat(16), null],
    ['of 15 letters that are two bytes each', 'ü'.repeat(15), /this is 30/],
  ])('takes or refuses a secret %s', (_, typed, problem) => {
    if (problem === null) expect(problemOf('secret', typed)).toBeNull();
    else expect(problemOf('secret', typed)).toMatch(problem);
  });

  it.each<[string, string, RegExp | null]>([
    ['conversationPath', '/v1/conversations', null],
    ['conversationPath', '/v1/{organisationId}/conversations', null],
    ['conversationPath', 'https://api.example/v1', /must be a path/],
    ['conversationPath', '//elsewhere.example/v1', /must be a path/],
    ['conversationPath', '/\\elsewhere.example', /must be a path/],
    ['conversationPath', '/v1/chats?org={organisationId}&a=1', null],
    ['conversationPath', '/v1?a=1?b=2', /must be a path/],
    ['conversationPath', '/v1#a', /must be a path/],
    ['conversationPath', '/v1/{conversationId}', /a path without {conversationId} in it/],
    ['transcriptPath', '/v1/transcripts', /a path with {conversationId} in it/],
    ['transcriptPath', '/v1/transcripts?of={conversationId}', null],
    ['conversationPath', '/v1/{secret}', /must be a path/],
    ['conversationPath', '/v1/{organisationId', /must be a path/],
    ['transcriptPath', '/v1/{conversationId}/transcript', null],
    ['tokenHeader', 'Authorization', null],
    ['tokenHeader', 'x webio', /no header/],
    ...['Host', 'Content-Type', 'accept', 'Sec-Token', 'Connection', 'Transfer-Encoding'].map(
      (name): [string, string, RegExp] => ['tokenHeader', name, /no header/],
    ),
    ['tokenHeader', 'access-token', null],
    ['tokenHeader', 'secret-token', null],
  ])('takes or refuses as %s: %j', (name, typed, problem) => {
    if (problem === null) expect(problemOf(name, typed)).toBeNull();
    else expect(problemOf(name, typed)).toMatch(problem);
  });

  it('has the usual header where none is typed', () => {
    const field = fields.find(({ name }) => name === 'tokenHeader');
    expect(field?.tidy(' ')).toBe('x-webio-token');
  });
});

describe('An operation whose path the key holds', () => {
  const operation: Operation = {
    id: 'x',
    label: 'X',
    group: 'X',
    about: '',
    method: 'GET',
    path: '',
    pathFrom: 'somePath',
    fields: [{ name: 'conversationId', in: 'path', kind: 'text' }],
  };

  it('has that path, with the key’s own values in it', () => {
    const key = { somePath: '/{organisationId}/{conversationId}/{odd}', organisationId: 'a/b' };
    expect(operationWith(operation, key)?.path).toBe('/a%2Fb/{conversationId}/');
  });

  it('cannot be asked where the key has none', () => {
    expect(operationWith(operation, { somePath: '' })).toBeNull();
    expect(operationWith(operation, {})).toBeNull();
  });

  it('is as it is where it has its own', () => {
    const { pathFrom: _, ...own } = operation;
    expect(operationWith(own, {})).toBe(own);
  });
});

describe('Webio’s server', () => {
  const clock = createStoppedClock();
  let sandbox: Sandbox;

  beforeEach(async () => {
    clock.setTo(NOW);
    sandbox = await startSandbox({ now: clock.now });
  });
  afterEach(() => sandbox.close());

  const key = (change: Record<string, string> = {}) => ({
    organisationId,
    apiKey,
    secret,
    baseUrl: sandbox.origin,
    conversationPath: webioTemplates.conversation,
    transcriptPath: webioTemplates.transcript,
    tokenHeader: 'x-webio-token',
    ...change,
  });

  async function ask(change: Record<string, string>, request: Partial<ProviderRequest>) {
    const credential = { ...verintCredential(), provider: 'webio', fields: key(change) };
    const gateway = createFakeGateway({ ...createFakeWorld({ iso: NOW }), signer }, [credential]);
    const plain = { method: 'GET', path: '/', headers: {}, body: null } as const;
    const reply = await gateway.askAs(webio, credential)({ ...plain, ...request });
    return { status: reply.status, verdict: sandbox.requests.at(-1)?.verdict, text: reply.text };
  }

  async function pathOf(id: string): Promise<string> {
    const operation = (await operationsOf('webio')).find((each) => each.id === id);
    return (operation && operationWith(operation, key())?.path) ?? '';
  }

  const start = async (
    change: Record<string, string> = {},
    scheduleId = sandbox.webio.scheduleId,
  ) =>
    ask(change, {
      method: 'POST',
      path: await pathOf('conversations.start'),
      body: JSON.stringify({ scheduleId }),
    });

  it('starts a conversation by a schedule, and gives its transcript', async () => {
    const started = await start();
    expect(started).toMatchObject({ status: 201 });
    const { conversationId } = JSON.parse(started.text);
    const template = await pathOf('conversations.transcript');
    const path = template.replace('{conversationId}', conversationId);
    const transcript = await ask({}, { path });
    expect(JSON.parse(transcript.text)).toMatchObject({ conversationId, messages: [{}, {}] });
  });

  it('knows no other schedule', async () => {
    expect(await start({}, '1')).toMatchObject({ status: 404, verdict: 'SCHEDULE_UNKNOWN' });
  });

  it('refuses another secret, another key, and a token in another header', async () => {
    const other = `${secret}x`;
    expect(await start({ secret: other })).toMatchObject({ verdict: 'TOKEN_SIGNATURE' });
    expect(await start({ apiKey: 'x' })).toMatchObject({ verdict: 'TOKEN_CLAIMS' });
    const elsewhere = await start({ tokenHeader: 'X-Other' });
    expect(elsewhere).toMatchObject({ status: 401, verdict: 'TOKEN_MISSING' });
    expect(sandbox.requests.at(-1)?.headers['x-other']).toMatch(/^eyJ/);
  });

  it('gets a bearer where the header is Authorization', async () => {
    await start({ tokenHeader: 'Authorization' });
    expect(sandbox.requests.at(-1)?.headers['authorization']).toMatch(/^Bearer eyJ/);
  });
});
