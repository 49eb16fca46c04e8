import { createHmac } from 'node:crypto';
import { zoomKey } from './keys.ts';

/** The headers with which Zoom sends a delivery, its body as bytes or text. */
export function deliveryHeaders(
  body: string | Uint8Array,
  seconds: number,
  secret: string = zoomKey.webhookSecret,
): Record<string, string> {
  const hmac = createHmac('sha256', secret).update(`v0:${seconds}:`).update(body);
  return {
    'content-type': 'application/json; charset=utf-8',
    'x-zm-request-timestamp': String(seconds),
    'x-zm-signature': `v0=${hmac.digest('hex')}`,
    'x-zm-trackingid': 'v=2.0;clid=us04;rid=WEB_hook',
  };
}
