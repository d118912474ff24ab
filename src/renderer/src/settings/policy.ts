/**
 * The least a profile needs for what this version of Copytrail does. Neither action knows resource types, so the resource
 * can only be `*` (Service Authorization Reference, AWS Backup).
 */
export const POLICY = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'CopytrailReadsCopyJobs',
      Effect: 'Allow',
      Action: ['backup:DescribeCopyJob', 'backup:ListCopyJobs'],
      Resource: '*',
    },
  ],
};
