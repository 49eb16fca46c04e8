import jwt from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import { isFailure } from '../../../src/domain/failure.ts';
import { tokens } from '../../../src/providers/zoom/tokens.ts';
import { signer } from '../../../src/services/tokens.ts';
import { zoomKey } from '../../sandbox/zoom/zoom.ts';

const NOW_SECONDS = 1_772_600_767;
const SESSION = { tpc: ' Stand-UP ', role_type: '0' };
const COBROWSE = { role_type: '2', user_id: 'u1', user_name: 'Ann' };

function order(
  kind: string,
  values: Record<string, string> = {},
  lifetimeSeconds = 3_600,
  fields: Record<string, string> = zoomKey,
) {
  const wanted = { kind, values, lifetimeSeconds, extra: {}, nowSeconds: NOW_SECONDS };
  return tokens.order(fields, wanted);
}

function problemOf(...args: Parameters<typeof order>): unknown {
  try {
    return order(...args).claims;
  } catch (error) {
    return isFailure(error, 'field-invalid') ? error.facts : error;
  }
}

const times = { iat: NOW_SECONDS - 30, exp: NOW_SECONDS - 30 + 3_600 };

describe('Zoom’s tokens', () => {
  it('for the API name the API key and are signed with the API secret', async () => {
    const { key, claims } = order('api');
    const token = await signer.hs256(key.bytes, claims);
    const options = { complete: true, clockTimestamp: NOW_SECONDS } as const;
    const { header, payload } = jwt.verify(token, Buffer.from(zoomKey.apiSecret), options);
    expect(header).toEqual({ alg: 'HS256', typ: 'JWT' });
    expect(payload).toEqual({ iss: zoomKey.apiKey, ...times });
    expect(key.name).toBe('API secret');
  });

  it('for a session have its own claims and the SDK’s pair', async () => {
    const more = {
      user_key: 'u1',
      session_key: 's1',
      geo_regions: 'DE,US',
      cloud_recording_option: '1',
      cloud_recording_election: '0',
      telemetry_tracking_id: 'T',
      video_webrtc_mode: '1',
      audio_webrtc_mode: '',
    };
    const { key, claims } = order('session', { ...SESSION, ...more });
    const token = await signer.hs256(key.bytes, claims);
    const options = { clockTimestamp: NOW_SECONDS };
    expect(jwt.verify(token, Buffer.from(zoomKey.sdkSecret), options)).toEqual({
      app_key: zoomKey.sdkKey,
      version: 1,
      tpc: 'stand-up',
      role_type: 0,
      user_key: 'u1',
      session_key: 's1',
      geo_regions: 'DE,US',
      cloud_recording_option: 1,
      cloud_recording_election: 0,
      telemetry_tracking_id: 'T',
      video_webrtc_mode: 1,
      ...times,
    });
  });

  it('for Cobrowse have a customer’s or an agent’s role and no version', () => {
    const { key, claims } = order('cobrowse', { ...COBROWSE, enable_byop: '1' });
    expect(key.name).toBe('SDK secret');
    expect(claims).toEqual({
      app_key: zoomKey.sdkKey,
      role_type: 2,
      user_id: 'u1',
      user_name: 'Ann',
      enable_byop: 1,
      ...times,
    });
  });

  it.each([
    ['session', SESSION, 1_800, null],
    ['session', SESSION, 172_800, null],
    ['api', {}, 86_400, null],
    ['session', { ...SESSION, tpc: 'x'.repeat(200) }, 3_600, null],
    ['session', { ...SESSION, tpc: 'x'.repeat(201) }, 3_600, 'must be at most 200 characters long'],
    [
      'session',
      { ...SESSION, user_key: 'x'.repeat(37) },
      3_600,
      'must be at most 36 characters long',
    ],
    ['session', { ...SESSION, session_key: 'x'.repeat(36) }, 3_600, null],
    ['session', { ...SESSION, geo_regions: 'DE,us' }, 3_600, 'must be a list as in DE,US'],
    ['session', { ...SESSION, geo_regions: 'DE,US' }, 3_600, null],
  ])('%s %j for %d seconds: %j', (kind, values, seconds, problem) => {
    const said = problemOf(kind, values, seconds);
    if (problem === null) expect(said).toMatchObject({ exp: times.iat + seconds });
    else expect(said).toMatchObject({ problem });
  });

  it('are not made of the API’s pair where the SDK’s is missing', () => {
    const problem = { problem: 'is missing: add it to the key first' };
    expect(problemOf('session', SESSION, 3_600, { ...zoomKey, sdkSecret: '' })).toMatchObject({
      field: 'sdkSecret',
      ...problem,
    });
    expect(problemOf('cobrowse', COBROWSE, 3_600, { ...zoomKey, sdkKey: '' })).toMatchObject({
      field: 'sdkKey',
      ...problem,
    });
  });

  it.each([
    ['api', 60, 86_400],
    ['session', 1_800, 172_800],
    ['cobrowse', 1_800, 172_800],
  ])('of the kind %s live %d to %d seconds', (id, least, most) => {
    expect(tokens.kinds.find((kind) => kind.id === id)).toMatchObject({ least, most });
  });

  it('name choices that are there, as their first value or none', () => {
    const choices = tokens.kinds.flatMap(({ fields }) =>
      fields.filter(({ kind }) => kind === 'choice'),
    );
    expect(choices.length).toBeGreaterThan(5);
    for (const { options, initial } of choices) {
      expect(options.map(({ value }) => value)).toContain(initial);
    }
  });

  it('advise an hour for the API, and what is usual lies within the bounds', () => {
    expect(tokens.kinds.find(({ id }) => id === 'api')?.advised).toBe(3_600);
    for (const { least, usual, advised, most } of tokens.kinds) {
      expect([least, usual, advised, most]).toEqual(
        [least, usual, advised, most].sort((one, other) => one - other),
      );
    }
  });

  it('may be signed with either secret, where it is there', () => {
    expect(tokens.keys(zoomKey).map(({ name }) => name)).toEqual(['API secret', 'SDK secret']);
    expect(tokens.keys({ apiSecret: 'x' }).map(({ name }) => name)).toEqual(['API secret']);
  });
});
