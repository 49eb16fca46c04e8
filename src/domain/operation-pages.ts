import { Failure } from './failure.ts';
import { JsonNumber, type LosslessValue } from './lossless-json.ts';
import type { Operation } from './operation.ts';
import type { OperationValues } from './operation-request.ts';

/** What came back, as far as pages need it. */
export interface PageAnswer {
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: LosslessValue;
}

/**
 * What to ask for the page after this one; `null` at the end. Everything else that was asked stays the
 * same, because a token belongs to its question. `asked`: the tokens that were sent before.
 * @throws Failure `page-repeated` where the server gives a token that was sent already: it would never end
 */
export function nextPage(
  operation: Operation,
  values: OperationValues,
  answer: PageAnswer,
  asked: readonly string[] = [],
): OperationValues | null {
  const { paging } = operation;
  const token = paging ? tokenIn(paging.next, answer) : '';
  if (!paging || token === '') return null;
  if (token === values[paging.field] || asked.includes(token)) {
    throw new Failure('page-repeated', { operation: operation.label });
  }
  return { ...values, [paging.field]: token };
}

/**
 * The answers page after page, each asked for when it is wanted.
 * @throws Failure `page-repeated`, and what asking fails with
 */
export async function* pagesOf<A extends PageAnswer>(
  operation: Operation,
  values: OperationValues,
  ask: (values: OperationValues) => Promise<A>,
): AsyncGenerator<A, void> {
  const asked: string[] = [];
  for (let page: OperationValues | null = values; page !== null; ) {
    const answer: A = await ask(page);
    yield answer;
    page = nextPage(operation, page, answer, asked);
    const token = operation.paging && page?.[operation.paging.field];
    if (token) asked.push(token);
  }
}

/** The items of a page; none where the answer has no such list. */
export function itemsIn({ paging }: Operation, { body }: PageAnswer): readonly LosslessValue[] {
  const items = paging?.items === undefined ? body : memberOf(body, paging.items);
  return Array.isArray(items) ? items : [];
}

type Next = NonNullable<Operation['paging']>['next'];

function tokenIn(next: Next, { headers, body }: PageAnswer): string {
  const told = 'header' in next ? headers[next.header] : memberOf(body, next.body);
  if (told instanceof JsonNumber) return told.digits;
  return typeof told === 'string' ? told.trim() : '';
}

/** A member of an object, by its name or the path to it ("result.items"). */
function memberOf(value: LosslessValue, path: string): LosslessValue | undefined {
  return path.split('.').reduce<LosslessValue | undefined>((rest, name) => {
    const inside = typeof rest === 'object' && rest !== null && !(rest instanceof JsonNumber);
    if (!inside || Array.isArray(rest)) return undefined;
    return Object.hasOwn(rest, name) ? rest[name] : undefined;
  }, value);
}
