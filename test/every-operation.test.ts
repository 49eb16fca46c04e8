import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OperationField, operationWith } from '../src/domain/operation.ts';
import { initialValues } from '../src/domain/operation-dates.ts';
import { fieldsOf, requestOf } from '../src/domain/operation-request.ts';
import { providers } from '../src/providers/index.ts';
import { operationsOf } from '../src/providers/operations.ts';
import { openDesk } from './fakes/desk.ts';
import { type Program, sandboxDraft } from './fakes/program.ts';
import { createFakeWorld } from './fakes/world.ts';
import { type Sandbox, startSandbox } from './sandbox/sandbox.ts';
import { verintKeys, verintPaths } from './sandbox/verint/verint.ts';
import { connectKey, connectPaths } from './sandbox/webex-connect/webex-connect.ts';
import { webioOrganisation, webioTemplates } from './sandbox/webio/webio.ts';
import { awkwardIds, zoomBase, zoomKey } from './sandbox/zoom/zoom.ts';

const all = await Promise.all(
  providers.map(async ({ id }) =>
    (await operationsOf(id)).map((operation) => [id, operation.id, operation] as const),
  ),
);

const clock = createFakeWorld().clock;
let sandbox: Sandbox;
let program: Program;
const keys = new Map<string, { id: string; fields: Record<string, string> }>();

/** What somebody types into the form of each system's key. */
function fieldsFor(origin: string): Record<string, Record<string, string>> {
  const at = ([name, path]: [string, string]) => [name, `${origin}${path}`];
  const { id: organisationId, apiKey, secret } = webioOrganisation;
  return {
    'webex-meetings': sandboxDraft(origin).fields,
    'webex-connect': {
      ...connectKey,
      region: 'other',
      ...Object.fromEntries(Object.entries(connectPaths).map(at)),
    },
    verint: {
      baseUrl: origin,
      keyId: verintKeys.external.id,
      apiKey: verintKeys.external.secret,
    },
    zoom: { ...zoomKey, baseUrl: `${origin}${zoomBase}` },
    webio: {
      ...{ organisationId, apiKey, secret, baseUrl: origin },
      conversationPath: webioTemplates.conversation,
      transcriptPath: webioTemplates.transcript,
    },
  };
}

beforeAll(async () => {
  sandbox = await startSandbox({ now: clock.now });
  ({ program } = await openDesk());
  for (const [provider, fields] of Object.entries(fieldsFor(sandbox.origin))) {
    const draft = { ...sandboxDraft(''), provider, label: provider, fields };
    keys.set(provider, { id: (await program.ask('credentials.save', draft)).id, fields });
  }
});
afterAll(() => sandbox.close());

/** What has to be typed where the sandbox knows no other value. */
const TYPED: Readonly<Record<string, string>> = {
  sessionKey: '400971234',
  email: 'dev@example.com',
  messageId: 'sandbox-0001',
  groupId: 'group-7',
  sessionId: awkwardIds[0],
  scheduleId: '5501',
  conversationId: '97847',
  appid: connectKey.appId,
  'Records.0.Attributes': '{"name":"Ada"}',
  'events.0.parameters': '{"name":"Ada"}',
  path: verintPaths.auditExport,
};
const TYPED_FOR: Readonly<Record<string, Record<string, string>>> = {
  'webex-connect threads': { path: '/threads/1' },
  'webex-connect segments': { path: '/segments/1' },
  'webex-connect topics': { path: '/topics/1' },
  'zoom cobrowse': { sessionId: 'GDDykmpQQU6MWL3GqLNUkw' },
  'webex-connect profiles.create-many': { '*': '{"Records":[]}' },
  'webex-connect messages.send-any': { '*': '{"to":[],"content":{}}' },
};

function typedFor(field: OperationField, begun: string | undefined): string {
  if (begun) return begun;
  return (
    { list: '441234567890', json: '{}', number: '1', date: '2026-03-01' }[String(field.kind)] ?? 'x'
  );
}

/** Its answer would hold a key that nobody keeps: it is shown, and refused before it is sent. */
const REFUSED = 'apikeys.renew';

it.each(all.flat().filter(([, id]) => id !== REFUSED))(
  '%s: %s can be sent from its form',
  async (system, id, data) => {
    const key = keys.get(system);
    const operation = data && key && operationWith(data, key.fields);
    if (!key || !operation) throw new Error(`${system} has no key for ${id}`);
    const begun = initialValues(operation, clock.now());
    const special = {
      ...TYPED_FOR[`${system} ${id.split('.')[0]}`],
      ...TYPED_FOR[`${system} ${id}`],
    };
    const needed = fieldsOf(operation).filter(({ required, name }) => required || name in TYPED);
    const typed = needed.map((field) => [
      field.name,
      special[field.name] ?? TYPED[field.name] ?? typedFor(field, begun[field.name]),
    ]);
    const { api = null, ...request } = requestOf(operation, {
      ...begun,
      ...Object.fromEntries(typed),
    });
    const asked = { credentialId: key.id, ...request, api };
    const { body: _, ...order } = asked;
    expect((await program.ask('requests.preview', order)).refusal).toBeNull();
    const remember = { operation: id, values: {} };
    const report = await program.ask('requests.send', {
      ...{ ...asked, runId: id, remember, proof: null },
    });
    expect(report.failure).toBeNull();
    expect(sandbox.requests.at(-1)?.verdict).toBe('answered');
  },
);
