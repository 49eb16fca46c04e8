import * as v from 'valibot';
import { KDF_SCRIPT } from '../domain/kdf-script.ts';
import { offscreenOrderSchema } from '../domain/offscreen-order.ts';
import { carryOut } from './system-clipboard.ts';

/**
 * A page that nobody sees, for what Chromium lets no service worker do: reach the clipboard, and
 * start another worker. It asks nothing of anybody; it takes orders from this extension's worker
 * alone (no other context can post here) and answers over the first port that came with the order.
 */
navigator.serviceWorker.addEventListener('message', ({ data, ports }) => {
  const order = v.safeParse(offscreenOrderSchema, data);
  const [answer, handedOn] = ports;
  if (!order.success || !answer) return;
  if (order.output.order !== 'start-kdf') answer.postMessage(carryOut(order.output));
  else if (handedOn) startKdf(handedOn, () => answer.postMessage('stopped'));
});
navigator.serviceWorker.startMessages();

/** What is said over the port, the passphrase among it, does not come by this page. */
function startKdf(port: MessagePort, onStopped: () => void): void {
  const worker = new Worker(`/${KDF_SCRIPT}`, { type: 'module' });
  worker.onerror = onStopped;
  worker.postMessage(null, [port]);
}
