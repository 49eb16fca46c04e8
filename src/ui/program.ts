import { Failure, isFailure } from '../domain/failure.ts';
import type { RecentMeeting } from '../domain/recognition/recognise.ts';
import type { ProgramState } from '../rpc/answers/vault.ts';
import type { Call, InputOf, OutputOf } from '../rpc/contract.ts';
import type { Note } from './note.ts';
import { type PageId, pageNamed } from './pages.ts';
import {
  isPresenting,
  keepPreference,
  keepTab,
  keepVaultGuess,
  readTab,
  readVaultGuess,
  type VaultGuess,
} from './preferences.ts';
import type { Wish } from './wishes.ts';
import type { World } from './world.ts';

/** What the frame shows; every change makes a new one. */
export interface Snapshot {
  /** What the worker said last; `null` until it said something. */
  state: ProgramState | null;
  /** How the vault stands: by the worker, or by the last visit until the worker has answered. */
  vault: VaultGuess | null;
  /** Whether the vault was opened in this page, or was open when the page came. */
  enteredHere: boolean;
  /** Why the worker's state could not be had. */
  trouble: Failure | null;
  /** The page that lies over the tabs. */
  page: PageId | null;
  /** What the page is about, by its id; `null`: nothing in particular. */
  about: string | null;
  /** The page from which that one was opened; `null`: the tabs. */
  backTo: PageId | null;
  /** What somebody asked for that is still to come. */
  wish: Wish | null;
  tab: string | null;
  /** A token that was pasted into the box and is to be taken apart; `null`: none. */
  toInspect: string | null;
  /** Meetings that were looked up lately, newest first, as far as this page has heard of them. */
  recent: readonly RecentMeeting[];
  /** Whether emails, numbers, hosts and names are masked. */
  presenting: boolean;
  /** Counts the worker's news of renewals. */
  renewalNews: number;
  /** What was last said to assistive technology alone. */
  said: string;
  /** What is said at the foot of the page, until it is read. */
  note: Note | null;
}

/** Requests that open the vault. */
const ENTERING: ReadonlySet<Call> = new Set(['vault.create', 'vault.unlock']);

/** Questions that may be asked once more after an unlock; what changes something is not done unseen. */
const SURVIVES_LOCK: ReadonlySet<Call> = new Set([
  'lookup.meeting',
  'lookup.sites',
  'providers.list',
  'renewal.report',
  'hand-over.standing',
  'usage.report',
  'hand-over.read-request',
]);

/** Takes notice of an answer, and of what was asked for it; `null`: nobody was asked. */
type Overhearing = (call: Call | null, input: unknown, answer: unknown) => void;

/** What a page knows of the program, and its one way to ask the worker. */
export class Program {
  readonly world: World;
  #snapshot: Snapshot;
  #refreshes = 0;
  readonly #listeners = new Set<() => void>();
  readonly #noted = new Set<Note>();
  #waitingForUnlock: (() => void)[] = [];
  #overhear: Overhearing = () => undefined;

