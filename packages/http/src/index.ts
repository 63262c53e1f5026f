export { type Answer, answerOf } from './answer.ts';
export type { Api } from './api.ts';
export type { Admission, Gate, TokenFault, VerifiedToken } from './bearer.ts';
export { bodyLimitBytes } from './body.ts';
export {
  type CallInput,
  CallRefused,
  type CallReply,
  type Client,
  type ClientOptions,
  createClient,
} from './client.ts';
export type { Contract, Gap, Method, RefusalContract, Reply, ReplyContract } from './contract.ts';
export {
  type AnyEndpoint,
  type BodyOf,
  type Endpoint,
  endpoint,
  endpointFor,
  type Input,
} from './endpoint.ts';
export { type IgnoredMember, ignoredMembers } from './ignored-members.ts';
export type { AlterBody, Intercept, InterceptAction, Intercepted, Interception } from './intercept.ts';
export { type MountOptions, mount } from './mount.ts';
export { nearestPaths } from './nearest-paths.ts';
export { normalise, normaliseQuery, type Tolerance } from './normalise.ts';
export { onceRules } from './once.ts';
export {
  type Described,
  type OpenApiDocument,
  type OpenApiInput,
  openApiDocument,
} from './openapi.ts';
export {
  type AnswerNote,
  type Appointment,
  type BeforeReply,
  type OperationAnswer,
  type Outbox,
  quietOutbox,
} from './outbox.ts';
export type { ProtocolProblem, ShapeIssue } from './problem.ts';
export type { RawQuery } from './query.ts';
export { reasonOf } from './reason.ts';
export { memoryReceipts, type Receipt, type Receipts, requestHash } from './receipts.ts';
export { orRefuse, problemOf, Refused, refuse } from './refused.ts';
export { type RequestInfo, requestInfo } from './request-info.ts';
export { type RequestRecord, recordOf } from './request-record.ts';
export { didYouMean } from './resembling.ts';
export type { Sendable } from './send.ts';
export { shapeIssues } from './shape-issues.ts';
export { readBodyAs } from './shapes.ts';
export type { Entry, ServedWorld, World } from './world.ts';
