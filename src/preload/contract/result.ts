import type { AppError } from './error';

/** What every call answers: nothing ever throws across the border. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function failed<T = never>(error: AppError): Result<T> {
  return { ok: false, error };
}
