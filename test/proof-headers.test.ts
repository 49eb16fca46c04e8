import { beforeEach, expect, it } from 'vitest';
import { replying } from './fakes/http.ts';
import { PASSPHRASE, type Program, sandboxDraft, startProgram } from './fakes/program.ts';
import { createFakeWorld, type FakeWorld } from './fakes/world.ts';
import { webioOrganisation } from './sandbox/webio/webio.ts';

const ORIGIN = 'https://webio.example';
const { id: organisationId, apiKey, secret } = webioOrganisation;

let world: FakeWorld;
let program: Program;
let credentialId: string;

beforeEach(async () => {
  world = createFakeWorld({ http: replying({}) });
  world.allowed.add(`${ORIGIN}/*`);
  program = startProgram(world);
  await program.ask('vault.create', { passphrase: PASSPHRASE });
  const fields = { organisationId, apiKey, secret, baseUrl: ORIGIN, tokenHeader: 'X-Proof' };
  const draft = { ...sandboxDraft(''), provider: 'webio', label: 'Chats', fields };
  credentialId = (await program.ask('credentials.save', draft)).id;
});

const order = (headers: Record<string, string>) => ({
  ...({ credentialId, api: null, method: 'GET', path: '/x', headers } as const),
});

it.each(['X-Proof', 'x-proof', 'X-PROOF'])(
  'A header of one’s own takes neither the place of the proof nor shows it: %s',
  async (name) => {
    const preview = await program.ask('requests.preview', order({ [name]: 'mine' }));
    expect(preview.refusal).toMatchObject({ code: 'header-refused', facts: { name } });
    expect(JSON.stringify(preview)).not.toContain('eyJ');
    const remember = { operation: null, values: {} };
    const sending = program.ask('requests.send', {
      ...{ ...order({ [name]: 'mine' }), body: null, runId: 'r', remember, proof: null },
    });
    await expect(sending).rejects.toMatchObject({ code: 'header-refused', facts: { name } });
    expect(world.sent).toEqual([]);
  },
);

it('Any other header goes along beside the proof', async () => {
  const { request, refusal } = await program.ask('requests.preview', order({ 'X-Own': 'a' }));
  expect(refusal).toBeNull();
  expect(request?.headers).toEqual([
    { name: 'X-Own', value: 'a' },
    { name: 'X-Proof', value: '•••' },
  ]);
});
