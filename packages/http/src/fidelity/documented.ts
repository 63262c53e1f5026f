import { z } from 'zod';
import type { Contract, Gap, RefusalContract } from '../contract.ts';

/** One way in which an endpoint is documented to answer. */
export type Documented = {
  readonly endpoint: string;
  readonly status: number;
  readonly code?: number | string;
  readonly when: string;
  /** Why nothing in a world leads to it: a fault must ask for it. */
  readonly onDemand?: string;
  /** Why it is never answered here. */
  readonly gap?: Gap;
};

/** A refusal that endpoints have in common, those of them that it can come to. */
export type CommonRefusal = RefusalContract & { appliesTo?(contract: Contract): boolean };

/** Those of the common refusals that an endpoint can come to. */
export const commonTo = <R extends CommonRefusal>(contract: Contract, common: readonly R[]): readonly R[] =>
  common.filter(({ appliesTo }) => appliesTo?.(contract) ?? true);

/** Every documented answer of an endpoint, each pair of status and code once: its replies, its refusals, its gaps. */
export function documentedOf(contract: Contract, common: readonly CommonRefusal[]): readonly Documented[] {
  const { id: endpoint, replies, refusals, gaps = [] } = contract;
  const all: readonly Documented[] = [
    ...Object.entries(replies).map(([status, { description: when }]) => ({
      ...{ endpoint, status: Number(status), when },
    })),
    ...[...refusals, ...commonTo(contract, common)].map(({ status, code, when, onDemand, inside }) => ({
      ...{ endpoint, status: inside ?? status, when },
      ...(code !== undefined && { code }),
      ...(onDemand && { onDemand }),
    })),
    ...gaps.map((gap) => ({
      ...{ endpoint, status: gap.status, when: gap.when, gap },
      ...(gap.code !== undefined && { code: gap.code }),
    })),
  ];
  return [...new Map(all.toReversed().map((each) => [keyOf(each), each])).values()].toReversed();
}

/** By what a documented answer and an observed one are found to be the same. */
export const keyOf = ({
  endpoint,
  status,
  code = '',
}: Pick<Documented, 'endpoint' | 'status' | 'code'>): string => `${endpoint} ${status} ${code}`.trimEnd();

/** Whether the body of a contract, or a member of its query, is one of a few texts. */
export const takesEnums = ({ query, body }: Contract): boolean =>
  [query, body].some((schema) => schema !== undefined && JSON.stringify(jsonOf(schema)).includes('"enum":'));

/** Whether a query or a body can be of the wrong shape: it has a body, or a query member that is not just any text. */
export const takesShapes = ({ query, body }: Contract): boolean =>
  body !== undefined ||
  Object.values(query.shape).some((member) => {
    const { type, minLength, pattern } = jsonOf(member);
    return (
      member._zod.optin !== 'optional' ||
      type !== 'string' ||
      minLength !== undefined ||
      pattern !== undefined
    );
  });

const jsonOf = (schema: z.core.$ZodType): Readonly<Record<string, unknown>> =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });

/** What an API is documented to answer, for the list of it and for the check that a run of tests has seen it. */
export type ApiAnswers = {
  readonly name: string;
  readonly answers: readonly Documented[];
  /** Endpoints that the user story needs: they have no gap but for products that are not simulated. */
  isInStory(endpoint: string): boolean;
};
