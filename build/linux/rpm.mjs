/** A package for Fedora, SUSE and their kin, made by `rpmbuild`. */
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { homepage, needed } from './request.mjs';
import { isQuick, lines, runTool } from './run-tool.mjs';

/** Names of processors as rpm has them. */
const ARCHITECTURES = new Map([
  ['amd64', 'x86_64'],
  ['arm64', 'aarch64'],
]);
/** Folders that are the package's own; all others belong to the system. */
const OWN_FOLDER = /^\/(opt\/[^/]+|usr\/share\/doc\/[^/]+)(\/|$)/;

/**
 * @param {string} file
 * @returns {string} the script's text as a spec file takes it: a percent sign there means a macro
 */
const script = (file) =>
  readFileSync(file, 'utf8')
    .replace(/^#!.*\n/, '')
    .replaceAll('%', '%%');

/**
 * @param {import('./request.mjs').Request} request
 * @param {string} root folder that stands for `/`
 * @param {import('./request.mjs').PackageFile[]} files
 * @returns {string} the spec file
 */
export function specFile(request, root, files) {
  const [first = '', ...more] = lines(needed(request, '--description'));
  const places = files
    .filter(({ isFolder, place }) => !isFolder || OWN_FOLDER.test(place))
    .map(({ isFolder, place }) => `${isFolder ? '%dir ' : ''}"${place}"`);
  const address = homepage(request);
  // Nothing is worked over after it was laid out: the program's bytes are those that were checked.
  return `%define __os_install_post %{nil}
%define _build_id_links none
%define _binary_payload ${isQuick() ? 'w1.gzdio' : 'w6T2.xzdio'}
%define _buildhost reproducible
%define use_source_date_epoch_as_buildtime 1
%define clamp_mtime_to_source_date_epoch 1
Name: ${needed(request, '--name')}
Version: ${needed(request, '--version')}
Release: ${request.options.get('--iteration') ?? '1'}
Summary: ${request.options.get('--rpm-summary') ?? first}
License: ${needed(request, '--license')}
Vendor: ${needed(request, '--vendor')}
Packager: ${needed(request, '--maintainer')}
${address === '' ? '' : `URL: ${address}\n`}AutoReqProv: no
${request.depends.map((name) => `Requires: ${name}`).join('\n')}

%description
${[first, ...more].join('\n')}

%install
mkdir -p %{buildroot}
cp -a "${root}/." %{buildroot}/

%post -p /bin/bash
${script(needed(request, '--after-install'))}
%postun -p /bin/bash
${script(needed(request, '--after-remove'))}
%files
%defattr(-,root,root,-)
${places.join('\n')}
`;
}

/**
 * @param {import('./request.mjs').Request} request
 * @param {string} root folder that stands for `/`
 * @param {import('./request.mjs').PackageFile[]} files
 * @param {string} work an empty place for rpmbuild, beside `root`
 */
export function makeRpm(request, root, files, work) {
  const spec = path.join(work, 'package.spec');
  writeFileSync(spec, specFile(request, root, files));
  const asked = needed(request, '--architecture');
  const architecture = ARCHITECTURES.get(asked) ?? asked;
  const made = path.join(work, 'made');
  const places = [`_topdir ${path.join(work, 'top')}`, `_rpmdir ${made}`].flatMap((line) => ['--define', line]);
  runTool('rpmbuild', ['-bb', '--target', `${architecture}-linux`, ...places, spec]);
  const folder = path.join(made, architecture);
  const [name] = readdirSync(folder);
  if (name === undefined) throw new Error('rpmbuild left no package behind.');
  copyFileSync(path.join(folder, name), needed(request, '--package'));
}
