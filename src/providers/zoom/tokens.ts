import { utf8 } from '../../domain/bytes.ts';
import type { CredentialFields } from '../../domain/credential.ts';
import { Failure } from '../../domain/failure.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../domain/time.ts';
import type { TokenField, TokenKind } from '../../domain/token-kind.ts';
import type { NamedKey, TokenOrder, TokensAbility } from '../provider.ts';
import { apiClaims, SET_BACK_SECONDS } from './proof.ts';

const inSeconds = (ms: number) => ms / SECOND;

const plain: Omit<TokenField, 'name' | 'label'> = {
  kind: 'text',
  required: false,
  initial: '',
  options: [],
};
const choice = (...pairs: [value: string, label: string][]) => ({
  kind: 'choice' as const,
  options: pairs.map(([value, label]) => ({ value, label })),
});
const ON_OR_OFF = choice(['', 'As the account has it'], ['0', 'Off (0)'], ['1', 'On (1)']);

/** SDK tokens of both kinds. Source: Zoom, "Video SDK: authorize", "Cobrowse SDK: authorize" */
const SDK_BOUNDS = {
  least: inSeconds(30 * MINUTE),
  most: inSeconds(2 * DAY),
  advised: inSeconds(2 * DAY),
  usual: inSeconds(2 * HOUR),
};

const api: TokenKind = {
  id: 'api',
  label: 'API token',
  least: inSeconds(MINUTE),
  // The longest that the server takes is told nowhere; an hour is advised. Source: seed 003
  most: inSeconds(DAY),
  advised: inSeconds(HOUR),
  usual: inSeconds(HOUR),
  fields: [],
};

const session: TokenKind = {
  ...SDK_BOUNDS,
  id: 'session',
  label: 'Video SDK session token',
  fields: [
    { ...plain, name: 'tpc', label: 'Session name', required: true },
    {
      ...plain,
      ...choice(['1', 'Host or co-host (1)'], ['0', 'Participant (0)']),
      name: 'role_type',
      label: 'Role',
      required: true,
      initial: '1',
    },
    { ...plain, name: 'user_key', label: 'User key' },
    { ...plain, name: 'session_key', label: 'Session key' },
    { ...plain, name: 'geo_regions', label: 'Regions' },
    { ...plain, ...ON_OR_OFF, name: 'cloud_recording_option', label: 'One file per person' },
    { ...plain, ...ON_OR_OFF, name: 'cloud_recording_election', label: 'Record this person' },
    { ...plain, name: 'telemetry_tracking_id', label: 'Telemetry tracking ID' },
    { ...plain, ...ON_OR_OFF, name: 'video_webrtc_mode', label: 'WebRTC for video' },
    { ...plain, ...ON_OR_OFF, name: 'audio_webrtc_mode', label: 'WebRTC for audio' },
  ],
};

const cobrowse: TokenKind = {
  ...SDK_BOUNDS,
  id: 'cobrowse',
  label: 'Cobrowse SDK token',
  fields: [
    {
      ...plain,
      ...choice(['1', 'Customer (1)'], ['2', 'Agent (2)']),
      name: 'role_type',
      label: 'Role',
      required: true,
      initial: '1',
    },
    { ...plain, name: 'user_id', label: 'User ID', required: true },
    { ...plain, name: 'user_name', label: 'User name', required: true },
    { ...plain, ...ON_OR_OFF, name: 'enable_byop', label: 'Own PIN' },
  ],
};

/** Claims that are numbers in the token. */
const NUMBERS =
  /^(role_type|cloud_recording_(option|election)|(video|audio)_webrtc_mode|enable_byop)$/;
const LONGEST: Readonly<Record<string, number>> = { tpc: 200, user_key: 36, session_key: 36 };
/** Two letters each. Which ones there are changes with Zoom's data centres. */
const REGIONS = /^[A-Z]{2}(,[A-Z]{2})*$/;

/** The tokens that Zoom's APIs and SDKs take; API and SDK have a pair of their own each. */
export const tokens: TokensAbility = {
  kinds: [api, session, cobrowse],
  // Lifetimes, choices and what is required are looked at by whoever asks, by the kind's own words.
  order(fields, order) {
    const kind = tokens.kinds.find(({ id }) => id === order.kind) ?? api;
    if (kind === api) {
      const claims = apiClaims(fields, order.nowSeconds, order.lifetimeSeconds);
      return { key: keyOf(fields, 'apiSecret', 'API secret'), claims };
    }
    const appKey = given(fields, 'sdkKey', 'SDK key');
    const key = keyOf(fields, 'sdkSecret', 'SDK secret');
    return { key, claims: sdkClaims(kind, appKey, order) };
  },
  keys: (fields) =>
    [
      { name: 'API secret', text: fields['apiSecret'] ?? '' },
      { name: 'SDK secret', text: fields['sdkSecret'] ?? '' },
    ]
      .filter(({ text }) => text !== '')
      .map(({ name, text }) => ({ name, bytes: utf8(text) })),
};

function sdkClaims(kind: TokenKind, appKey: string, order: TokenOrder): Record<string, unknown> {
  const issuedAt = order.nowSeconds - SET_BACK_SECONDS;
  const own = kind.fields.flatMap((field) => {
    const value = valueFor(field, order.values);
    return value === '' ? [] : [[field.name, NUMBERS.test(field.name) ? Number(value) : value]];
  });
  return {
    app_key: appKey,
    ...(kind === session ? { version: 1 } : {}),
    ...Object.fromEntries(own),
    iat: issuedAt,
    exp: issuedAt + order.lifetimeSeconds,
  };
}

/** A claim as the token has it. @throws Failure `field-invalid` */
function valueFor(field: TokenField, values: TokenOrder['values']): string {
  const typed = (values[field.name] ?? '').trim();
  // Names of sessions are compared without case; in the token they are in lower case.
  const value = field.name === 'tpc' ? typed.toLowerCase() : typed;
  const problem = problemOf(field, value);
  if (problem !== null) throw invalid(field.name, field.label, problem);
  return value;
}

function problemOf({ name }: TokenField, value: string): string | null {
  const most = LONGEST[name];
  if (most && value.length > most) return `must be at most ${most} characters long`;
  const odd = name === 'geo_regions' && value !== '' && !REGIONS.test(value);
  return odd ? 'must be a list as in DE,US' : null;
}

function keyOf(fields: CredentialFields, field: string, name: string): NamedKey {
  return { name, bytes: utf8(given(fields, field, name)) };
}

function given(fields: CredentialFields, field: string, label: string): string {
  const value = fields[field] ?? '';
  if (value === '') throw invalid(field, label, 'is missing: add it to the key first');
  return value;
}

function invalid(field: string, label: string, problem: string): Failure {
  return new Failure('field-invalid', { field, label, problem });
}
