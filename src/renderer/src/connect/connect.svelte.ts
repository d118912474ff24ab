import type { Settings, SettingsChange } from '../../../preload/contract/settings';
import type { ProfileRef, ProfileSummary } from '../../../preload/contract/shapes';
import type { Place } from '../data/sync/place';
import type { LookUpRequest } from '../data/look-up-desk.svelte';
import type { Profiles } from '../data/profiles.svelte';
import { checkCopyJobId, cleanCopyJobId, severalCopyJobIds, type SeveralIds } from '../domain/copy-job-id';
import { isRegionText } from '../domain/regions';
import { profileId } from './profile-option';

interface Needs {
  readonly profiles: Profiles;
  readonly settings: () => Settings;
  readonly changeSettings: (change: SettingsChange) => void;
}

/** What was chosen and typed for the next look-up. */
export class ConnectController {
  copyJobId = $state('');
  /** Why the look-up was not sent; shown under the field until the text changes. */
  problem = $state.raw<{ code: 'MissingInput' | 'InvalidInput'; text: string }>();
  #needs: Needs;
  #chosen = $state.raw<ProfileRef>();
  #region = $state<string>();
  #several = $derived(severalCopyJobIds(this.copyJobId));

  constructor(needs: Needs) {
    this.#needs = needs;
    const last = needs.settings().last[needs.profiles.workspace];
    this.#chosen = last.profile;
    this.#region = last.region;
  }

  get profiles(): Profiles {
    return this.#needs.profiles;
  }

  /** The profile in use: the one chosen, while it exists, else the first that can be used. */
  get profile(): ProfileSummary | undefined {
    const { list } = this.#needs.profiles;
    const chosen = this.#chosen;
    return (
      (chosen === undefined ? undefined : list.find(({ ref }) => profileId(ref) === profileId(chosen))) ??
      list.find(({ session }) => session.state === 'ready') ??
      list[0]
    );
  }

  /** The Region in use: the one chosen, else the profile's own. */
  get region(): string {
    return this.#region ?? this.profile?.region ?? '';
  }

  chooseProfile(id: string): void {
    const next = this.#needs.profiles.list.find(({ ref }) => profileId(ref) === id);
    if (next === undefined || (this.profile !== undefined && profileId(this.profile.ref) === id)) return;
    this.#chosen = next.ref;
    // A profile's own Region is what its owner meant; without one the Region in use stays.
    if (next.region !== undefined) this.#region = next.region;
    this.#keep();
  }

  chooseRegion(region: string): void {
    if (region === this.region) return;
    this.#region = region;
    this.#keep();
  }

  /** Changes the id to look up, and forgets what was wrong with the last one. */
  type(text: string): void {
    this.copyJobId = text;
    this.problem = undefined;
  }

  /** The ids in the field if they are several, else undefined. */
  get several(): SeveralIds | undefined {
    return this.#several;
  }

  /**
   * The look-up as it would be sent, or one for each id in the field; undefined with `problem` set if there is none.
   * Nothing unusable ever leaves the window.
   */
  requests(): readonly [LookUpRequest, ...LookUpRequest[]] | undefined {
    const [first, ...others] = this.several?.ids ?? [];
    const id = first ?? cleanCopyJobId(this.copyJobId);
    const check = checkCopyJobId(id);
    if (!check.ok) {
      this.problem = { code: id === '' ? 'MissingInput' : 'InvalidInput', text: check.message };
      return undefined;
    }
    const place = this.place();
    if (place === undefined) return undefined;
    if (first === undefined) this.copyJobId = id;
    const asked = (copyJobId: string): LookUpRequest => ({ ...place, copyJobId });
    return [asked(id), ...others.map(asked)];
  }

  /** With what would be asked now; undefined with `problem` set if that cannot be. */
  place(): Place | undefined {
    const { profile, region } = this;
    if (profile === undefined) {
      this.problem = {
        code: 'MissingInput',
        text: 'There is no profile to ask with. Add one to your AWS config file, or open the demo account.',
      };
      return undefined;
    }
    if (!isRegionText(region)) {
      this.problem =
        region === ''
          ? { code: 'MissingInput', text: 'Choose the Region of the copy’s source vault first.' }
          : { code: 'InvalidInput', text: `“${region}” is not a Region name.` };
      return undefined;
    }
    this.problem = undefined;
    return { profile: profile.ref, region };
  }

  #keep(): void {
    const { workspace } = this.#needs.profiles;
    const { last } = this.#needs.settings();
    const choice = {
      ...(this.#chosen === undefined ? {} : { profile: this.#chosen }),
      ...(this.#region === undefined || !isRegionText(this.#region) ? {} : { region: this.#region }),
    };
    this.#needs.changeSettings({ last: { ...last, [workspace]: choice } });
  }
}
