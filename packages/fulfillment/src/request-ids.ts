/** Header by which caller and marketplace name a request (SF 1.2). */
export const requestIdHeader = 'x-ms-requestid';
/** Header by which they name the business operation that a request is part of (SF 1.3). */
export const correlationIdHeader = 'x-ms-correlationid';
