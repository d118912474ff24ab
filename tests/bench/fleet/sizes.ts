/** Sizes of the generated fleets. */
export const FEW = 100;
export const PAGES = 10_000;
export const MANY = 100_000;
export const MILLION = 1_000_000;

export function nameOf(jobs: number): string {
  return `${jobs.toLocaleString('en')} jobs`;
}
