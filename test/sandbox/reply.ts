/** What a system of the sandbox answers: status, headers and the exact bytes. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** Why it is not the answer that was asked for; goes into the record as the verdict. */
  readonly refusedAs?: string;
}

/** A check that failed. Thrown where it is noticed; the server sends `reply`. */
export class Refusal extends Error {
  readonly reply: Reply;

  constructor(reply: Reply) {
    super(reply.refusedAs ?? `status ${reply.status}`);
    this.name = 'Refusal';
    this.reply = reply;
  }
}

/** JSON text as it stands: never parsed here, so long numbers keep all their digits. */
export function jsonReply(body: string | Buffer, status = 200): Reply {
  return { status, headers: { 'Content-Type': 'application/json;charset=UTF-8' }, body };
}

/** A whole HTML page from its title and the inside of its body. */
export function htmlReply(title: string, inside: string, status = 200): Reply {
  const head = `<meta charset="utf-8"><title>${title}</title>`;
  const body = `<!doctype html>\n<html lang="en"><head>${head}</head><body>${inside}</body></html>\n`;
  return { status, headers: { 'Content-Type': 'text/html;charset=UTF-8' }, body };
}

/** An error as `{"code","message"}`. The systems' real bodies differ or are unknown. */
export function errorReply(status: number, code: string, message: string): Reply {
  return { ...jsonReply(JSON.stringify({ code, message }), status), refusedAs: code };
}
