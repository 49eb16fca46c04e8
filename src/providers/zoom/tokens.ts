import { utf8 } from '../../domain/bytes.ts';
import type { CredentialFields } from '../../domain/credential.ts';
import { Failure } from '../../domain/failure.ts';
import { HOUR, SECOND } from '../../domain/time.ts';
import type { TokenField, TokenKind } from '../../domain/token-kind.ts';
import type { NamedKey, TokenOrder, TokensAbility } from '../provider.ts';
import { tokenTimes } from '../token-times.ts';
import { apiClaims } from './proof.ts';

const HOUR_SECONDS = HOUR / SECOND;

/** What a kind is asked for besides, by the claim's name; in words where that alone says too little. */
const text = (name: string, label = name, required = false): TokenField => {
  return { name, label, required, kind: 'text', initial: '', options: [] };
};
/** One of some numbers; the first is the usual one. */
const choice = (field: TokenField, ...pairs: [value: string, label: string][]): TokenField => {
  const options = pairs.map(([value, label]) => ({ value, label }));
  return { ...field, kind: 'choice', initial: pairs[0]?.[0] ?? '', options };
};
/** Left out of the token unless somebody chooses. */
const flag = (name: string) =>
  choice(text(name), ['', 'As the account has it'], ['0', '0: off'], ['1', '1: on']);
const role = text('role_type', 'Role', true);

/** SDK tokens of both kinds. Source: Zoom, "Video SDK: authorize", "Cobrowse SDK: authorize" */
const SDK_BOUNDS = {
  least: HOUR_SECONDS / 2,
  most: 48 * HOUR_SECONDS,
  advised: 48 * HOUR_SECONDS,
  usual: 2 * HOUR_SECONDS,
};

const api: TokenKind = {
  id: 'api',
  label: 'API token',
  least: 60,
  // The longest that the server takes is told nowhere; an hour is advised. Source: seed 003
  most: 24 * HOUR_SECONDS,
  advised: HOUR_SECONDS,
  usual: HOUR_SECONDS,
  fields: [],
};

const session: TokenKind = {
  ...SDK_BOUNDS,
  id: 'session',
  label: 'Video SDK session token',
  fields: [
    text('tpc', 'Session name', true),
    choice(role, ['1', '1: host or co-host'], ['0', '0: participant']),
    text('user_key'),
    text('session_key'),
    text('geo_regions'),
    flag('cloud_recording_option'),
    flag('cloud_recording_election'),
    text('telemetry_tracking_id'),
    flag('video_webrtc_mode'),
    flag('audio_webrtc_mode'),
  ],
};

const cobrowse: TokenKind = {
  ...SDK_BOUNDS,
  id: 'cobrowse',
  label: 'Cobrowse SDK token',
  fields: [
    choice(role, ['1', '1: customer'], ['2', '2: agent']),
    text('user_id', 'User ID', true),
    text('user_name', 'User name', true),
    flag('enable_byop'),
  ],
};

type FieldName = readonly [field: string, label: string];
const API_SECRET: FieldName = ['apiSecret', 'API secret'];
const SDK_SECRET: FieldName = ['sdkSecret', 'SDK secret'];

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
      return { key: keyOf(fields, API_SECRET), claims };
    }
    const appKey = given(fields, 'sdkKey', 'SDK key');
    const key = keyOf(fields, SDK_SECRET);
    return { key, claims: sdkClaims(kind, appKey, order) };
  },
  keys: (fields) =>
    [API_SECRET, SDK_SECRET]
      .filter(([field]) => fields[field])
      .map(([field, name]) => ({ name, bytes: utf8(fields[field] ?? '') })),
};

function sdkClaims(kind: TokenKind, appKey: string, order: TokenOrder): Record<string, unknown> {
  const own = kind.fields.flatMap((field) => {
    const value = valueFor(field, order.values);
    return value === '' ? [] : [[field.name, field.kind === 'choice' ? Number(value) : value]];
  });
  return {
    app_key: appKey,
    ...(kind === session ? { version: 1 } : {}),
    ...Object.fromEntries(own),
    ...tokenTimes(order.nowSeconds, order.lifetimeSeconds),
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

function keyOf(fields: CredentialFields, [field, name]: FieldName): NamedKey {
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
