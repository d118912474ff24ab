/** Something that is made at first use. */
export interface OnDemand<T> {
  /** Makes it if need be. Rejects if that fails; the next use then tries again. */
  get(): Promise<T>;
  /** What was made so far, without making it. Undefined: nothing was asked for yet, or the attempt failed. */
  made(): Promise<T> | undefined;
}

/** Puts off making something costly until it is needed, and makes it once however many ask. */
export function onDemand<T>(make: () => Promise<T>): OnDemand<T> {
  let promise: Promise<T> | undefined;
  return {
    get() {
      if (promise === undefined) {
        const attempt = make();
        promise = attempt;
        attempt.catch(() => {
          promise = undefined;
        });
      }
      return promise;
    },
    made: () => promise,
  };
}
