import type { BackupSurvey } from '../data/backup/read-backup';
import type { Restored } from '../data/backup/restore-backup';
import { countOf, grouped } from '../domain/numbers';

/** What a restore has added, as a sentence; empty if nothing. */
export function addedBy({ newJobs, changedJobs }: Restored): string {
  const parts = [
    newJobs > 0 ? `${countOf(newJobs, 'copy job')} ${newJobs === 1 ? 'is' : 'are'} new here` : '',
    changedJobs > 0
      ? `${countOf(changedJobs, 'copy job')} that ${changedJobs === 1 ? 'was here has' : 'were here have'} something added`
      : '',
  ];
  const sentence = parts.filter((part) => part !== '').join(', and ');
  return sentence === '' ? '' : `${sentence}.`;
}

/** What a backup lacks, one sentence each; none if it is whole. */
export function lossesOf(survey: BackupSurvey): readonly string[] {
  const { damaged, badLines, unfit, head, lines, promised, whole } = survey;
  const losses: string[] = [];
  for (const [from, to] of damaged) {
    if (to === undefined) losses.push(`The file ends early or is damaged from part ${grouped(from)} on.`);
    else if (from === to) losses.push(`Part ${grouped(from)} is damaged.`);
    else losses.push(`Parts ${grouped(from)} to ${grouped(to)} are damaged.`);
  }
  if (badLines > 0) losses.push(`${countOf(badLines, 'line')} cannot be understood.`);
  if (unfit > 0) {
    losses.push(
      unfit === 1
        ? 'The text of one answer is not what it is said to be. Only when it came is restored.'
        : `The texts of ${grouped(unfit)} answers are not what they are said to be. Only when they came is restored.`,
    );
  }
  const jobs = lines.job ?? 0;
  const written = promised?.['job'] ?? head.jobs;
  if (!whole && jobs < written) {
    const about = promised === undefined ? 'about ' : '';
    losses.push(`${grouped(jobs)} of ${about}${countOf(written, 'copy job')} can be read.`);
  }
  if (!whole) losses.push('What it says was looked at is left out: with jobs lost, it would not be true any more.');
  if (!whole && losses.length === 1) losses.unshift('Something follows or stands in it that was not written.');
  return losses;
}

/** What cannot be had from the files of a damaged history, one sentence each. */
export function lossesOfKept({ damaged, badLines, unfit }: BackupSurvey): readonly string[] {
  const places = damaged.reduce((sum, [from, to = from]) => sum + to - from + 1, 0);
  return [
    places === 0
      ? 'Every place in its files can be read.'
      : `${countOf(places, 'damaged place')} in its files cannot be read.`,
    ...(badLines > 0 ? [`${countOf(badLines, 'row')} cannot be understood without what is lost.`] : []),
    ...(unfit > 0 ? [`${countOf(unfit, 'text')} ${unfit === 1 ? 'is' : 'are'} not what the rows say.`] : []),
    'What was looked at is left out: with jobs lost, it would not be true any more.',
    'What was removed shortly before the damage may be there again.',
  ];
}
