import { shortNameOfArn } from './arn';

/** What a title is made of. */
interface Titled {
  readonly resourceName?: string | undefined;
  readonly resourceArn?: string | undefined;
  readonly copyJobId: string;
}

/** What a person would call the job: the resource's name, else its short ARN, else the id. */
export function jobTitle({ resourceName, resourceArn, copyJobId }: Titled): string {
  return resourceName ?? (resourceArn === undefined ? copyJobId : shortNameOfArn(resourceArn));
}
