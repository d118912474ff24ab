/** A refusal in AWS's own terms. Thrown inside the endpoint, written to the wire by `answer.ts`. */
export class AwsError extends Error {
  override readonly name = 'AwsError';

  constructor(
    readonly status: number,
    /** The exception's name, for example `ResourceNotFoundException`. */
    readonly type: string,
    message: string,
    /** AWS Backup's own number, for the exceptions of its model only. */
    readonly code?: string,
  ) {
    super(message);
  }
}

/** AWS Backup answers "not found" with status 400, not 404 (API reference, DescribeCopyJob, Errors). */
export function resourceNotFound(message: string): AwsError {
  return new AwsError(400, 'ResourceNotFoundException', message, 'ERROR_3001');
}

// The numbers in `Code` are not documented by AWS; these only have the right look.
export function invalidParameterValue(message: string): AwsError {
  return new AwsError(400, 'InvalidParameterValueException', message, 'ERROR_2001');
}

export function unknownOperation(): AwsError {
  return new AwsError(404, 'UnknownOperationException', 'The requested operation is not recognized by the service.');
}

export function malformedRequest(message: string): AwsError {
  return new AwsError(400, 'MalformedHttpRequestException', message);
}

export function internalFailure(): AwsError {
  return new AwsError(500, 'InternalFailure', 'An internal error occurred');
}

export function unrecognizedClient(): AwsError {
  return new AwsError(403, 'UnrecognizedClientException', 'The security token included in the request is invalid.');
}

export function expiredToken(): AwsError {
  return new AwsError(403, 'ExpiredTokenException', 'The security token included in the request is expired');
}

export function invalidSignature(message: string): AwsError {
  return new AwsError(403, 'InvalidSignatureException', message);
}

export function incompleteSignature(message: string): AwsError {
  return new AwsError(403, 'IncompleteSignatureException', message);
}

export function missingAuthenticationToken(): AwsError {
  return new AwsError(403, 'MissingAuthenticationTokenException', 'Missing Authentication Token');
}
