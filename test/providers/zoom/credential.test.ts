import { beforeEach, describe, expect, it } from 'vitest';
import { PASSPHRASE, type Program, startProgram } from '../../fakes/program.ts';
import { createFakeWorld } from '../../fakes/world.ts';
import { zoomKey } from '../../sandbox/zoom/zoom.ts';

let program: Program;

beforeEach(async () => {
  program = startProgram(createFakeWorld());
  await program.ask('vault.create', { passphrase: PASSPHRASE });
});

const secretsKept = async () => {
  const { credentials } = await program.ask('program.state', {});
  return { text: JSON.stringify(credentials), names: credentials[0]?.secretsSet.sort() };
};
const save = (fields: Record<string, string>) =>
  program.ask('credentials.save', {
    id: null,
    version: 0,
    provider: 'zoom',
    label: 'Video',
    description: '',
    expiresAtMs: null,
    rules: [],
    fields: { ...zoomKey, baseUrl: 'https://api.zoom.us/v2', ...fields },
  });

describe('A Zoom key', () => {
  it('is kept with its three pairs, and no page is told a secret', async () => {
    await save({ sdkSecret: ` ${zoomKey.sdkSecret}\r\n` });
    const { names, text } = await secretsKept();
    expect(names).toEqual(['apiSecret', 'sdkSecret', 'webhookSecret']);
    expect(text).toContain(zoomKey.sdkKey);
    expect(text).not.toContain('NOT-A-SECRET');
  });

  it('is made for either SDK or webhooks only where that is wanted', async () => {
    await save({ sdkKey: '', sdkSecret: '', webhookSecret: '', accountId: '' });
    expect((await secretsKept()).names).toEqual(['apiSecret']);
  });

  it.each([
    ['plan', 'gold', 'must be Pro, Business'],
    ['apiSecret', '', 'is missing'],
    ['apiKey', ' ', 'is missing'],
    ['baseUrl', 'http://api.zoom.us/v2', 'must begin with https://'],
  ])('is not kept with %s “%s”', async (field, value, problem) => {
    await expect(save({ [field]: value })).rejects.toMatchObject({
      code: 'field-invalid',
      facts: { field, problem },
    });
  });

  it('can make tokens and check webhooks, and its fields have the names of its pages', async () => {
    const cards = await program.ask('providers.list', {});
    const zoom = cards.find(({ id }) => id === 'zoom');
    expect(zoom?.abilities).toEqual(['tokens', 'webhooks']);
    expect(zoom?.fields.map(({ label }) => label)).toEqual([
      'API key',
      'API secret',
      'Account ID',
      'SDK key',
      'SDK secret',
      'Webhook secret token',
      'Base URL',
      'Plan',
    ]);
  });
});
