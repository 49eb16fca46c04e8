import type { TokensAbility } from '../provider.ts';
import {
  LONGEST_LIFETIME_SECONDS,
  SHORTEST_LIFETIME_SECONDS,
  USUAL_LIFETIME_SECONDS,
} from './fields.ts';
import { claimsOf, keyOf } from './proof.ts';

/** The token of the header `JWTToken`, for whoever asks the API by other means. */
export const tokens: TokensAbility = {
  kinds: [
    {
      id: 'api',
      label: 'API token',
      least: SHORTEST_LIFETIME_SECONDS,
      most: LONGEST_LIFETIME_SECONDS,
      advised: LONGEST_LIFETIME_SECONDS,
      usual: USUAL_LIFETIME_SECONDS,
      fields: [],
    },
  ],
  order: (fields, { nowSeconds, lifetimeSeconds }) => ({
    key: keyOf(fields),
    claims: claimsOf(fields, nowSeconds, lifetimeSeconds),
  }),
  keys: (fields) => [keyOf(fields)],
};
