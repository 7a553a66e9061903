// src/command/flags.ts
function positiveInteger(value) {
  const number = value !== void 0 && /^[0-9]{1,9}$/.test(value.trim()) ? Number(value) : 0;
  return number > 0 ? number : void 0;
}

// src/reports/rollout-options.ts
import { isFlagOn, settingOf } from "../shared/options.js";
function rolloutLimits(words, env) {
  return {
    timeoutSeconds: positiveInteger(settingOf(words, env, "timeout")),
    autoRollback: isFlagOn(words, env, "auto-rollback", "atomic")
  };
}
export {
  rolloutLimits
};
