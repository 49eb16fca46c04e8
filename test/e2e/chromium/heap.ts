import type { CDPSession } from 'puppeteer-core';

/** A text that is still held: what holds it, from the root on. */
export interface Held {
  readonly text: string;
  readonly path: string;
}

/** What JavaScript holds in a page or a worker of Chromium, after everything was let go that could be. */
export interface Heap {
  readonly strings: number;
  /** Whether any text has this in it. To say what holds it takes seconds more. */
  mentions(part: string): boolean;
  /** Texts with this in them that something holds, be it weakly. */
  holding(part: string): Held[];
}

/** Collects garbage and takes a snapshot. */
export async function takeHeap(session: CDPSession): Promise<Heap> {
  await session.send('HeapProfiler.enable');
  // What one collection sets free may hold more: finalizers, weak maps, code that is flushed.
  for (let times = 0; times < 4; times += 1) await session.send('HeapProfiler.collectGarbage');
  const chunks: string[] = [];
  const collect = ({ chunk }: { chunk: string }) => void chunks.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', collect);
  await session.send('HeapProfiler.takeHeapSnapshot', {});
  session.off('HeapProfiler.addHeapSnapshotChunk', collect);
  await session.send('HeapProfiler.disable');
  return readHeap(JSON.parse(chunks.join('')));
}

/** A snapshot as V8 writes it: flat lists of numbers, and the texts that they point to. */
interface Snapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly edge_fields: readonly string[];
      readonly edge_types: readonly [readonly string[]];
    };
  };
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  readonly strings: readonly string[];
}

interface Step {
  readonly from: number;
  readonly by: string;
}

function readHeap(raw: Snapshot): Heap {
  const { strings } = raw;
  let steps: Map<number, Step> | null = null;

  function holding(part: string): Held[] {
    const named = new Set(strings.flatMap((text, place) => (text.includes(part) ? [place] : [])));
    if (named.size === 0) return [];
    steps ??= shortestPaths(raw);
    const held: Held[] = [];
    const nodeSize = raw.snapshot.meta.node_fields.length;
    for (let node = 0; node < raw.nodes.length; node += nodeSize) {
      const name = nameOf(raw, node);
      if (!named.has(name)) continue;
      held.push({ text: (strings[name] ?? '').slice(0, 300), path: pathTo(raw, steps, node) });
    }
    return held;
  }

  const mentions = (part: string) => strings.some((text) => text.includes(part));
  return { strings: strings.length, mentions, holding };
}

function nameOf({ snapshot, nodes }: Snapshot, node: number): number {
  return nodes[node + snapshot.meta.node_fields.indexOf('name')] ?? 0;
}

/** How each node is reached from the root by edges that hold; weak ones do not. */
function shortestPaths(raw: Snapshot): Map<number, Step> {
  const edgesOf = edgeReader(raw);
  const steps = new Map<number, Step>([[0, { from: 0, by: '' }]]);
  const queue = [0];
  for (let next = 0; next < queue.length; next += 1) {
    const from = queue[next] ?? 0;
    for (const { to, by } of edgesOf(from)) {
      if (steps.has(to)) continue;
      steps.set(to, { from, by });
      queue.push(to);
    }
  }
  return steps;
}

/** Reads the edges of a node that hold something. */
function edgeReader({ snapshot, nodes, edges, strings }: Snapshot) {
  const { node_fields, edge_fields, edge_types } = snapshot.meta;
  const nodeSize = node_fields.length;
  const edgeSize = edge_fields.length;
  const countAt = node_fields.indexOf('edge_count');
  const starts = new Map<number, number>();
  for (let node = 0, edge = 0; node < nodes.length; node += nodeSize) {
    starts.set(node, edge);
    edge += (nodes[node + countAt] ?? 0) * edgeSize;
  }

  return (node: number): { to: number; by: string }[] => {
    const start = starts.get(node) ?? 0;
    return Array.from({ length: nodes[node + countAt] ?? 0 }, (_, place) => {
      const at = start + place * edgeSize;
      const kind = edge_types[0][edges[at] ?? 0] ?? '';
      const label = edges[at + 1] ?? 0;
      const numbered = kind === 'element' || kind === 'hidden';
      const by = numbered ? `[${label}]` : (strings[label] ?? '');
      return { kind, by, to: edges[at + 2] ?? 0 };
    }).filter(({ kind }) => kind !== 'weak');
  };
}

function pathTo(raw: Snapshot, steps: Map<number, Step>, node: number): string {
  const words: string[] = [];
  if (!steps.has(node)) return '(held weakly)';
  for (let at = node; at !== 0; ) {
    const step = steps.get(at);
    if (!step) break;
    words.unshift(`.${step.by} {${(raw.strings[nameOf(raw, at)] ?? '').slice(0, 30)}}`);
    at = step.from;
  }
  return words.join('\n  ');
}
