import { Failure } from '../domain/failure.ts';

/** Headers that belong to the browser, to the connection or to a proof, whichever system it is. */
const FOREIGN =
  /^(host|cookie2?|set-cookie2?|origin|referer|user-agent|connection|keep-alive|content-length|transfer-encoding|te|trailer|upgrade|expect|via|date|dnt|forwarded|accept-(charset|encoding)|(proxy|sec|access-control)-.*|authorization|jwttoken|key|secretkey)$/i;

/** Headers of an answer that say nothing about it: of the connection, and orders to a browser. */
const IDLE =
  /^(set-cookie2?|connection|keep-alive|transfer-encoding|vary|pragma|expires|via|alt-svc|nel|report-to|reporting-endpoints|server-timing|(access-control|cross-origin|cf|x-amz-cf)-.*|(strict-transport|content-security|permissions|referrer|feature)-.*|x-(frame-options|content-type-options|xss-protection|permitted-cross-domain-policies|download-options|dns-prefetch-control))$/;

/** What a header can be called, and can hold. */
const NAME = /^[\w!#$%&'*+.^`|~-]{1,100}$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Lets headers through that a person may write. @throws Failure `header-refused` */
export function assertOwnHeaders(headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) {
    if (!NAME.test(name) || !VALUE.test(value) || FOREIGN.test(name)) {
      throw new Failure('header-refused', { name: name.slice(0, 100) });
    }
  }
}

/** The headers of an answer that are worth a look. */
export function tellingHeaders(headers: Readonly<Record<string, string>>) {
  return headerList(headers).filter(({ name }) => !IDLE.test(name));
}

/** A proof as it may be shown: of `Authorization` its scheme, of any other header nothing. */
export function withoutProof(name: string, value: string): string {
  const [scheme, rest] = value.split(' ', 2);
  const hasScheme = name.toLowerCase() === 'authorization' && rest !== undefined;
  return hasScheme ? `${scheme} •••` : '•••';
}

export function headerList(headers: Readonly<Record<string, string>>) {
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}
