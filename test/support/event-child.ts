// Reads the event of this process's environment, and prints it with what was logged.
import { pullRequestEvent } from '../../src/system/workflow-event.ts';
import { keptLog } from './log.ts';

const log = keptLog();
const event = await pullRequestEvent(process.env, log);
console.log(JSON.stringify({ event, debugs: log.debugs }));
