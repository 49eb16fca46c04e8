/** Signs of the encoding that no ordinary text has: its header, "=3D", a narrow space, a long line that goes on. */
const EVIDENCE = [
  /content-transfer-encoding:[ \t]*quoted-printable/i,
  /=3D|=C2=A0|=E2=80|=20\n/,
  /^.{59,}[^=\s]=[ \t]*\n/m,
];

/** A text that came as quoted-printable, decoded; any other as it is. Source: RFC 2045, section 6.7 */
export function decodedPrintable(text: string): string {
  if (!EVIDENCE.some((sign) => sign.test(text))) return text;
  return text.replace(/(?<!=)=[ \t]*\n/g, '').replace(/(?:=[0-9A-F]{2})+/gi, decodedRun);
}

/** UTF-8 as nearly every mail has it, else Latin-1. */
function decodedRun(run: string): string {
  const bytes = Uint8Array.from(run.slice(1).split('='), (hex) => Number.parseInt(hex, 16));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}
