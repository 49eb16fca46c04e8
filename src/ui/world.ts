import type { Change } from '../rpc/change.ts';
import type { Client } from '../rpc/client.ts';
import type { Gesture } from './gesture.ts';
import type { PageId } from './pages.ts';
import type { Passkeys } from './passkey.ts';
import type { Wish } from './wishes.ts';

/** Everything outside a page that its components reach, passed in by the entry. */
export interface World {
  /** Where the program is shown: some things only make sense in one of the two. */
  place: 'popup' | 'panel';
  /** The page that it opens with; `null`: the tabs. */
  page: PageId | null;
  /** What that page is about, by its id; absent: nothing in particular. */
  about?: string | null;
  /** What its address asks for; `null`: nothing. */
  wish: Wish | null;
  client: Client;
  gesture: Gesture;
  /** Passkeys, fetched when they are needed; `null` in Firefox, which has none for an extension. */
  passkeys: (() => Promise<Passkeys>) | null;
  /** Calls back when the worker says that something changed; returns how to stop listening. */
  listen(onChange: (change: Change) => void): () => void;
}
