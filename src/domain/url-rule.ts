import * as v from 'valibot';

/** The methods that a request may have; whatever else there is (TRACE, CONNECT) is never sent. */
export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export const methodSchema = v.picklist(METHODS);
export type Method = v.InferOutput<typeof methodSchema>;

/**
 * One line of what a credential may be used for. `url` is an absolute path as the server sees it, or
 * such a path with the scheme and host of the credential before it. A `*` stands for one or more
 * characters of one part of the path: it never takes in a "/". `**` as the last part stands for
 * everything below. Of the query a rule says nothing. What cannot be read as a rule opens nothing.
 */
export const urlRuleSchema = v.strictObject({
  url: v.pipe(v.string(), v.maxLength(2_000)),
  method: v.picklist(['any', ...METHODS]),
});
export type UrlRule = v.InferOutput<typeof urlRuleSchema>;

/** Rules as they are kept, far fewer than this; one that says more than we know may allow less. */
export const urlRulesSchema = v.pipe(v.array(urlRuleSchema), v.maxLength(100));

/**
 * Why a request is denied. `path`: no rule has its path; `method`: those that have it are for others;
 * `host`: it is not the credential's; `override`: a header or a part of the query may make the server take another method or path;
 * `odd`: it is written so that another reader may take it for another path than we do.
 */
export const refusalSchema = v.picklist(['path', 'method', 'host', 'override', 'odd']);
export type Refusal = v.InferOutput<typeof refusalSchema>;
