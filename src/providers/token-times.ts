/** How far `iat` is set back, so that a server whose clock is a little behind takes the token. */
const SET_BACK_SECONDS = 30;

/** When a token begins and ends, in epoch seconds; the whole life is the one that is given. */
export function tokenTimes(nowSeconds: number, lifetimeSeconds: number) {
  const iat = nowSeconds - SET_BACK_SECONDS;
  return { iat, exp: iat + lifetimeSeconds };
}
