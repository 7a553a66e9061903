// src/prepare/merge-commit.ts
function knowsVirtualMerge(werfVersion) {
  return /^v?(?:1\.2|2\.\d+)\.\d/.test(werfVersion ?? "");
}
function virtualMergeVariables(facts) {
  const { werfVersion, event, parents, env } = facts;
  const isMerge = event !== void 0 && parents?.length === 2 && (event.headCommit === void 0 || parents[1] === event.headCommit);
  return isMerge && knowsVirtualMerge(werfVersion) && !env["WERF_VIRTUAL_MERGE"] ? { WERF_VIRTUAL_MERGE: "1" } : {};
}
export {
  knowsVirtualMerge,
  virtualMergeVariables
};
