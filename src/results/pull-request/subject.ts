// Effect: what a comment is about, as the command line, the variables and werf.yaml name it.
import { settingsOf } from '../../command/options.ts';
import type { CommandWords } from '../../command/words.ts';
import { projectOf } from '../../prepare/project.ts';
import type { Environment } from '../../system/environment.ts';
import { readSmallFile } from '../../system/small-file.ts';
import type { CommentSubject } from './marker.ts';

/** More is no name that werf takes; what is longer is cut. */
const MAX_NAME_CHARACTERS = 300;

/**
 * Names the subject of a command's comment, the same for a plan and the deploy of it, however early either fails.
 * @param env of werf's commands
 * @param id the input `comment-id`
 */
export function commentSubject(
  words: CommandWords,
  env: Environment,
  workingDirectory: string,
  id: string,
): CommentSubject {
  const setting = settingsOf(words, env);
  const value = (option: string) => (setting(option) ?? '').slice(0, MAX_NAME_CHARACTERS);
  return {
    id: id.slice(0, MAX_NAME_CHARACTERS),
    project: id === '' ? projectName(words, env, workingDirectory).slice(0, MAX_NAME_CHARACTERS) : '',
    environment: value('env'),
    release: value('release'),
    namespace: value('namespace'),
  };
}

/** `project:` in `werf.yaml`, which is a template and so no YAML yet. */
function projectName(words: CommandWords, env: Environment, workingDirectory: string): string {
  for (const path of projectOf(words, env, workingDirectory).configs) {
    const line = /^project:[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\n]*))/m.exec(readSmallFile(path));
    if (line !== null) return line[1] ?? line[2] ?? (line[3] ?? '').replace(/\s#.*$/, '').trim();
  }
  return '';
}
