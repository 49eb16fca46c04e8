import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type SeenRequest, settle } from './record.ts';
import type { Reply } from './reply.ts';

/** What happens on the wire. */
export type Delivery =
  | {
      readonly how: 'whole';
      readonly reply: Reply;
      /** Milliseconds to hold the reply back. Default is none. */
      readonly delayMs?: number;
    }
  /** Headers promise the whole reply; half of it is sent and the connection destroyed. */
  | { readonly how: 'half'; readonly reply: Reply }
  /** The connection is destroyed without a word. */
  | { readonly how: 'dropped' };

interface Wire {
  readonly seen: SeenRequest;
  readonly response: ServerResponse;
  readonly now: () => number;
}

/** Carries a delivery out and writes into the record what was sent. */
export async function deliver(delivery: Delivery, wire: Wire): Promise<void> {
  if (delivery.how === 'dropped') {
    wire.response.destroy();
    return;
  }
  const delayMs = delivery.how === 'whole' ? (delivery.delayMs ?? 0) : 0;
  if (!(await stillThereAfter(delayMs, wire))) settle(wire.seen, { verdict: 'abandoned' });
  else if (delivery.how === 'half') await sendHalf(delivery.reply, wire);
  else await sendWhole(delivery.reply, wire);
}

/** False when the connection went meanwhile: the client left, or the sandbox closed. */
async function stillThereAfter(delayMs: number, { response }: Wire): Promise<boolean> {
  if (response.destroyed) return false;
  if (delayMs === 0) return true;
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  return sleep(delayMs, true, { signal: gone.signal }).catch(() => false);
}

async function sendWhole(reply: Reply, wire: Wire): Promise<void> {
  writeHead(reply, wire);
  const closed = once(wire.response, 'close');
  wire.response.end(reply.body);
  await closed;
}

async function sendHalf(reply: Reply, wire: Wire): Promise<void> {
  const bytes = Buffer.from(reply.body);
  writeHead(reply, wire);
  await new Promise((resolve) => {
    wire.response.write(bytes.subarray(0, bytes.length / 2), resolve);
  });
  wire.response.destroy();
}

function writeHead(reply: Reply, { seen, response, now }: Wire): void {
  settle(seen, { status: reply.status });
  if (seen.verdict === 'pending') settle(seen, { verdict: reply.refusedAs ?? 'answered' });
  response.writeHead(reply.status, {
    // By the sandbox's clock: clients read their own clock's error from this header.
    Date: new Date(now()).toUTCString(),
    'Content-Length': Buffer.byteLength(reply.body),
    ...reply.headers,
  });
}
