/** Latchkey's mark: a key whose bow is a latch plate. The same drawing as public/icons/latchkey.svg. */
export function Mark(props: { size?: number }) {
  const size = props.size ?? 20;
  return (
    <svg class="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect class="mark-plate" width="32" height="32" rx="8" />
      <path
        class="mark-key"
        d="M16 5.5a6 6 0 0 1 2.25 11.56V19h3.25v3.5h-3.25v1h3.25V27h-7.75v-9.94A6 6 0 0 1 16 5.5Zm0 4a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z"
      />
    </svg>
  );
}
