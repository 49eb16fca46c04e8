import * as v from 'valibot';
import { clipboardOrderSchema } from '../domain/clipboard-order.ts';
import { carryOut } from './system-clipboard.ts';

/**
 * A page that nobody sees, because Chromium lets no worker at the clipboard. It asks nothing of
 * anybody; it takes orders from this extension's worker alone (no other context can post here) and
 * reports over the port that came with the order.
 */
navigator.serviceWorker.addEventListener('message', ({ data, ports }) => {
  const order = v.safeParse(clipboardOrderSchema, data);
  const [answer] = ports;
  if (order.success && answer) answer.postMessage(carryOut(order.output));
});
navigator.serviceWorker.startMessages();
