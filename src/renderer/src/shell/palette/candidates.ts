import { profileId, profileLabel, sessionNote } from '../../connect/profile-option';
import type { Command } from '../../ui/command';
import type { Workbench } from '../workbench.svelte';
import type { Candidate } from './types';

/** Every command but the one that opens the palette. One that cannot be run now stays, with what it needs: it may be what somebody looks for. */
export function commandCandidates(commands: readonly Command[], own: string): readonly Candidate[] {
  return commands
    .filter(({ id }) => id !== own)
    .map((command) => ({
      id: `command:${command.id}`,
      title: command.title,
      hint: command.group,
      also: command.group,
      keys: command.keys,
      ...(command.enabled() ? {} : { whyNot: command.needs ?? 'Not now' }),
      run: command.run,
    }));
}

/** The views that come with the app, and one's own. */
export function viewCandidates({ jobs }: Workbench, then: () => void): readonly Candidate[] {
  const { views } = jobs;
  const candidate = (hint: string) => (view: (typeof views.own)[number]) => ({
    id: `view:${view.id}`,
    title: view.name,
    hint: view.id === views.viewId ? `${hint}, in use` : hint,
    also: 'view',
    run: () => {
      views.use(view);
      then();
    },
  });
  return [...views.own.map(candidate('Own view')), ...views.shipped.map(candidate('View'))];
}

/** The profiles of the workspace; choosing one puts it into the form. */
export function profileCandidates({ profiles, connect }: Workbench, then: () => void): readonly Candidate[] {
  const used = connect.profile;
  return profiles.list.map(({ ref, description, accountId, session }) => ({
    id: `profile:${profileId(ref)}`,
    title: profileLabel(ref),
    hint: `${used?.ref === ref ? 'In use · ' : ''}${sessionNote(session).text} · ${description}`,
    also: `profile ${description} ${accountId ?? ''}`,
    run: () => {
      connect.chooseProfile(profileId(ref));
      then();
    },
  }));
}
