/** Mutants that change nothing that anybody could see, by identity, and why. Reviewed by hand. */
export const equivalents: Readonly<Record<string, string>> = {
  'billing/charges.ts CallExpression: throw new Error(`${id} runs without a line`); → ;':
    'what runs has a line since its activation: nothing gets there',
  "billing/refunds.ts ConditionalExpression: charge.type === 'new' → true":
    'only the first line is taken, and the first line of a trial is its new line',
  'schedule.ts CallExpression: planned.set(due.subjectId, due); → ;':
    'work that is planned twice is done once: the second time it is no longer what comes next',
  'subscription/activation.ts BooleanLiteral: false → true':
    'an offer is published for a publisher that is there, and publishers stay',
  "subscription/consent.ts ConditionalExpression: subscription.phase !== 'running' → false":
    'the end of a subscription closes its operation, so that what is in progress belongs to one that runs',
  'subscription/decide.ts CallExpression: throw new Error(`${change.type} has no effect ${cell.effect}`); → ;':
    'every effect that the table names for a change is there',
  'subscription/evolve.ts ArithmeticOperator: subscription.tokensIssued + 1 → subscription.tokensIssued - 1':
    'the number is seen by nobody, and only has to be another one for each token',
  'subscription/plan-change.ts CallExpression: throw new Error(`${id} runs without a line`); → ;':
    'what runs has a line since its activation: nothing gets there',
  'subscription/suspension-causes.ts ConditionalExpression: !left → false':
    'a cause is taken out only where there is another one',
  'usage/daily-usage.ts ConditionalExpression: !dailyUsage.has(key) → true':
    'sets and maps hold once what is put in twice, and nothing is added to a month that is closed',
  "usage/judge.ts LogicalOperator: subscription.phase === 'pending' || subscription.startedAt === undefined → subscription.phase === 'pending' && subscription.startedAt === undefined":
    'an instant is never at or after one that is missing: the comparison that follows is false by itself',
  "usage/report.ts ConditionalExpression: event.type === 'UsageReported' → true":
    'the report is the first of the facts that it leads to',
  'usage/usage-charges.ts EqualityOperator: a.lastUsedAt > b.lastUsedAt → a.lastUsedAt >= b.lastUsedAt':
    'the rows of two days were never used at the same instant',
  'usage/usage-rate.ts LogicalOperator: !offer || !plan → !offer && !plan':
    'an offer cannot be published again, and keeps its plans: neither is ever missing',
};
