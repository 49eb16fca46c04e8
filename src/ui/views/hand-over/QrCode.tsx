import { toSvgPath } from 'lean-qr/extras/svg';
import { generate } from 'lean-qr/nano';
import { useMemo } from 'preact/hooks';

/** Scanners want this much light around a code (in modules). */
const QUIET_ZONE = 4;

/** A text as a QR code: dark on light in both themes, because not every scanner reads the reverse. */
export function QrCode({ text, name }: { text: string; name: string }) {
  const { path, size } = useMemo(() => draw(text), [text]);
  const whole = size + 2 * QUIET_ZONE;
  return (
    <svg
      class="qr"
      role="img"
      aria-label={name}
      viewBox={`${-QUIET_ZONE} ${-QUIET_ZONE} ${whole} ${whole}`}
      shape-rendering="crispEdges"
    >
      <rect x={-QUIET_ZONE} y={-QUIET_ZONE} width={whole} height={whole} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

function draw(text: string): { path: string; size: number } {
  const code = generate(text);
  return { path: toSvgPath(code), size: code.size };
}