  constructor(world: World) {
    this.world = world;
    this.#snapshot = {
      state: null,
      vault: readVaultGuess(),
      enteredHere: false,
      trouble: null,
      page: world.page,
      about: world.about ?? null,
      backTo: null,
      wish: world.wish,
      tab: readTab(),
      toInspect: null,
      recent: [],
      presenting: isPresenting(),
      renewalNews: 0,
      said: '',
      note: null,
    };
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  /** Calls back after every change; returns how to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Asks the worker how everything stands. Never rejects: what went wrong is `trouble`. */
  async refresh(): Promise<void> {
    this.#refreshes += 1;
    const own = this.#refreshes;
    try {
      const state = await this.world.client.ask('program.state', {});
      this.#overhear('program.state', {}, state);
      if (own === this.#refreshes) this.#accept(state);
    } catch (error) {
      if (own === this.#refreshes) this.#change({ trouble: asFailure(error) });
    }
  }

  /**
   * Asks the worker. A look-up that meets a locked vault is kept and asked again after unlocking,
   * so that nothing has to be typed twice; what changes something is not done, and that is said.
   * @throws Failure every other way to fail
   */
  ask<C extends Call>(call: C, input: InputOf<C>): Promise<OutputOf<C>> {
    return this.#ask(call, input, true);
  }

  /** The same for what the page asks by itself: nobody wants to hear that a lock came before it. */
  askUnseen<C extends Call>(call: C, input: InputOf<C>): Promise<OutputOf<C>> {
    return this.#ask(call, input, false);
  }

  async #ask<C extends Call>(call: C, input: InputOf<C>, seen: boolean): Promise<OutputOf<C>> {
    // Before the answer: the worker's news of the open vault may come first.
    if (ENTERING.has(call)) this.#change({ enteredHere: true });
    try {
      const answer = await this.world.client.ask(call, input);
      this.#overhear(call, input, answer);
      return answer;
    } catch (error) {
      if (ENTERING.has(call)) this.#change({ enteredHere: false });
      if (!isFailure(error, 'vault-locked')) throw asFailure(error);
      if (!SURVIVES_LOCK.has(call)) {
        await this.refresh();
        if (seen) this.report(error);
        throw error;
      }
      await this.#untilUnlocked();
      return this.#ask(call, input, seen);
    }
  }

  /** Somebody is here: puts off the automatic lock. */
  async touch(): Promise<void> {
    const { state } = this.#snapshot;
    if (state?.vault !== 'unlocked') return;
    try {
      const { lockAtMs } = await this.world.client.ask('vault.touch', {});
      if (lockAtMs === null) await this.refresh();
      else if (this.#snapshot.state?.vault === 'unlocked') {
        this.#change({ state: { ...this.#snapshot.state, lockAtMs } });
      }
    } catch {
      // The lock then comes when it was due, which is the safe way to be wrong.
    }
  }

  openTab(tab: string): void {
    keepTab(tab);
    this.#change({ tab, page: null });
  }

  /** Opens a page over the tabs; `null` closes it. */
  openPage(page: PageId | null, about: string | null = null): void {
    const { page: before, backTo } = this.#snapshot;
    this.#change({ page, about, backTo: page === before || page === backTo ? null : before });
  }

  /** Is told of every answer before anybody draws it. */
  overhear(listen: Overhearing): void {
    this.#overhear = listen;
  }

  /** Takes notice of a name that no answer told. */
  hear(value: unknown): void {
    this.#overhear(null, {}, value);
  }

  /** Masks what is drawn, or no more. */
  present(on: boolean): void {
    keepPreference('presenting', on ? 'yes' : 'no');
    if (this.#snapshot.presenting !== on) this.#change({ presenting: on });
  }

  /** Knows these meetings by their names. */
  recall(recent: readonly RecentMeeting[]): void {
    this.#change({ recent });
  }

  /** Opens the inspection of a token; `null`: it was taken over. */
  inspect(toInspect: string | null): void {
    if (toInspect !== null) this.openTab('tokens');
    this.#change({ toInspect });
  }

  /** Opens the list of keys where this one stands. */
  showKey(about: string): void {
    this.openTab('keys');
    this.#change({ about, wish: 'show-key' });
  }

  /** Remembers what somebody asked for, for as long as this page lives; `null` forgets it. */
  wishFor(wish: Wish | null): void {
    this.#change({ wish });
  }

  noteRenewalNews(): void {
    this.#change({ renewalNews: this.#snapshot.renewalNews + 1 });
  }

  /** Shows a failure above whatever is open, until the worker is asked again. */
  report(failure: Failure): void {
    this.#change({ trouble: failure });
  }

  /** Says something to assistive technology that the eye sees anyway. */
  say(text: string): void {
    // The same words twice are only announced when they change.
    const again = this.#snapshot.said === text ? '\u00a0' : '';
    this.#change({ said: text + again });
  }

  /** Shows something at the foot of the page and says it; `null` takes it away. */
  note(note: Note | null): void {
    if (note?.once && this.#noted.has(note)) return;
    if (note?.once) this.#noted.add(note);
    this.#change({ note });
    if (note) this.say(note.words);
  }

  #accept(state: ProgramState): void {
    keepVaultGuess(state.vault);
    const { vault } = state;
    this.#change({ state, vault, trouble: null, ...this.#entry(state), ...this.#granted(state) });
    if (state.vault !== 'unlocked') return;
    const waiting = this.#waitingForUnlock;
    this.#waitingForUnlock = [];
    for (const go of waiting) go();
  }

  /** What the new state says of whether the vault was opened here. */
  #entry(state: ProgramState): Partial<Snapshot> {
    const before = this.#snapshot.state;
    if (before === null && state.vault === 'unlocked') return { enteredHere: true };
    return before?.vault === 'unlocked' && state.vault !== 'unlocked'
      ? { enteredHere: false, toInspect: null, recent: [] }
      : {};
  }

  /** What an open vault makes of a wish that waited for it. */
  #granted({ vault }: ProgramState): { wish?: null; page?: PageId | null } {
    const { wish, page } = this.#snapshot;
    if (vault !== 'unlocked' || wish === null || wish === 'new-passphrase') return {};
    return { wish: null, page: wish === 'restore' ? pageNamed('backup') : page };
  }

  async #untilUnlocked(): Promise<void> {
    const unlocked = new Promise<void>((resolve) => this.#waitingForUnlock.push(resolve));
    await this.refresh();
    await unlocked;
  }

  #change(part: Partial<Snapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...part };
    for (const listener of this.#listeners) listener();
  }
}

/** Whatever was thrown, as something that has a sentence. */
export function asFailure(error: unknown): Failure {
  return error instanceof Failure ? error : new Failure('unexpected', {});
}
