/**
 * The bytes that a service secret stands for, or `null` where it is not base64. Which alphabet the
 * console hands out, and whether padded, is documented nowhere, so both are read, and bits that are
 * left over are dropped as most readers do. Source: Webex Connect, "Using JWT for API authentication"
 */
export function secretBytes(secret: string): Uint8Array<ArrayBuffer> | null {
  const plain = secret.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  if (!/^[A-Za-z\d+/]+$/.test(plain) || plain.length % 4 === 1) return null;
  return Uint8Array.from(atob(plain), (sign) => sign.charCodeAt(0));
}
