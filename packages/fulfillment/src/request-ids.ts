/** Headers by which caller and marketplace name a request and the business operation that it is part of (SF 1.2, 1.3). */
export const requestIdHeader = 'x-ms-requestid';
export const correlationIdHeader = 'x-ms-correlationid';
