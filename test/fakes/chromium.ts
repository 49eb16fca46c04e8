import { vi } from 'vitest';
import type { OffscreenOrder } from '../../src/domain/offscreen-order.ts';
import { carryOut } from '../../src/kdf-worker/derive-key.ts';
import { createFakeLocks } from './world.ts';

const ORIGIN = 'chrome-extension://latchkey/';

/** What becomes of a derivation in the page; "pretended" takes no time and makes a key of sevens. */
type Fate = 'done' | 'pretended' | 'stopped' | 'silent' | 'nonsense' | 'no-memory';

/** As much of Chromium as an adapter needs that has something done in the offscreen page. */
export interface FakeChromium {
  /** What was opened and closed, in order, as in "open WORKERS". */
  happened: string[];
  /** What the page was told, without what went over ports. */
  orders: OffscreenOrder[];
  /** What is on the clipboard. */
  clipboard: string;
  /** What becomes of derivations from now on. Default is "pretended". */
  fate: Fate;
  /** No page can be opened any more. */
  refuses: boolean;
  /** Opens the page as a worker did that died. */
  leavePage(): Promise<void>;
  /** The page goes away, and nobody here closed it. */
  losePage(): void;
  /** All as it was in the beginning. */
  begin(): void;
}

/** Puts it where the browser would be. To be called once, before an adapter is imported. */
export function stubChromium(): FakeChromium {
  let page: object | null = null;
  const fresh = () => ({
    happened: [],
    orders: [],
    clipboard: '',
    fate: 'pretended' as const,
    refuses: false,
  });
  const fake: FakeChromium = {
    ...fresh(),
    leavePage: () => createDocument({ url: 'src/offscreen/offscreen.html', reasons: ['OLD'] }),
    losePage: () => {
      page = null;
    },
    begin: () => {
      page = null;
      Object.assign(fake, fresh());
    },
  };

  async function createDocument({ url, reasons }: { url: string; reasons: string[] }) {
    if (fake.refuses || page !== null) throw new Error('Only a single page may be created.');
    fake.happened.push(`open ${reasons.join()}`);
    const opened = { url: ORIGIN + url, postMessage };
    page = opened;

    function postMessage(order: OffscreenOrder, ports: MessagePort[]): void {
      fake.orders.push(order);
      // Whoever closes the page ends what it does.
      const unlessClosed = (task: () => void) => () => (page === opened ? task() : undefined);
      if (order.order === 'start-kdf') startKdf(ports, unlessClosed);
      else soon(unlessClosed(() => look(order, ports)));
    }
  }

  async function closeDocument() {
    if (page === null) throw new Error('No current page.');
    fake.happened.push('close');
    page = null;
  }

  function look(order: Exclude<OffscreenOrder, { order: 'start-kdf' }>, [answer]: MessagePort[]) {
    if (order.order === 'empty' && order.expected === fake.clipboard) fake.clipboard = '';
    answer?.postMessage({ found: fake.clipboard });
  }

  function startKdf(
    [trouble, port]: MessagePort[],
    unlessClosed: (task: () => void) => () => void,
  ) {
    if (port) port.onmessage = ({ data }) => unlessClosed(() => derive(data, port, trouble))();
  }

  function derive(data: unknown, port: MessagePort, trouble?: MessagePort): void {
    if (fake.fate === 'stopped') trouble?.postMessage('stopped');
    if (fake.fate === 'nonsense') port.postMessage({ key: 'a key' });
    if (fake.fate === 'no-memory') port.postMessage({ problem: 'memory' });
    if (fake.fate === 'pretended') port.postMessage({ key: new Uint8Array(32).fill(7), tookMs: 7 });
    if (fake.fate === 'done') port.postMessage(carryOut(data));
  }

  const locks = createFakeLocks();
  vi.stubGlobal('navigator', { locks: { request: locks.exclusive } });
  vi.stubGlobal('clients', { matchAll: async () => (page === null ? [] : [page]) });
  vi.stubGlobal('chrome', {
    runtime: { id: 'latchkey', getURL: (path: string) => ORIGIN + path },
    offscreen: { createDocument, closeDocument },
  });
  return fake;
}

/** As soon as a message takes to come over. */
function soon(task: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    task();
  };
  port2.postMessage(null);
}
