// What is to be released, for the release workflow: the version and its notes, as outputs of a step.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setFailed, setOutput } from '@actions/core';
import { checkVersion, releaseNotes } from './release-notes.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const { stdout: tags } = spawnSync('git', ['tag', '--list'], { encoding: 'utf8' });
try {
  checkVersion(version, tags.split('\n'));
  const notes = releaseNotes(readFileSync('CHANGELOG.md', 'utf8'), version);
  setOutput('version', version);
  setOutput('notes', notes);
} catch (error) {
  setFailed(error instanceof Error ? error.message : String(error));
}
