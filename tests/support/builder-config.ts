import { createRequire } from 'node:module';
import path from 'node:path';

type Configuration = Readonly<Record<string, unknown>>;

/** The parts of electron-builder's own library that read and judge a configuration. */
interface ConfigModule {
  readonly getConfig: (folder: string, file: string) => Promise<Configuration>;
  readonly validateConfiguration: (config: object, debugLogger: { isEnabled: boolean }) => Promise<void>;
}

/** The project's configuration as electron-builder reads it, and electron-builder's own judgement of any. */
export async function loadBuilderConfig() {
  // It is a dependency of electron-builder, not of this project: found the way electron-builder finds it.
  const load = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
  const { getConfig, validateConfiguration } = load('app-builder-lib/out/util/config/config.js') as ConfigModule;
  const root = path.resolve(import.meta.dirname, '../..');
  return {
    config: await getConfig(root, path.join('build', 'electron-builder.yml')),
    validate: (config: object) => validateConfiguration(config, { isEnabled: false }),
  };
}
