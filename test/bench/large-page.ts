/** A page like the list of a ticket system: rows of cells with names, numbers that look like others, and session keys. */
export function largePage({ keys, nodes }: { keys: number; nodes: number }): string {
  // A row has ten elements, each with a text: twenty nodes, and one for itself.
  const rows = Math.ceil(nodes / 21);
  const every = Math.floor(rows / keys);
  const lines = Array.from({ length: rows }, (_, row) =>
    rowOf(row, row % every === 0 && row / every < keys ? keyAt(row) : null),
  );
  return `<!doctype html><title>Tickets</title><main>${lines.join('')}</main>`;
}

function keyAt(row: number): string {
  const digits = String(400_000_000 + row * 7_919);
  return `${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}`;
}

function rowOf(row: number, key: string | null): string {
  const cells = [
    `Ticket ${100_000 + row}`,
    key ?? 'no meeting was named',
    `jane.doe.${row}@example.com`,
    `+49 30 ${1_000_000 + row}`,
    `Order ${20_261_121_000 + row}`,
    '2026-11-21 10:30',
    'The caller cannot hear anybody and has tried another device',
    `€ ${row}.00`,
    'waiting for an answer of the person who reported it',
    'Berlin',
  ];
  return `<div>${cells.map((cell) => `<span>${cell}</span>`).join('')}</div>`;
}
