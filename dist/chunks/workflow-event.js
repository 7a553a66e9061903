// src/system/workflow-event.ts
async function pullRequestEvent(env, log) {
  if (env["GITHUB_EVENT_NAME"] !== "pull_request") return void 0;
  try {
    const { context } = await import("./github-context.js");
    const { eventName, payload } = context;
    if (eventName !== "pull_request" || payload.pull_request === void 0) return void 0;
    const commit = payload.pull_request["head"]?.sha;
    return { headCommit: typeof commit === "string" && /^[0-9a-f]{40,64}$/.test(commit) ? commit : void 0 };
  } catch (error) {
    log.debug(`The event of this workflow could not be read: ${error}`);
    return void 0;
  }
}
export {
  pullRequestEvent
};
